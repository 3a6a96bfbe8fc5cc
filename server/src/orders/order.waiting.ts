import { sql } from 'kysely';
import type { WaitingSource } from '../desk/waiting.ts';

/** Orders that wait for a person, by the reason, and since when. */
export const heldOrders: WaitingSource = {
  kind: 'HOLD',
  roles: ['SUPPORT', 'FINANCE'],
  select: () => sql`
    select held.hold as key, count(*)::int as count, min(coalesce(since.at, o.updated_at)) as oldest,
      null::timestamptz as due
    from orders o
    cross join lateral jsonb_array_elements_text(o.holds) held (hold)
    left join lateral (
      select max(e.at) as at from order_events e
      where e.order_id = o.id and e.type = 'hold' and e.to_state = held.hold
    ) since on true
    where o.holds <> '[]'
    group by held.hold`,
};
