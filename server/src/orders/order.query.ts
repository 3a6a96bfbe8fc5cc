import { sql } from 'kysely';
import { User } from '../accounts/user.entity.ts';
import { Esim } from '../esims/esim.entity.ts';
import { Payment } from '../payments/payment.entity.ts';
import { isId } from '../platform/database/id.ts';
import { batchLoader } from '../platform/database/loader.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import {
  encodeCursor,
  type Page,
  type PageRequest,
  pageRequest,
  toPage,
} from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Order } from './order.entity.ts';
import { type CappedCount, type OrderFilter, OrderSort } from './order.type.ts';

interface SortRule {
  columns: readonly ['id'] | readonly ['total', 'id'];
  direction: 'asc' | 'desc';
}
const sorts: Record<OrderSort, SortRule> = {
  NEWEST: { columns: ['id'], direction: 'desc' },
  OLDEST: { columns: ['id'], direction: 'asc' },
  TOTAL_DESC: { columns: ['total', 'id'], direction: 'desc' },
  TOTAL_ASC: { columns: ['total', 'id'], direction: 'asc' },
};

export interface OrderListArgs {
  first: number;
  after?: string | null;
  offset?: number | null;
}

/** A page of orders: of one person, or of all for staff. One statement, and one more when counted. */
export async function findOrders(
  ctx: RequestContext,
  args: OrderListArgs,
  {
    filter = {},
    sort = OrderSort.NEWEST,
    userId,
  }: { filter?: OrderFilter; sort?: OrderSort; userId?: string },
): Promise<Page<Order>> {
  const rule = sorts[sort];
  const page = pageRequest(
    args,
    `orders ${sort}`,
    rule.columns.map((column) => (column === 'id' ? 'string' : 'number')),
  );
  const where = conditions(filter, userId);
  const db = ctx.em.getKysely();
  const { rows } = await sql<{ id: string }>`
    select o.id from orders o
    where ${where} ${continuing(rule, page)}
    order by ${sql.raw(rule.columns.map((column) => `o.${column} ${rule.direction}`).join(', '))}
    limit ${page.first + 1} offset ${page.offset}`.execute(db);
  const ids = rows.map((row) => row.id);
  const orders = new Map((await ctx.em.find(Order, { id: { $in: ids } })).map((order) => [order.id, order]));
  const sorted = ids.flatMap((id) => orders.get(id) ?? []);
  const cursorOf = (order: Order) =>
    encodeCursor(
      `orders ${sort}`,
      rule.columns.map((column) => order[column]),
    );
  return toPage(page, sorted, cursorOf, async () => {
    const { rows: counted } = await sql<{
      total: number;
    }>`select count(*)::int as total from orders o where ${where}`.execute(db);
    return counted[0]?.total ?? 0;
  });
}

/** Counting is stopped here: beyond it, how many there are tells nobody more, and costs the database more. */
const countedAtMost = 10_000;

/** How many orders a filter finds, exact up to a cap. One statement. */
export async function countOrders(ctx: RequestContext, filter: OrderFilter): Promise<CappedCount> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from (
      select 1 from orders o where ${conditions(filter, undefined)} limit ${countedAtMost + 1}
    ) found`.execute(ctx.em.getKysely());
  const total = rows[0]?.total ?? 0;
  return { count: Math.min(total, countedAtMost), isCapped: total > countedAtMost };
}

function continuing(rule: SortRule, page: PageRequest) {
  if (!page.after) return sql``;
  const comparison = sql.raw(rule.direction === 'asc' ? '>' : '<');
  const [first, second] = page.after;
  return rule.columns.length === 1
    ? sql`and o.id ${comparison} ${first}::uuid`
    : sql`and (o.total, o.id) ${comparison} (${first}::bigint, ${second}::uuid)`;
}

function conditions(filter: OrderFilter, userId: string | undefined) {
  const all = [sql`true`];
  if (userId) all.push(sql`o.user_id = ${userId}`);
  if (filter.status) all.push(sql`o.status = ${filter.status}`);
  if (filter.paymentStatus) all.push(sql`o.payment_status = ${filter.paymentStatus}`);
  if (filter.fulfillmentStatus) all.push(sql`o.fulfillment_status = ${filter.fulfillmentStatus}`);
  // An id that is none matches no order, rather than being an error of the database.
  if (filter.planId) all.push(isId(filter.planId) ? sql`o.plan_id = ${filter.planId}` : sql`false`);
  if (filter.from) all.push(sql`o.created_at >= ${filter.from}`);
  if (filter.to) all.push(sql`o.created_at <= ${filter.to}`);
  if (filter.isHeld !== undefined && filter.isHeld !== null)
    all.push(filter.isHeld ? sql`o.holds <> '[]'` : sql`o.holds = '[]'`);
  // The first condition lets the few held orders be found by their own index.
  if (filter.hold) all.push(sql`o.holds <> '[]' and jsonb_exists(o.holds, ${filter.hold})`);
  if (filter.hasRefundRequest)
    all.push(sql`o.id in (select r.order_id from refund_requests r where r.status = 'OPEN')`);
  const search = filter.search?.trim().toLowerCase().slice(0, 100);
  if (search) all.push(found(search));
  return sql.join(all, sql` and `);
}

/** What a supplier has an eSIM under: the number of its order, and its place in it. */
const supplierReference = /^(trb-[a-z0-9]+)-\d+$/;

/** What words find: a number or an address by any part; an eSIM's reference, a payment, a charge, an ICCID whole. */
function found(search: string) {
  const number = supplierReference.exec(search)?.[1] ?? search;
  // Only what looks like a charge is looked for among them.
  const isCharge = /^(ch|py)_/.test(search);
  const charge = isCharge ? sql`or lower(p.charge_id) = ${search}` : sql``;
  // position() takes % and _ as the letters they are.
  return sql`(position(${number} in lower(o.number)) > 0
    or exists (select from users u where u.id = o.user_id and position(${search} in u.email) > 0)
    or exists (select from payments p where p.order_id = o.id
      and (lower(p.payment_intent_id) = ${search} ${charge}))
    or exists (select from esims e where e.order_id = o.id and e.iccid = ${search}))`;
}

function group<T extends { orderId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.orderId, [...(groups.get(row.orderId) ?? []), row]);
  return groups;
}

export const loadPayments = batchLoader<string, Payment[]>(
  async (ctx, orderIds) =>
    group(await ctx.em.find(Payment, { orderId: { $in: [...orderIds] } }, { orderBy: { attempt: 'desc' } })),
  [],
);

export const loadOrderEsims = batchLoader<string, Esim[]>(
  async (ctx, orderIds) =>
    group(await ctx.em.find(Esim, { orderId: { $in: [...orderIds] } }, { orderBy: { position: 'asc' } })),
  [],
);

export const loadUser = batchLoader<string, User | null>(async (ctx, ids) => {
  const users = await ctx.em.find(User, { id: { $in: [...ids] } });
  return new Map(users.map((user) => [user.id, user]));
}, null);

export const loadOrder = batchLoader<string, Order | null>(async (ctx, ids) => {
  const orders = await ctx.em.find(Order, { id: { $in: [...ids] } });
  return new Map(orders.map((order) => [order.id, order]));
}, null);

/** Where mails about an order go. */
export async function recipientOf(em: EntityManager, { userId, number }: Order): Promise<string> {
  const { rows } = await sql<{ email: string }>`select email from users where id = ${userId}`.execute(
    em.getKysely(),
  );
  if (!rows[0]) throw new Error(`Order ${number} has no buyer`);
  return rows[0].email;
}
