import { historyProblems } from './oracle-history.ts';
import type { ResultOf, ShopUnderTest } from './shop-under-test.ts';
import { stripeApi } from './stripe-events.ts';

/** Waits until nothing is going on: no job, no webhook on its way, no event unread. Then looks. */
export async function problemsAtRest(shop: ShopUnderTest): Promise<string[]> {
  await atRest(shop);
  return problemsOf(shop);
}

/** Waits until nothing is going on: no job is due or running, and Stripe has told all that it has to tell. */
export async function atRest(shop: ShopUnderTest): Promise<void> {
  await shop.until('nothing to be going on', async () => {
    const { deliveries } = await shop.control('stripe', 'state', undefined, 'GET');
    const [row] = await shop.sql<{ jobs: number }>(
      `select count(*)::int as jobs from pgboss.job where name not like '\\_\\_%' and name <> 'dead-letter'
         and (state in ('retry', 'active') or (state = 'created' and start_after <= pgboss.job_now()))`,
    );
    return row?.jobs === 0 && !deliveries.pending ? true : null;
  });
}

/**
 * What must be true of a shop when nothing is going on in it, whatever happened before: compared over the whole
 * database, Stripe, the supplier and the mailbox. A list of what is not, in words; empty when all is well.
 */
export async function problemsOf(shop: ShopUnderTest): Promise<string[]> {
  const found = await Promise.all([
    moneyProblems(shop),
    bookProblems(shop),
    stockProblems(shop),
    supplierProblems(shop),
    mailProblems(shop),
    workProblems(shop),
    historyProblems(shop),
  ]);
  return found.flat();
}

/** One charge for an order, or what is more was given back; our rows say what Stripe says. */
async function moneyProblems(shop: ShopUnderTest): Promise<string[]> {
  const intents = await everyIntent(shop);
  const orders = await shop.sql(
    `select id, number, status, payment_status as "paymentStatus", fulfillment_status as fulfillment, total::int, currency,
       holds::text as holds from orders`,
  );
  const rows = await shop.sql(
    'select order_id as "orderId", payment_intent_id as "intentId", status, amount::int, refunded::int from payments',
  );
  const problems: string[] = [];
  for (const order of orders) {
    const paid = intents.filter(
      (intent) => intent.metadata.order_id === order.id && intent.status === 'succeeded',
    );
    const kept = paid.filter((intent) => intent.latest_charge.amount_refunded < intent.amount_received);
    if (kept.length > 1) problems.push(`${order.number} was charged ${kept.length} times`);
    const isPaid = order.paymentStatus !== 'UNPAID' && order.paymentStatus !== 'PROCESSING';
    if (isPaid !== paid.length > 0)
      problems.push(`${order.number} is ${order.paymentStatus} and has ${paid.length} charges at Stripe`);
    const isOver = order.status !== 'OPEN';
    const isHeld = order.holds !== '[]';
    if (isPaid && !isOver && !isHeld) problems.push(`${order.number} is paid and still OPEN`);
  }
  for (const row of rows) {
    const intent = intents.find(({ id }) => id === row.intentId);
    if (row.status !== 'SUCCEEDED') continue;
    if (intent?.status !== 'succeeded')
      problems.push(`payment ${row.intentId} SUCCEEDED here and is ${intent?.status} at Stripe`);
    else if (intent.latest_charge.amount_refunded !== row.refunded)
      problems.push(
        `payment ${row.intentId}: ${row.refunded} refunded here, ${intent.latest_charge.amount_refunded} at Stripe`,
      );
  }
  const pending = await shop.sql("select id, status from refunds where status in ('REQUESTED', 'PENDING')");
  for (const refund of pending) problems.push(`refund ${refund.id} is still ${refund.status}`);
  return problems;
}

/** Every movement of money stands in the books once, and they balance. */
async function bookProblems(shop: ShopUnderTest): Promise<string[]> {
  const unbalanced = await shop.sql(
    `select entry_id as id, currency, sum(amount)::int as sum from ledger_lines group by entry_id, currency having sum(amount) <> 0`,
  );
  const unbooked = await shop.sql(
    `select 'payment ' || id as what from payments p where status = 'SUCCEEDED'
       and not exists (select from ledger_entries e where e.key = 'payment:' || p.id)
     union all select 'refund ' || id from refunds r where status = 'SUCCEEDED'
       and not exists (select from ledger_entries e where e.key = 'refund:' || r.stripe_refund_id)`,
  );
  const [{ booked, held }] = await shop.sql(
    `select (select coalesce(sum(amount), 0)::int from ledger_lines where account in ('SALES', 'REFUNDS', 'SUSPENSE', 'DISPUTED', 'DISPUTE_LOSSES')) as booked,
       (select coalesce(sum(coalesce(p.received, 0) - p.refunded), 0)::int from payments p where status = 'SUCCEEDED')
         - (select coalesce(sum(amount), 0)::int from disputes where status in ('NEEDS_RESPONSE', 'UNDER_REVIEW', 'LOST')) as held`,
  );
  return [
    ...unbalanced.map(({ id, currency, sum }) => `the entry ${id} is off by ${sum} ${currency}`),
    ...unbooked.map(({ what }) => `the ${what} is in no book`),
    ...(held + booked === 0
      ? []
      : [`customers’ money is ${held} by the payments and ${-booked} by the books`]),
  ];
}

