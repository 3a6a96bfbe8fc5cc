import { sql } from 'kysely';
import { batchLoader } from '../platform/database/loader.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Esim } from './esim.entity.ts';
import { ProvisioningAttempt } from './provisioning-attempt.entity.ts';

export const reviewOrder = 'waiting longest';

/** Something that waits for a person: an eSIM, or an order that is held for another reason. */
export interface QueuedItem {
  /** The eSIM's id, else the order's. */
  id: string;
  orderId: string;
  esimId: string | null;
  waitingSince: Date;
}

/**
 * eSIMs of paid or disputed orders that are in review, or failed and not settled; and orders with a hold, where none
 * of their eSIMs stands in the queue already. Those that wait longest come first. One statement, and one to count.
 */
export async function findReviewItems(ctx: RequestContext, page: PageRequest): Promise<Page<QueuedItem>> {
  const db = ctx.em.getKysely();
  const after = page.after
    ? sql`where (since, id) > (${page.after[0]}::text::timestamptz, ${page.after[1]}::uuid)`
    : sql``;
  const { rows } = await sql<Omit<QueuedItem, 'waitingSince'> & { exact: string }>`
    select id, order_id as "orderId", esim_id as "esimId", since::text as exact from (${queue}) waiting ${after}
    order by since, id limit ${page.first + 1} offset ${page.offset}`.execute(db);
  const items = rows.map(({ exact, ...row }) => ({ ...row, exact, waitingSince: new Date(exact) }));
  return toPage(
    page,
    items,
    // The whole of it: a Date would drop PostgreSQL's microseconds and repeat a row.
    ({ exact, id }) => encodeCursor(reviewOrder, [exact, id]),
    async () => {
      const counted = await sql<{
        total: number;
      }>`select count(*)::int as total from (${queue}) waiting`.execute(db);
      return counted.rows[0]?.total ?? 0;
    },
  );
}

/**
 * eSIMs that wait for a person's decision: of paid or disputed orders, in review or failed and not settled. Where all of
 * the money is promised back there is nothing to decide.
 */
export const queuedEsims = sql`
  select e.id, e.order_id, e.id as esim_id, e.updated_at as since
  from esims e join orders o on o.id = e.order_id
  where e.status in ('IN_REVIEW', 'FAILED') and e.settled_at is null
    and o.payment_status in ('PAID', 'PARTIALLY_REFUNDED', 'DISPUTED') and o.refund_promised_at is null`;
const queue = sql`
  ${queuedEsims}
  union all
  select o.id, o.id, null, coalesce(o.paid_at, o.created_at)
  from orders o
  where o.holds <> '[]' and o.id not in (select order_id from (${queuedEsims}) queued)`;

export const loadEsim = batchLoader<string, Esim | null>(async (ctx, ids) => {
  const esims = await ctx.em.find(Esim, { id: { $in: [...ids] } });
  return new Map(esims.map((esim) => [esim.id, esim]));
}, null);

/** The calls to suppliers for an eSIM, oldest first. */
export const loadAttempts = batchLoader<string, ProvisioningAttempt[]>(async (ctx, esimIds) => {
  const attempts = await ctx.em.find(
    ProvisioningAttempt,
    { esimId: { $in: [...esimIds] } },
    { orderBy: { id: 'asc' } },
  );
  return Map.groupBy(attempts, ({ esimId }) => esimId);
}, []);

/** The enabled suppliers of a plan, in the order they are asked. */
export const loadPlanSuppliers = batchLoader<string, string[]>(async (ctx, planIds) => {
  const { rows } = await sql<{ planId: string; suppliers: string[] }>`
    select plan_id as "planId", jsonb_agg(supplier order by priority, supplier) as suppliers from plan_suppliers
    where is_enabled and plan_id = any(${planIds}::uuid[]) group by plan_id`.execute(ctx.em.getKysely());
  return new Map(rows.map(({ planId, suppliers }) => [planId, suppliers]));
}, []);
