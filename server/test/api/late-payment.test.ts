import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import { type CheckoutOptions, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { stripeApi } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  person = await signIn(app, 'late@example.com');
});
afterAll(() => app.close());

interface Closed {
  number: string;
  id: string;
  planId: string;
  payment: ResultOf;
}

/** An order that we hold for closed, whose intent at Stripe can still be paid. */
async function closed(status: 'CANCELLED' | 'EXPIRED', options: CheckoutOptions = {}): Promise<Closed> {
  const { order, payment } = await checkout(app, person, options);
  const [{ planId }] = await app.sql(
    'update orders set status = $2 where id = $1 returning plan_id as "planId"',
    [order.id, status],
  );
  await app.sql("update payments set status = 'CANCELLED' where order_id = $1", [order.id]);
  await app.sql(
    "update inventory_items set status = 'AVAILABLE', order_id = null, reserved_at = null where order_id = $1",
    [order.id],
  );
  return { number: order.number, id: order.id, planId, payment };
}

const now = (number: string) => ownOrder(app, person, number);
const where = (number: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number}`, async () => {
    const order = await now(number);
    return is(order) ? order : null;
  });
const kinds = async (id: string): Promise<string[]> =>
  (await app.sql('select kind from mails where order_id = $1 order by kind', [id])).map(
    (row: ResultOf) => row.kind,
  );
const refundedAtStripe = async (paymentIntentId: string): Promise<number> => {
  const { data } = await stripeApi(app, `refunds?payment_intent=${paymentIntentId}&limit=100`);
  return data.reduce((sum: number, { amount }: ResultOf) => sum + amount, 0);
};

/** The money went back whole, nothing was handed out, the buyer was told, and the books hold no sale. */
async function expectReturned({ number, id, payment }: Closed, status: string): Promise<void> {
  const order = await where(number, ({ paymentStatus }) => paymentStatus === 'REFUNDED');
  expect(order).toMatchObject({ status, fulfillmentStatus: 'FAILED', holds: [] });
  expect(order.esims).toMatchObject([{ status: 'FAILED', activationCode: null }]);
  expect(await refundedAtStripe(payment.paymentIntentId)).toBe(order.total.amount);
  expect(await kinds(id)).toEqual(['ORDER_REFUNDED', 'PAYMENT_RETURNED']);
  const balances = await app.sql(
    `select account, sum(amount)::int as sum from ledger_lines l join ledger_entries e on e.id = l.entry_id
     where e.order_id = $1 and account in ('SUSPENSE', 'SALES', 'REFUNDS') group by account`,
    [id],
  );
  expect(balances).toEqual([{ account: 'SUSPENSE', sum: 0 }]);
}

describe('a payment that arrives after the order was closed', () => {
  it.each(['CANCELLED', 'EXPIRED'] as const)('opens an order that is %s again', async (status) => {
    const order = await closed(status);
    await payByCard(order.payment);
    const done = await where(order.number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    expect(done).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PAID' });
    expect(await kinds(order.id)).toEqual(['ORDER_DELIVERED', 'ORDER_REVIVED']);
  });

  it.each(['CANCELLED', 'EXPIRED'] as const)(
    'goes back when the price of what is %s has changed',
    async (status) => {
      const order = await closed(status);
      await app.sql("update plan_prices set amount = amount + 1 where plan_id = $1 and currency = 'USD'", [
        order.planId,
      ]);
      await payByCard(order.payment);
      await expectReturned(order, status);
      const [{ reason }] = await app.sql(
        'select r.reason from refunds r join payments p on p.id = r.payment_id where p.order_id = $1',
        [order.id],
      );
      expect(reason).toMatch(/^the price is now \$\d+\.\d\d$/);
      await app.sql("update plan_prices set amount = amount - 1 where plan_id = $1 and currency = 'USD'", [
        order.planId,
      ]);
    },
  );

  it('goes back when the plan is no longer sold', async () => {
    const order = await closed('EXPIRED');
    await app.sql('update plans set is_active = false where id = $1', [order.planId]);
    await payByCard(order.payment);
    await expectReturned(order, 'EXPIRED');
    await app.sql('update plans set is_active = true where id = $1', [order.planId]);
  });

  it('goes back when nothing is left, and leaves nothing set aside', async () => {
    const order = await closed('EXPIRED', { slug: 'france-3gb-30d' });
    await app.sql('update plan_suppliers set is_enabled = false where plan_id = $1', [order.planId]);
    await app.sql(
      "update inventory_items set status = 'RETIRED' where plan_id = $1 and status = 'AVAILABLE'",
      [order.planId],
    );
    await payByCard(order.payment);
    await expectReturned(order, 'EXPIRED');
    expect(await app.sql('select 1 from inventory_items where order_id = $1', [order.id])).toEqual([]);
    await app.sql('update plan_suppliers set is_enabled = true where plan_id = $1', [order.planId]);
  });

  it('goes back when it is another amount as well', async () => {
    const order = await closed('CANCELLED');
    await app.sql('update payments set amount = amount + 1 where order_id = $1', [order.id]);
    await payByCard(order.payment);
    const back = await where(order.number, ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    expect(back).toMatchObject({ status: 'CANCELLED', fulfillmentStatus: 'FAILED', holds: [] });
  });
});

describe('a second payment of one order', () => {
  it('goes back by itself, and the order keeps its eSIM', async () => {
    const { order, payment } = await checkout(app, person);
    // The first attempt is given up here and not at Stripe; the second one is paid, and then the first.
    await app.sql("update payments set status = 'CANCELLED' where order_id = $1", [order.id]);
    const { data } = await app.graphql(
      `mutation ($n: String!) { startPayment(orderNumber: $n) { ... on CheckoutStarted { payment { paymentIntentId clientSecret publishableKey apiBase } } } }`,
      { n: order.number },
      { as: person },
    );
    const second = data.startPayment.payment;
    expect(second.paymentIntentId).not.toBe(payment.paymentIntentId);
    await payByCard(second);
    await where(order.number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    await payByCard(payment);
    const done = await where(order.number, ({ payments }) =>
      payments.some((each: ResultOf) => each.refunded.amount > 0),
    );
    expect(done).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PAID', holds: [] });
    expect(done.esims).toMatchObject([{ status: 'READY' }]);
    expect(await refundedAtStripe(payment.paymentIntentId)).toBe(done.total.amount);
    expect(await refundedAtStripe(second.paymentIntentId)).toBe(0);
    expect(await kinds(order.id)).toEqual(['ORDER_DELIVERED', 'ORDER_REFUNDED', 'PAYMENT_RETURNED']);
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
