import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged, settled } from '../kit/census.ts';
import { buy, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { intentsOf } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  person = await signIn(app, 'payer@example.com');
});
afterAll(() => app.close());

const mutation = `mutation ($n: String!) { startPayment(orderNumber: $n) { __typename
  ... on CheckoutStarted { order { id number status } payment { paymentIntentId clientSecret publishableKey apiBase } }
  ... on UserError { code message } } }`;
const startPayment = async (number: string, as = person): Promise<ResultOf> =>
  (await app.graphql(mutation, { n: number }, { as })).data.startPayment;

describe('startPayment', () => {
  it('gives the open intent again after a reload, in ten tabs at once, in any letter case', async () => {
    const { order, payment } = await checkout(app, person);
    const answers = await Promise.all(Array.from({ length: 10 }, () => startPayment(order.number)));
    for (const answer of answers) expect(answer.payment).toEqual(payment);
    expect((await startPayment(order.number.toLowerCase())).payment).toEqual(payment);
    expect(await intentsOf(app, order.id)).toHaveLength(1);
    expect(await app.sql('select 1 from payments where order_id = $1', [order.id])).toHaveLength(1);
  });

  it('makes a new attempt when Stripe has cancelled the intent, and that one can be paid', async () => {
    const { order, payment } = await checkout(app, person);
    await app.control('stripe', `payment_intents/${payment.paymentIntentId}`, { status: 'canceled' });
    const again = await startPayment(order.number);
    expect(again.payment.paymentIntentId).not.toBe(payment.paymentIntentId);
    await payByCard(again.payment);
    await app.until('the order to be delivered', async () =>
      (await ownOrder(app, person, order.number)).fulfillmentStatus === 'FULFILLED' ? true : null,
    );
    const attempts = await app.sql(
      'select attempt, status from payments where order_id = $1 order by attempt',
      [order.id],
    );
    expect(attempts).toEqual([
      { attempt: 1, status: 'CANCELLED' },
      { attempt: 2, status: 'SUCCEEDED' },
    ]);
  });

  it('finds out that the order is paid before any webhook came, and asks for no second payment', async () => {
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    expect(await startPayment(order.number)).toMatchObject({ __typename: 'CheckoutStarted', payment: null });
    await app.control('stripe', 'faults', undefined, 'DELETE');
    await app.until('the order to be delivered', async () =>
      (await ownOrder(app, person, order.number)).fulfillmentStatus === 'FULFILLED' ? true : null,
    );
  });

  it('refuses what is paid, closed, or under way', async () => {
    const paid = await buy(app, person);
    await settled(app);
    expect(await expectUnchanged(app, () => startPayment(paid.number))).toMatchObject({
      __typename: 'OrderNotPayable',
      code: 'ORDER_ALREADY_PAID',
    });
    const { order } = await checkout(app, person);
    await app.graphql(
      'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }',
      { n: order.number },
      { as: person },
    );
    await settled(app);
    expect(await expectUnchanged(app, () => startPayment(order.number))).toMatchObject({
      code: 'ORDER_CLOSED',
    });
    await app.control('stripe', 'faults', { target: 'cards', mode: 'processing' });
    const slow = await checkout(app, person);
    await payByCard(slow.payment);
    await app.control('stripe', 'faults', undefined, 'DELETE');
    await app.until('the payment to be under way', async () =>
      (await ownOrder(app, person, slow.order.number)).paymentStatus === 'PROCESSING' ? true : null,
    );
    expect(await startPayment(slow.order.number)).toMatchObject({ code: 'PAYMENT_IN_PROGRESS' });
    await app.control('stripe', `payment_intents/${slow.payment.paymentIntentId}/settle`, {
      outcome: 'failed',
    });
    await app.until('the order to be payable again', async () =>
      (await ownOrder(app, person, slow.order.number)).isPayable ? true : null,
    );
  });

  it('asks for 3-D Secure and waits: the order stays open until the bank has answered', async () => {
    const { order, payment } = await checkout(app, person);
    const answer = await payByCard(payment, '4000002760003184');
    expect(answer.status).toBe('requires_action');
    await app.until('the challenge to be noted', async () =>
      (await ownOrder(app, person, order.number)).payments[0].status === 'REQUIRES_ACTION' ? true : null,
    );
    expect(await ownOrder(app, person, order.number)).toMatchObject({
      paymentStatus: 'UNPAID',
      isPayable: true,
      isCancellable: true,
    });
    expect((await startPayment(order.number)).payment).toEqual(payment);
  });
});

