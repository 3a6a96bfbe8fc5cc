import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';
import { refundPolicy } from './refund-policy.ts';

/** Requests that buyers wait for an answer to, and by when the first of them is promised one. */
export const openRefundRequests: WaitingSource = {
  kind: 'REFUND_REQUEST',
  roles: ['FINANCE'],
  select: () => sql`
    select null::text as key, count(*)::int as count, min(created_at) as oldest,
      min(created_at) + make_interval(hours => ${refundPolicy.answerHours}) as due
    from refund_requests where status = 'OPEN'`,
};
