import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';
import { waiting } from './dead-letter.query.ts';

/** Jobs that failed for good, by name. */
export const deadLetters: WaitingSource = {
  kind: 'DEAD_LETTER',
  roles: ['SUPPORT'],
  select: () => sql`
    select source_name as key, count(*)::int as count, min(created_on) as oldest, null::timestamptz as due
    from pgboss.job where ${waiting} group by source_name`,
};