/** All intents that Stripe has, page by page. */
async function everyIntent(shop: ShopUnderTest): Promise<ResultOf[]> {
  const intents: ResultOf[] = [];
  for (;;) {
    const after = intents.length > 0 ? `&starting_after=${intents.at(-1).id}` : '';
    const page = await stripeApi(shop, `payment_intents?limit=100&expand[]=data.latest_charge${after}`);
    intents.push(...page.data);
    if (!page.has_more) return intents;
  }
}

/** No item is sold twice, handed to nobody, or kept for an order that is over; a sold plan's items add up. */
async function stockProblems(shop: ShopUnderTest): Promise<string[]> {
  const checks: Record<string, string> = {
    'one item has several eSIMs': `select inventory_item_id as what from esims where inventory_item_id is not null
      group by inventory_item_id having count(*) > 1`,
    'one code has several eSIMs': `select id as what from esims e where activation_code is not null
      and exists (select from esims o where o.activation_code = e.activation_code and o.id <> e.id)`,
    'an item is ASSIGNED and no eSIM has it': `select id as what from inventory_items i where status = 'ASSIGNED'
      and not exists (select from esims e where e.inventory_item_id = i.id)`,
    'an eSIM has an item that is not ASSIGNED to its order': `select e.id as what from esims e
      join inventory_items i on i.id = e.inventory_item_id
      where i.status not in ('ASSIGNED', 'RETIRED') or i.order_id is distinct from e.order_id`,
    'an item is kept for an order that is over': `select i.id as what from inventory_items i join orders o on o.id = i.order_id
      where i.status = 'RESERVED' and o.status <> 'OPEN'`,
    'an item is not where its last move took it': `select i.id as what from inventory_items i where order_id is not null
      and status <> (select to_status from inventory_moves m where m.item_id = i.id order by m.id desc limit 1)`,
    'a call to a supplier is still said to be going on': `select id as what from provisioning_attempts where outcome = 'STARTED'`,
    'an eSIM is delivered without its code': `select id as what from esims where status = 'READY'
      and (activation_code is null or inventory_item_id is null)`,
    'an order has not as many eSIMs as were bought': `select number as what from orders o
      where quantity <> (select count(*) from esims e where e.order_id = o.id)`,
    'an order is called FULFILLED and is not': `select number as what from orders o where fulfillment_status = 'FULFILLED'
      and exists (select from esims e where e.order_id = o.id and e.activation_code is null)`,
    'an eSIM of an order that nobody paid is delivered': `select e.id as what from esims e join orders o on o.id = e.order_id
      where e.activation_code is not null and o.payment_status in ('UNPAID', 'PROCESSING')`,
  };
  const found = await Promise.all(
    Object.entries(checks).map(async ([what, query]) =>
      (await shop.sql<{ what: string }>(query)).map((row) => `${what}: ${row.what}`),
    ),
  );
  return found.flat();
}

/** Each eSIM was ordered once, and what the supplier made is somebody's. */
async function supplierProblems(shop: ShopUnderTest): Promise<string[]> {
  const { data: orders } = await shop.control('connectedYou', 'orders', undefined, 'GET');
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { orderReference, response } of orders) {
    if (seen.has(orderReference)) problems.push(`the supplier made ${orderReference} twice`);
    seen.add(orderReference);
    const { iccid } = response.data;
    const [item] = await shop.sql(
      `select e.id from inventory_items i join esims e on e.inventory_item_id = i.id where i.iccid = $1`,
      [iccid],
    );
    if (!item) problems.push(`the supplier made ${orderReference} (${iccid}), and no eSIM of ours has it`);
  }
  return problems;
}

/** Who has an eSIM was told; a mail that went out twice is known as one by its Message-ID. */
async function mailProblems(shop: ShopUnderTest): Promise<string[]> {
  const problems: string[] = [];
  const told = await shop.sql(
    `select o.number, count(m.id)::int as mails from orders o
     left join mails m on m.order_id = o.id and m.kind = 'ORDER_DELIVERED' and m.dedupe_key not like '%:again:%'
     where o.fulfillment_status = 'FULFILLED' group by o.number having count(m.id) <> 1`,
  );
  for (const { number, mails } of told)
    problems.push(`${number} is delivered and has ${mails} delivery mails`);
  const unsent = await shop.sql(
    `select id, kind from mails where sent_at is null and kind <> 'SIGN_IN_CODE' and kind <> 'STAFF_ALERT'`,
  );
  for (const { id, kind } of unsent) problems.push(`the mail ${kind} ${id} was not sent`);
  return problems;
}

/**
 * Nothing waits, nothing was given up, and no word of Stripe's is unread. What a sweep has asked for this very moment is
 * about to be done.
 */
async function workProblems(shop: ShopUnderTest): Promise<string[]> {
  const jobs = await shop.sql(
    `select name, state, coalesce(output ->> 'message', output::text) as output from pgboss.job
     where name not like '\\_\\_%' and (state in ('active', 'retry', 'failed') or name = 'dead-letter'
       or (state = 'created' and start_after <= pgboss.job_now() - interval '10 seconds'))`,
  );
  const events = await shop.sql('select id, type from stripe_events where processed_at is null');
  return [
    ...jobs.map((job) => `a job ${job.name} is ${job.state}: ${job.output}`),
    ...events.map((event) => `Stripe's event ${event.type} ${event.id} is unprocessed`),
  ];
}
