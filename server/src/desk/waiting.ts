import type { RawBuilder } from 'kysely';
import type { StaffRole } from '../accounts/role.ts';

/** What there is that needs a person. */
export const WaitingKind = {
  SWITCH_OFF: 'SWITCH_OFF',
  BREAKER_OPEN: 'BREAKER_OPEN',
  REVIEW: 'REVIEW',
  DISPUTE: 'DISPUTE',
  REFUND_REQUEST: 'REFUND_REQUEST',
  HOLD: 'HOLD',
  REFUND_STUCK: 'REFUND_STUCK',
  DEAD_LETTER: 'DEAD_LETTER',
  ALERT: 'ALERT',
  STRIPE_EVENT: 'STRIPE_EVENT',
  LOW_STOCK: 'LOW_STOCK',
} as const;
export type WaitingKind = keyof typeof WaitingKind;

/** A room's part of the desk's first page: what of its own waits for a person. */
export interface WaitingSource {
  kind: WaitingKind;
  /** Whose work it is; ADMIN reads everything. */
  roles: readonly StaffRole[];
  /**
   * A select of `key` (text, which of its kind; null where there is one), `count` (int), `oldest` and `due`
   * (timestamptz or null). A row for each key; a row that counts none is left out.
   */
  select(now: Date): RawBuilder<unknown>;
}
