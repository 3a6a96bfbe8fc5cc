import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';

/** Suppliers that are not asked because they fail, and since when. */
export const openBreakers: WaitingSource = {
  kind: 'BREAKER_OPEN',
  roles: ['SUPPORT'],
  select: () => sql`
    select supplier as key, 1 as count, updated_at as oldest, null::timestamptz as due
    from supplier_breakers where state <> 'CLOSED'`,
};
