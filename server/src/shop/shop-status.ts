import { sql } from 'kysely';
import { mailJobName } from '../notifications/mail.jobs.ts';
import { isOverdue } from '../payments/payment.waiting.ts';
import { addHours, addMinutes } from '../platform/clock/clock.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { isSwitchedOn } from '../switches/switch-name.ts';

/** How a part of the shop does, for everybody to read. */
export const ServiceState = {
  WORKING: 'WORKING',
  DELAYED: 'DELAYED',
  INTERRUPTED: 'INTERRUPTED',
} as const;
export type ServiceState = (typeof ServiceState)[keyof typeof ServiceState];

export interface ServiceStates {
  shop: ServiceState;
  payments: ServiceState;
  delivery: ServiceState;
  mails: ServiceState;
}

/** What the states are read from. */
export interface StatusFacts {
  isSelling: boolean;
  /** When Stripe last told its events; null before the first time. Asked each minute. */
  stripeHeardAt: Date | null;
  hasOverdueEvents: boolean;
  /** Suppliers that plans on sale are delivered by, and how many of them are stopped or do not answer. */
  suppliers: number;
  suppliersOut: number;
  /** Orders paid lately, and those of them that had time enough and are not delivered. */
  paidLately: number;
  lateLately: number;
  isMailing: boolean;
  /** Mails that wait for longer than usual, since when the first of them, and when one last went out. */
  lateMails: number;
  oldestMailAt: Date | null;
  lastMailAt: Date | null;
}

/** Stripe is asked each minute; a few missed answers are a bad line and nothing more. */
const stripeLateMinutes = 5;
const stripeLostMinutes = 15;
/** An eSIM usually comes within a minute. */
const deliveryLateMinutes = 10;
const lately = 2;
/** One order that a person looks at says nothing about the others. */
const fewOrders = 3;
const manyOrdersShare = 0.2;
const mailLateMinutes = 2;
const mailLostMinutes = 15;
const fewMails = 3;
/** Among so many of the newest is the one that went out last. */
const lastMails = 100;

/** The rules, by part. */
export function statesOf(facts: StatusFacts, now: Date): ServiceStates {
  return {
    shop: facts.isSelling ? 'WORKING' : 'INTERRUPTED',
    payments: paymentsOf(facts, now),
    delivery: deliveryOf(facts),
    mails: mailsOf(facts, now),
  };
}

function paymentsOf({ stripeHeardAt, hasOverdueEvents }: StatusFacts, now: Date): ServiceState {
  if (stripeHeardAt && stripeHeardAt < addMinutes(now, -stripeLostMinutes)) return 'INTERRUPTED';
  const isLate = stripeHeardAt !== null && stripeHeardAt < addMinutes(now, -stripeLateMinutes);
  return isLate || hasOverdueEvents ? 'DELAYED' : 'WORKING';
}

function deliveryOf({ suppliers, suppliersOut, paidLately, lateLately }: StatusFacts): ServiceState {
  if (suppliers > 0 && suppliersOut === suppliers) return 'INTERRUPTED';
  const areMany = lateLately >= Math.max(fewOrders, paidLately * manyOrdersShare);
  return suppliersOut > 0 || areMany ? 'DELAYED' : 'WORKING';
}

/** A mail that waits while others go out is its own reader's trouble, not the shop's. */
function mailsOf({ isMailing, lateMails, oldestMailAt, lastMailAt }: StatusFacts, now: Date): ServiceState {
  if (!isMailing) return 'INTERRUPTED';
  if (lateMails === 0 || !oldestMailAt) return 'WORKING';
  const noneSince = !lastMailAt || lastMailAt < oldestMailAt;
  if (noneSince && oldestMailAt < addMinutes(now, -mailLostMinutes)) return 'INTERRUPTED';
  return noneSince || lateMails >= fewMails ? 'DELAYED' : 'WORKING';
}

type Row = Omit<StatusFacts, 'stripeHeardAt' | 'oldestMailAt' | 'lastMailAt'> & {
  stripeHeardAt: Timestamp | null;
  oldestMailAt: Timestamp | null;
  lastMailAt: Timestamp | null;
};

/** Reads how the shop does now. One statement, each look of it by an index. */
export async function readStatus(ctx: RequestContext): Promise<ServiceStates> {
  const now = ctx.clock.now();
  const { rows } = await sql<Row>`
    with suppliers as materialized (
      select s.supplier, not ${isSwitchedOn(sql`'SUPPLIER:' || s.supplier`)} or exists (
        select from supplier_breakers b where b.supplier = s.supplier and b.state <> 'CLOSED') as is_out
      from (select distinct ps.supplier from plan_suppliers ps join plans p on p.id = ps.plan_id
        where ps.is_enabled and p.is_active) s
    ), paid as materialized (
      select paid_at, fulfillment_status from orders
      where paid_at > ${addHours(now, -lately)} and payment_status in ('PAID', 'PARTIALLY_REFUNDED')
    ), late as materialized (
      select m.created_at from pgboss.job j join mails m on m.id = j.id
      where j.name = ${mailJobName} and j.state < 'active' and m.sent_at is null and m.held_at is null
        and m.created_at < ${addMinutes(now, -mailLateMinutes)}
    )
    select ${isSwitchedOn('PURCHASES')} as "isSelling", ${isSwitchedOn('MAIL')} as "isMailing",
      (select reached from sweep_cursors where name = 'stripe-events') as "stripeHeardAt",
      exists (select from stripe_events where ${isOverdue(now)}) as "hasOverdueEvents",
      (select count(*)::int from suppliers) as suppliers,
      (select count(*)::int from suppliers where is_out) as "suppliersOut",
      (select count(*)::int from paid) as "paidLately",
      (select count(*)::int from paid where paid_at < ${addMinutes(now, -deliveryLateMinutes)}
        and fulfillment_status in ('UNFULFILLED', 'IN_PROGRESS', 'PARTIALLY_FULFILLED')) as "lateLately",
      (select count(*)::int from late) as "lateMails", (select min(created_at) from late) as "oldestMailAt",
      (select max(sent_at) from (select sent_at from mails order by id desc limit ${lastMails}) m) as "lastMailAt"`.execute(
    ctx.em.getKysely(),
  );
  const row = rows[0];
  if (!row) throw new Error('A select without a table gave no row');
  const time = (value: Timestamp | null) => (value === null ? null : toDate(value));
  return statesOf(
    {
      ...row,
      stripeHeardAt: time(row.stripeHeardAt),
      oldestMailAt: time(row.oldestMailAt),
      lastMailAt: time(row.lastMailAt),
    },
    now,
  );
}
