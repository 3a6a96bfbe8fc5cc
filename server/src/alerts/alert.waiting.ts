import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';

/** Alerts that nobody has settled, by how grave they are. */
export const openAlerts: WaitingSource = {
  kind: 'ALERT',
  roles: ['SUPPORT', 'FINANCE'],
  select: () => sql`
    select severity as key, count(*)::int as count, min(raised_at) as oldest, null::timestamptz as due
    from staff_alerts where settled_at is null group by severity`,
};
