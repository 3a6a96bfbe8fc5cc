import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';
import { addMinutes } from '../platform/clock/clock.ts';

/** A refund or an event that is younger is simply under way. */
const underWayMinutes = 15;

/** Refunds that Stripe was asked for and has not made. */
export const stuckRefunds: WaitingSource = {
  kind: 'REFUND_STUCK',
  roles: ['SUPPORT', 'FINANCE'],
  select: (now) => sql`
    select null::text as key, count(*)::int as count, min(created_at) as oldest, null::timestamptz as due
    from refunds where status = 'PENDING' and created_at < ${addMinutes(now, -underWayMinutes)}::timestamptz`,
};

/** Refunds that failed, of payments that have not been refunded whole by another one since. */
export const failedRefunds: WaitingSource = {
  kind: 'REFUND_FAILED',
  roles: ['SUPPORT', 'FINANCE'],
  select: () => sql`
    select null::text as key, count(*)::int as count, min(r.created_at) as oldest, null::timestamptz as due
    from refunds r join payments p on p.id = r.payment_id
    where r.status = 'FAILED' and p.refunded < p.amount
      and not exists (select from refunds later where later.payment_id = r.payment_id and later.id > r.id)`,
};

/** Events of Stripe's that were received and not worked on. */
export const waitingStripeEvents: WaitingSource = {
  kind: 'STRIPE_EVENT',
  roles: ['SUPPORT', 'FINANCE'],
  select: (now) => sql`
    select null::text as key, count(*)::int as count, min(received_at) as oldest, null::timestamptz as due
    from stripe_events
    where processed_at is null and received_at < ${addMinutes(now, -underWayMinutes)}::timestamptz`,
};
