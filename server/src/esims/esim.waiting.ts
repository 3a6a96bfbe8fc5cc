import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';
import { queuedEsims } from './review-queue.query.ts';

/** eSIMs that a person must decide about: those of the review queue. */
export const esimsInReview: WaitingSource = {
  kind: 'REVIEW',
  roles: ['SUPPORT', 'FINANCE'],
  select: () => sql`
    select null::text as key, count(*)::int as count, min(since) as oldest, null::timestamptz as due
    from (${queuedEsims}) queued`,
};