describe('when Stripe is down', () => {
  it.each([
    ['errors', { mode: 'error500', times: 3 }],
    ['resets', { mode: 'reset', times: 3 }],
    ['answers lost after the intent was made', { mode: 'reset_after_commit', times: 3 }],
    ['too many requests', { mode: 'error500', status: 429, times: 3 }],
  ])('(%s) checkout says so, keeps the order, and the next try pays the one intent', async (_what, fault) => {
    await app.control('stripe', 'faults', { ...fault, method: 'POST', path: '/v1/payment_intents' });
    const key = `down-${Math.random()}`;
    const answer = await checkout(app, person, { key });
    await app.control('stripe', 'faults', undefined, 'DELETE');
    expect(answer).toMatchObject({
      __typename: 'PaymentProviderUnavailable',
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    const [order] = await app.sql(
      'select o.id, o.number from orders o join idempotency_keys k on k.result_id = o.id where k.key = $1',
      [key],
    );
    expect(answer.message).toContain(order.number);
    expect(await ownOrder(app, person, order.number)).toMatchObject({
      status: 'OPEN',
      paymentStatus: 'UNPAID',
      isPayable: true,
    });
    const again = await startPayment(order.number);
    const repeated = await checkout(app, person, { key });
    expect(repeated.payment).toEqual(again.payment);
    expect((await intentsOf(app, order.id)).map((intent: ResultOf) => intent.id)).toEqual([
      again.payment.paymentIntentId,
    ]);
  });

  it('one lost answer is not seen by anyone', async () => {
    await app.control('stripe', 'faults', {
      mode: 'reset_after_commit',
      method: 'POST',
      path: '/v1/payment_intents',
    });
    const answer = await checkout(app, person);
    expect(answer.__typename).toBe('CheckoutStarted');
    expect(await intentsOf(app, answer.order.id)).toHaveLength(1);
  });

  it('cancelling says so and keeps the order payable', async () => {
    const { order } = await checkout(app, person);
    await app.control('stripe', 'faults', {
      mode: 'error500',
      method: 'POST',
      path: '/v1/payment_intents/*/cancel',
      times: 3,
    });
    const cancel = () =>
      app.graphql(
        'mutation ($n: String!) { cancelOrder(number: $n) { __typename ... on UserError { code } } }',
        { n: order.number },
        { as: person },
      );
    expect((await expectUnchanged(app, cancel)).data.cancelOrder).toEqual({
      __typename: 'OrderNotCancellable',
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    await app.control('stripe', 'faults', undefined, 'DELETE');
    expect((await cancel()).data.cancelOrder.__typename).toBe('Order');
  });
});

describe('an order of another person', () => {
  it('cannot be read, paid, cancelled or sent again', async () => {
    const { order } = await checkout(app, person);
    const stranger = await signIn(app, 'stranger@example.com');
    await expectUnchanged(app, async () => {
      expect(await ownOrder(app, stranger, order.number)).toBeNull();
      expect(await startPayment(order.number, stranger)).toMatchObject({
        __typename: 'OrderNotPayable',
        code: 'ORDER_NOT_FOUND',
      });
      const run = async (field: string) =>
        (
          await app.graphql(
            `mutation ($n: String!) { ${field} { __typename ... on UserError { code } } }`,
            { n: order.number },
            { as: stranger },
          )
        ).data;
      expect(await run('cancelOrder(number: $n)')).toEqual({
        cancelOrder: { __typename: 'OrderNotCancellable', code: 'ORDER_NOT_FOUND' },
      });
      expect(await run('resendDelivery(orderNumber: $n)')).toEqual({
        resendDelivery: { __typename: 'NothingToResend', code: 'ORDER_NOT_FOUND' },
      });
    });
    const { data } = await app.graphql(
      'query { me { orders { totalCount nodes { id } } esims { totalCount nodes { id } } } }',
      {},
      { as: stranger },
    );
    expect(data.me).toEqual({ orders: { totalCount: 0, nodes: [] }, esims: { totalCount: 0, nodes: [] } });
  });
});
