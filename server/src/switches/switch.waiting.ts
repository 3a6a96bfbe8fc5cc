import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';

/** Switches that are off: a part of the shop stands still. */
export const switchesOff: WaitingSource = {
  kind: 'SWITCH_OFF',
  roles: ['SUPPORT', 'FINANCE'],
  select: () => sql`
    select name as key, 1 as count, changed_at as oldest, null::timestamptz as due
    from switches where not is_on`,
};
