import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let finance: Person;
let person: Person;
let serial = 0;

beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
  finance = await signIn(app, 'finance@tribi.test');
});
afterAll(() => app.close());
beforeEach(async () => {
  serial += 1;
  person = await signIn(app, `reconciled-${serial}@example.com`);
});

const refund = async (number: string, amount: number | null, key = `refund-${serial}`): Promise<ResultOf> => {
  const { data } = await app.graphql(
    `mutation ($number: String!, $amount: MoneyInput, $key: String!) {
      refundOrder(number: $number, amount: $amount, reason: "a test", idempotencyKey: $key) {
        __typename ... on Order { paymentStatus status fulfillmentStatus } ... on UserError { code } ... on InvalidInput { errors { code } }
      }
    }`,
    { number, amount: amount === null ? null : { amount, currency: 'USD' }, key },
    { as: finance },
  );
  return data.refundOrder;
};

const orderNow = (number: string) => ownOrder(app, person, number);
const orderWhere = (number: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number}`, async () => {
    const order = await orderNow(number);
    return is(order) ? order : null;
  });

describe('an order whose supplier does not answer', () => {
  const pay = async () => {
    await app.control('connectedYou', 'faults', { mode: 'error500', times: 'always' });
    const started = await checkout(app, person);
    await payByCard(started.payment);
    await orderWhere(started.order.number, (order) => order.paymentStatus === 'PAID');
    return started.order.number as string;
  };

  it('is still delivered when a part of the money has gone back', async () => {
    const number = await pay();
    expect(await refund(number, 1)).toMatchObject({ paymentStatus: 'PARTIALLY_REFUNDED' });
    await app.control('connectedYou', 'faults', undefined, 'DELETE');
    const order = await orderWhere(number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    expect(order).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PARTIALLY_REFUNDED' });
  });

  it('ends when all of it has gone back', async () => {
    const number = await pay();
    expect(await refund(number, null)).toMatchObject({ paymentStatus: 'REFUNDED', status: 'CANCELLED' });
    await app.control('connectedYou', 'faults', undefined, 'DELETE');
    await app.clock.advance(3_600_000);
    const order = await orderNow(number);
    expect(order).toMatchObject({ fulfillmentStatus: 'FAILED' });
    expect(order.esims).toMatchObject([{ status: 'FAILED', activationCode: null }]);
  });
});

describe('a payment whose webhook never comes', () => {
  it('is found by the sweep within minutes', async () => {
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    expect(await orderNow(order.number)).toMatchObject({ paymentStatus: 'UNPAID' });
    await app.clock.advance(180_000);
    await orderWhere(order.number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    await app.until('the history to tell of it', async () => {
      const runs = await app.sql(
        "select detail from job_runs where name = 'reconcile-payments' and detail like 'mended 1 payments%'",
      );
      return runs.length > 0 ? true : null;
    });
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'normal' });
  });
});

describe('an intent that Stripe does not know', () => {
  const forget = async () => {
    const { order } = await checkout(app, person);
    await app.sql(
      'update payments set payment_intent_id = $1 where order_id = (select id from orders where number = $2)',
      [`pi_gone_${serial}`, order.number],
    );
    return order.number as string;
  };

  it('is replaced by a new one that can be paid', async () => {
    const number = await forget();
    const { data } = await app.graphql(
      `mutation ($number: String!) { startPayment(orderNumber: $number) { ... on CheckoutStarted { payment { paymentIntentId clientSecret publishableKey apiBase } } } }`,
      { number },
      { as: person },
    );
    await payByCard(data.startPayment.payment);
    await orderWhere(number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
  });

  it('does not keep its order open', async () => {
    const number = await forget();
    const { data } = await app.graphql(
      `mutation ($number: String!) { cancelOrder(number: $number) { __typename ... on Order { status } } }`,
      { number },
      { as: person },
    );
    expect(data.cancelOrder).toEqual({ __typename: 'Order', status: 'CANCELLED' });
  });
});

describe('a refund that Stripe refuses', () => {
  it('is told as refused, also when it is repeated', async () => {
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    await orderWhere(order.number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    // Somebody refunded it in Stripe's dashboard, and we have not heard of it yet.
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
    await app.control('stripe', 'refunds', { payment_intent: payment.paymentIntentId });
    const refused = { __typename: 'InvalidInput', errors: [{ code: 'REFUND_REFUSED' }] };
    expect(await refund(order.number, 100, 'refused')).toMatchObject(refused);
    expect(await refund(order.number, 100, 'refused')).toMatchObject(refused);
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'normal' });
  });
});
