import type { StaffAlert } from './staff-alert.entity.ts';

/** The port to the program that wakes people: a chat, a pager. */
export interface AlertWebhook {
  /** Tells of an alert as it stands: open or over. @throws when it was not taken; telling it again is harmless */
  post(alert: StaffAlert, now: Date): Promise<void>;
}
