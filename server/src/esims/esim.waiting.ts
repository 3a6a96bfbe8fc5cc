import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';

/** eSIMs that a person must decide about. */
export const esimsInReview: WaitingSource = {
  kind: 'REVIEW',
  roles: ['SUPPORT'],
  select: () => sql`
    select null::text as key, count(*)::int as count, min(updated_at) as oldest, null::timestamptz as due
    from esims where status = 'IN_REVIEW'`,
};
