import type { StaffAlert } from './staff-alert.entity.ts';

/** The port to the program that wakes people: a chat, a pager. */
export interface AlertWebhook {
  /** Tells that an alert was raised or is over. @throws when it was not taken; telling it again is harmless */
  post(what: 'RAISED' | 'SETTLED', alert: StaffAlert, now: Date): Promise<void>;
}
