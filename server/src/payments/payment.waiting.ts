import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';
import { addHours, addMinutes } from '../platform/clock/clock.ts';

/** What is younger is simply under way. */
const underWayMinutes = 15;
/** A bank takes days to pay a refund out; longer than this is no longer usual. */
const usualDays = 10;

/** Of a dispute: its bank waits for our word. */
export const wantsAnswer = sql`status in ('INQUIRY', 'NEEDS_RESPONSE')`;

/** Of a refund: Stripe has not taken it on, or the bank does not finish it. */
export const isStuck = (now: Date) => sql`(
  (status = 'REQUESTED' and created_at < ${addMinutes(now, -underWayMinutes)}::timestamptz)
  or (status = 'PENDING' and created_at < ${addHours(now, -24 * usualDays)}::timestamptz))`;

/** Of an event of Stripe's: it should have been worked on by now. */
export const isOverdue = (now: Date) => sql`(
  processed_at is null and received_at < ${addMinutes(now, -underWayMinutes)}::timestamptz)`;

/** Disputes and inquiries that a bank wants an answer to, by when the first of them. */
export const disputesToAnswer: WaitingSource = {
  kind: 'DISPUTE',
  roles: ['SUPPORT', 'FINANCE'],
  select: () => sql`
    select null::text as key, count(*)::int as count, min(opened_at) as oldest, min(answer_by) as due
    from disputes where ${wantsAnswer}`,
};

/** Refunds that are stuck. One that failed holds its order. */
export const stuckRefunds: WaitingSource = {
  kind: 'REFUND_STUCK',
  roles: ['SUPPORT', 'FINANCE'],
  select: (now) => sql`
    select null::text as key, count(*)::int as count, min(created_at) as oldest, null::timestamptz as due
    from refunds where ${isStuck(now)}`,
};

/** Events of Stripe's that were received and not worked on. */
export const waitingStripeEvents: WaitingSource = {
  kind: 'STRIPE_EVENT',
  roles: ['SUPPORT', 'FINANCE'],
  select: (now) => sql`
    select null::text as key, count(*)::int as count, min(received_at) as oldest, null::timestamptz as due
    from stripe_events where ${isOverdue(now)}`,
};
