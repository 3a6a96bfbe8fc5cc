import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { buy, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { deliver, eventsOf } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
let support: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' },
  });
  person = await signIn(app, 'swept@example.com');
  support = await signIn(app, 'support@tribi.test');
});
afterAll(() => app.close());

const webhooks = (mode: 'never' | 'normal') => app.control('stripe', 'faults', { target: 'webhooks', mode });
const where = (number: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number}`, async () => {
    const order = await ownOrder(app, person, number);
    return is(order) ? order : null;
  });
const intentOf = async (number: string): Promise<string> =>
  (
    await app.sql(
      'select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
      [number],
    )
  )[0].id;

describe('what no webhook tells', () => {
  it('is found in Stripe’s own list of events: a refund from the dashboard', async () => {
    const { number } = await buy(app, person);
    await settled(app);
    await webhooks('never');
    const intent = await intentOf(number);
    await app.control('stripe', 'refunds', { payment_intent: intent, amount: 70 });
    await app.clock.advance(120_000);
    await where(number, ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED');
    const [event] = await app.sql(
      "select source, outcome from stripe_events where object_id = $1 and type = 'charge.refunded'",
      [intent],
    );
    expect(event.source).toBe('SWEEP');
    await webhooks('normal');
  });

  it('is found for a payment of an order that was closed meanwhile', async () => {
    await webhooks('never');
    const { order, payment } = await checkout(app, person);
    await app.sql("update orders set status = 'EXPIRED' where id = $1", [order.id]);
    await app.sql("update payments set status = 'CANCELLED' where order_id = $1", [order.id]);
    await payByCard(payment);
    await app.clock.advance(120_000);
    await where(order.number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    await webhooks('normal');
  });

  it('is taken once, when the webhook comes after the sweep', async () => {
    await webhooks('never');
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    await app.clock.advance(120_000);
    await where(order.number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    await settled(app);
    for (const event of await eventsOf(app, payment.paymentIntentId)) await deliver(app, event);
    await settled(app);
    const moves = await app.sql("select 1 from order_events where order_id = $1 and to_state = 'PAID'", [
      order.id,
    ]);
    expect(moves).toHaveLength(1);
    await webhooks('normal');
  });
});

describe('an event that comes before its payment is known to us', () => {
  it('is kept and applied when the payment is', async () => {
    await webhooks('never');
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    const [succeeded] = await eventsOf(app, payment.paymentIntentId, 'payment_intent.succeeded');
    // As a backup that lacks the last minutes would have it.
    await app.sql('update payments set payment_intent_id = null, attempt = 9 where order_id = $1', [
      order.id,
    ]);
    await deliver(app, succeeded);
    await app.until('it to be looked at', async () => {
      const [event] = await app.sql('select outcome from stripe_events where id = $1', [succeeded.id]);
      return event?.outcome === 'NOT_OURS' ? true : null;
    });
    await app.sql('update payments set payment_intent_id = $2, attempt = 1 where order_id = $1', [
      order.id,
      payment.paymentIntentId,
    ]);
    await app.clock.advance(60_000);
    await where(order.number, ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    await webhooks('normal');
  });
});

describe('replayStripeEvent', () => {
  const replay = async (id: string, as = support, reason = 'to be sure'): Promise<ResultOf> => {
    const { data, errors } = await app.graphql(
      `mutation ($id: ID!, $reason: String!) { replayStripeEvent(id: $id, reason: $reason) {
        __typename ... on StripeEvent { id outcome processedAt } ... on UserError { code } } }`,
      { id, reason },
      { as },
    );
    return data?.replayStripeEvent ?? errors;
  };

  it('works on a stored event again and changes nothing that is so already', async () => {
    const { number } = await buy(app, person);
    await settled(app);
    const [{ id }] = await app.sql(
      "select id from stripe_events where object_id = $1 and type = 'payment_intent.succeeded'",
      [await intentOf(number)],
    );
    const before = await ownOrder(app, person, number);
    expect(await replay(id)).toMatchObject({ __typename: 'StripeEvent', id, processedAt: null });
    await app.until('it to be worked on', async () => {
      const [event] = await app.sql('select outcome, processed_at from stripe_events where id = $1', [id]);
      return event.processed_at ? event : null;
    });
    expect(await ownOrder(app, person, number)).toEqual(before);
    const [entry] = await app.sql('select action from audit_log where subject_id = $1', [id]);
    expect(entry.action).toBe('replayStripeEvent');
  });

  it('refuses what is not there, what has no reason, and who may not', async () => {
    await settled(app);
    expect(await expectUnchanged(app, () => replay('evt_none'))).toMatchObject({ code: 'EVENT_NOT_FOUND' });
    expect(await expectUnchanged(app, () => replay('evt_none', support, ''))).toMatchObject({
      code: 'INVALID_INPUT',
    });
    const refused = await expectUnchanged(app, () => replay('evt_none', person));
    expect(refused[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('a refund while Stripe is down', () => {
  it('is noted, told as such, and goes out once when Stripe answers again', async () => {
    const finance = await signIn(app, 'finance@tribi.test');
    const { number, total } = await buy(app, person);
    await settled(app);
    await app.control('stripe', 'faults', {
      mode: 'error500',
      method: 'POST',
      path: '/v1/refunds',
      times: 'always',
    });
    const ask = async () =>
      (
        await app.graphql(
          `mutation ($number: String!) { refundOrder(number: $number, reason: "a wish", idempotencyKey: "down") {
            __typename ... on UserError { code message } ... on Order { paymentStatus } } }`,
          { number },
          { as: finance },
        )
      ).data.refundOrder;
    expect(await ask()).toMatchObject({ code: 'PAYMENT_PROVIDER_UNAVAILABLE' });
    expect(await ownOrder(app, person, number)).toMatchObject({ paymentStatus: 'PAID' });
    await app.control('stripe', 'faults', undefined, 'DELETE');
    await app.clock.advance(60_000);
    const done = await where(number, ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    expect(done.payments[0].refunded.amount).toBe(total.amount);
    expect(await ask()).toMatchObject({ __typename: 'Order', paymentStatus: 'REFUNDED' });
    // Nothing more goes out under another name.
    await app.clock.advance(3_600_000);
    expect(
      await app.sql('select status from refunds where amount = $1 and reason = $2', [total.amount, 'a wish']),
    ).toEqual([{ status: 'SUCCEEDED' }]);
  });

  it('that Stripe then refuses calls a person, because nobody waits for it at the desk any more', async () => {
    const finance = await signIn(app, 'finance@tribi.test');
    const { number } = await buy(app, person);
    await settled(app);
    await app.control('stripe', 'faults', {
      mode: 'error500',
      method: 'POST',
      path: '/v1/refunds',
      times: 3,
    });
    await app.graphql(
      `mutation ($number: String!) { refundOrder(number: $number, reason: "a wish", idempotencyKey: "later") { __typename } }`,
      { number },
      { as: finance },
    );
    await app.control('stripe', 'disputes', { payment_intent: await intentOf(number) });
    await app.clock.advance(60_000);
    await where(number, ({ holds }) => holds.includes('REFUND_FAILED') && holds.includes('DISPUTED'));
    const alerts = await app.sql(
      "select 1 from staff_alerts where kind = 'REFUND_FAILED' and settled_at is null and subject like $1",
      [`%${number}%`],
    );
    expect(alerts).toHaveLength(1);
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
