import { sql } from 'kysely';
import type { RequestContext } from '../platform/request-context.ts';

/** What came in and went back in one currency, in its minor units. */
export interface Sales {
  currency: string;
  paidOrders: number;
  revenue: number;
  refunded: number;
}

/** Orders paid and money given back since a moment, by currency. One statement. */
export async function salesSince(ctx: RequestContext, from: Date): Promise<Sales[]> {
  const { rows } = await sql<Sales>`
    select currency, sum(paid_orders)::int as "paidOrders", sum(revenue)::float8 as revenue,
      sum(refunded)::float8 as refunded
    from (
      select currency, count(*) as paid_orders, sum(total) as revenue, 0 as refunded
      from orders where paid_at >= ${from} group by currency
      union all
      select currency, 0, 0, sum(amount)
      from refunds where status = 'SUCCEEDED' and updated_at >= ${from} group by currency
    ) moves
    group by currency order by currency`.execute(ctx.em.getKysely());
  return rows;
}
