import { type RawBuilder, sql } from 'kysely';
import { batchLoader } from '../platform/database/loader.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Payment } from './payment.entity.ts';
import { isOverdue, isStuck, wantsAnswer } from './payment.waiting.ts';
import type { PaymentFilter, PaymentNeed, StripeEventType } from './payment-list.type.ts';

export const paymentOrder = 'newest payments';

/** Payments of every order, newest first. Two statements, and one more when counted. */
export async function findPayments(
  ctx: RequestContext,
  filter: PaymentFilter,
  page: PageRequest,
): Promise<Page<Payment>> {
  const where = conditions(filter, ctx.clock.now());
  const db = ctx.em.getKysely();
  const after = page.after ? sql`and p.id < ${page.after[0]}::uuid` : sql``;
  const { rows } = await sql<{ id: string }>`
    select p.id from payments p
    where ${where} ${after}
    order by p.id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(db);
  const ids = rows.map(({ id }) => id);
  const payments = await ctx.em.find(Payment, { id: { $in: ids } }, { orderBy: { id: 'desc' } });
  return toPage(
    page,
    payments,
    (payment) => encodeCursor(paymentOrder, [payment.id]),
    async () => {
      const counted = await sql<{ total: number }>`
        select count(*)::int as total from payments p where ${where}`.execute(db);
      return counted.rows[0]?.total ?? 0;
    },
  );
}

const needed: Record<PaymentNeed, (now: Date) => RawBuilder<unknown>> = {
  DISPUTE_ANSWER: () => sql`exists (select from disputes where payment_id = p.id and ${wantsAnswer})`,
  REFUND_STUCK: (now) => sql`exists (select from refunds where payment_id = p.id and ${isStuck(now)})`,
};

function conditions({ status, needs, search, from, to }: PaymentFilter, now: Date) {
  const all = [sql`true`];
  if (needs) all.push(needed[needs](now));
  if (status) all.push(sql`p.status = ${status}`);
  if (from) all.push(sql`p.created_at >= ${from}`);
  if (to) all.push(sql`p.created_at <= ${to}`);
  const words = search?.trim().slice(0, 100) ?? '';
  if (words) {
    // position() takes % and _ as the letters they are.
    all.push(sql`(p.payment_intent_id = ${words} or p.charge_id = ${words}
      or exists (select from orders o join users u on u.id = o.user_id where o.id = p.order_id
        and (position(lower(${words}) in lower(o.number)) > 0 or position(lower(${words}) in u.email) > 0)))`);
  }
  return sql.join(all, sql` and `);
}

export const stripeEventOrder = 'newest events';

/** The webhook inbox, newest first: all of it, or what should have been worked on by now. One statement, and one more when counted. */
export async function findStripeEvents(
  ctx: RequestContext,
  { isOverdueOnly, page }: { isOverdueOnly: boolean; page: PageRequest },
): Promise<Page<StripeEventType>> {
  const where = isOverdueOnly ? isOverdue(ctx.clock.now()) : sql`true`;
  const db = ctx.em.getKysely();
  const { rows } = await sql<EventRow>`
    select ${eventColumns} from stripe_events e where ${where}
    order by e.received_at desc, e.id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(db);
  return toPage(
    page,
    rows.map(toEvent),
    (event) => event.id,
    async () => {
      const counted = await sql<{ total: number }>`
        select count(*)::int as total from stripe_events e where ${where}`.execute(db);
      return counted.rows[0]?.total ?? 0;
    },
  );
}

const eventColumns = sql`
  e.id, e.type, e.received_at as "receivedAt", e.processed_at as "processedAt", e.outcome`;

/** A row as the driver gives it: times may be text. */
interface EventRow extends Pick<StripeEventType, 'id' | 'type' | 'outcome'> {
  receivedAt: Timestamp;
  processedAt: Timestamp | null;
}

const toEvent = ({ id, type, outcome, receivedAt, processedAt }: EventRow): StripeEventType => ({
  id,
  type,
  outcome,
  receivedAt: toDate(receivedAt),
  processedAt: processedAt === null ? null : toDate(processedAt),
});

/** What Stripe told of an order's payments, oldest first, by order. */
export const loadStripeEvents = batchLoader<string, StripeEventType[]>(async (ctx, orderIds) => {
  const { rows } = await sql<EventRow & { orderId: string }>`
    select ${eventColumns}, p.order_id as "orderId"
    from stripe_events e join payments p on p.payment_intent_id = e.object_id
    where p.order_id in (${sql.join(orderIds)})
    order by e.received_at, e.id`.execute(ctx.em.getKysely());
  const byOrder = Map.groupBy(rows, ({ orderId }) => orderId);
  return new Map([...byOrder].map(([orderId, events]) => [orderId, events.map(toEvent)]));
}, []);
