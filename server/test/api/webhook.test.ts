import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '../../src/platform/clock/clock.ts';
import { expectUnchanged } from '../kit/census.ts';
import { checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type Delivery, deliver, eventsOf, stripeApi } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' },
  });
  // Only what a test delivers arrives.
  await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
  person = await signIn(app, 'hooked@example.com');
});
afterAll(() => app.close());

interface Paid {
  order: ResultOf;
  intentId: string;
  succeeded: ResultOf;
}

/** An order that Stripe has been paid for, and that the shop has not heard of yet. */
async function paidUnheard(): Promise<Paid> {
  const { order, payment } = await checkout(app, person);
  await payByCard(payment);
  const [succeeded] = await eventsOf(app, payment.paymentIntentId, 'payment_intent.succeeded');
  return { order, intentId: payment.paymentIntentId, succeeded };
}

const now = (order: ResultOf) => ownOrder(app, person, order.number);
const inbox = (id: string) => app.sql('select outcome, processed_at from stripe_events where id = $1', [id]);

/** The outcome of a delivered event, once its job has run. */
async function outcomeOf(event: ResultOf): Promise<string> {
  return app.until(
    `event ${event.id} to be worked on`,
    async () => (await inbox(event.id))[0]?.outcome ?? null,
  );
}

async function delivered(order: ResultOf): Promise<ResultOf> {
  return app.until('the order to be delivered', async () => {
    const seen = await now(order);
    return seen.fulfillmentStatus === 'FULFILLED' ? seen : null;
  });
}

const foreign = (type: string, object: object) => ({
  id: `evt_${Math.random().toString(36).slice(2)}`,
  object: 'event',
  type,
  data: { object },
});

describe('a webhook is refused and changes nothing', () => {
  const cases: [string, (body: string) => Delivery][] = [
    ['signed with another secret', () => ({ secret: 'whsec_another' })],
    ['without a signature', () => ({ signature: null })],
    ['with an empty signature', () => ({ signature: '' })],
    ['with a signature that is none', () => ({ signature: 't=1,v1=zz' })],
    ['301 seconds old', () => ({ at: addSeconds(app.clock.now(), -301) })],
    ['with a body encoded anew', (body) => ({ altered: JSON.stringify(JSON.parse(body)) })],
    ['with one letter changed', (body) => ({ altered: body.replace('succeeded', 'Succeeded') })],
    ['with another amount', (body) => ({ altered: body.replace(/"amount": \d+/, '"amount": 1') })],
    ['without a body', () => ({ altered: '' })],
  ];
  let paid: Paid;
  beforeAll(async () => {
    paid = await paidUnheard();
  });

  it.each(cases)('%s', async (_what, change) => {
    const response = await expectUnchanged(app, () =>
      deliver(app, paid.succeeded, change(JSON.stringify(paid.succeeded, null, 2))),
    );
    expect(response.status).toBe(400);
    const body: ResultOf = await response.json();
    expect(body.errors).toEqual([{ message: expect.any(String), extensions: { code: 'INVALID_SIGNATURE' } }]);
    expect(await inbox(paid.succeeded.id)).toEqual([]);
    expect((await now(paid.order)).paymentStatus).toBe('UNPAID');
  });

  it('and the same event is taken when it is signed right, even 300 seconds late', async () => {
    expect((await deliver(app, paid.succeeded, { at: addSeconds(app.clock.now(), -300) })).status).toBe(200);
    expect(await delivered(paid.order)).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PAID' });
  });
});

describe('what is not ours is acknowledged and left alone', () => {
  it('an intent that Stripe does not know', async () => {
    const event = foreign('payment_intent.succeeded', {
      id: 'pi_unknown',
      object: 'payment_intent',
      status: 'succeeded',
    });
    expect((await deliver(app, event)).status).toBe(200);
    expect(await outcomeOf(event)).toBe('NOT_OURS');
  });

  it('an intent of another shop of this Stripe account', async () => {
    const intent = await stripeApi(app, 'payment_intents', {
      amount: '500',
      currency: 'usd',
      'metadata[order_id]': '01900000-0000-7000-8000-000000000000',
      'metadata[attempt]': '1',
    });
    const event = foreign('payment_intent.succeeded', intent);
    expect((await deliver(app, event)).status).toBe(200);
    expect(await outcomeOf(event)).toBe('NOT_OURS');
  });

  it('an intent whose metadata is not in our form', async () => {
    const intent = await stripeApi(app, 'payment_intents', {
      amount: '500',
      currency: 'usd',
      'metadata[order_id]': 'their-order-7',
      'metadata[attempt]': '1',
    });
    const event = foreign('payment_intent.succeeded', intent);
    expect((await deliver(app, event)).status).toBe(200);
    expect(await outcomeOf(event)).toBe('NOT_OURS');
  });

  it.each(['customer.created', 'something.invented', 'payment_intent.created'])('a %s', async (type) => {
    const event = foreign(type, { id: 'xx_1', object: type.split('.')[0] });
    expect((await deliver(app, event)).status).toBe(200);
    expect((await inbox(event.id))[0]).toMatchObject({ outcome: 'IGNORED' });
  });
});

describe('repeated and out of order', () => {
  it('one event delivered ten times at once is worked on once', async () => {
    const { order, succeeded } = await paidUnheard();
    const answers = await Promise.all(Array.from({ length: 10 }, () => deliver(app, succeeded)));
    expect(answers.map((answer) => answer.status)).toEqual(Array.from({ length: 10 }, () => 200));
    const done = await delivered(order);
    expect((await deliver(app, succeeded)).status).toBe(200);
    expect(await inbox(succeeded.id)).toHaveLength(1);
    expect(await now(order)).toEqual(done);
    const moves = await app.sql("select 1 from order_events where order_id = $1 and to_state = 'PAID'", [
      order.id,
    ]);
    expect(moves).toHaveLength(1);
  });

  it('older events after the success change nothing', async () => {
    const { order, payment } = await checkout(app, person);
    await payByCard(payment, '4000000000000002');
    await payByCard(payment);
    const [succeeded] = await eventsOf(app, payment.paymentIntentId, 'payment_intent.succeeded');
    const [failed] = await eventsOf(app, payment.paymentIntentId, 'payment_intent.payment_failed');
    await deliver(app, succeeded);
    const done = await delivered(order);
    for (const event of [
      failed,
      { ...failed, id: `${failed.id}_x`, type: 'payment_intent.canceled' },
      { ...failed, id: `${failed.id}_y`, type: 'payment_intent.processing' },
    ]) {
      await deliver(app, event);
      expect(await outcomeOf(event)).toBe('UNCHANGED');
    }
    expect(await now(order)).toEqual(done);
  });

  it('a failure that arrives before its success was known to Stripe is told by the present state', async () => {
    const { order, payment } = await checkout(app, person);
    await payByCard(payment, '4000000000000002');
    const [failed] = await eventsOf(app, payment.paymentIntentId, 'payment_intent.payment_failed');
    await payByCard(payment);
    await deliver(app, failed);
    expect(await delivered(order)).toMatchObject({ paymentStatus: 'PAID' });
  });

  it('a success is found by our own ids when it comes before Stripe’s answer to us was written', async () => {
    const { order, intentId, succeeded } = await paidUnheard();
    await app.sql('update payments set payment_intent_id = null where payment_intent_id = $1', [intentId]);
    await deliver(app, succeeded);
    await delivered(order);
    expect(await app.sql('select payment_intent_id from payments where order_id = $1', [order.id])).toEqual([
      { payment_intent_id: intentId },
    ]);
  });

  it('a signed event that claims what Stripe does not say is not believed', async () => {
    const { order, payment } = await checkout(app, person);
    const intent = await stripeApi(app, `payment_intents/${payment.paymentIntentId}`);
    const event = foreign('payment_intent.succeeded', {
      ...intent,
      status: 'succeeded',
      amount_received: intent.amount,
    });
    await deliver(app, event);
    expect(await outcomeOf(event)).toBe('UNCHANGED');
    expect(await now(order)).toMatchObject({ paymentStatus: 'UNPAID', fulfillmentStatus: 'UNFULFILLED' });
  });

  it('an event waits for Stripe when Stripe does not answer', async () => {
    const { order, intentId, succeeded } = await paidUnheard();
    await app.control('stripe', 'faults', {
      mode: 'error500',
      method: 'GET',
      path: `/v1/payment_intents/${intentId}`,
      times: 4,
    });
    expect((await deliver(app, succeeded)).status).toBe(200);
    expect(await delivered(order)).toMatchObject({ paymentStatus: 'PAID' });
  });
});

describe('another amount than the order’s', () => {
  it.each([
    ['less', { amount_received: 1 }],
    ['more', { amount_received: 999_999 }],
    ['another currency', { currency: 'eur' }],
  ])('(%s) is held for a person, and no eSIM goes out', async (_what, patch) => {
    const { order, intentId, succeeded } = await paidUnheard();
    await app.control('stripe', `payment_intents/${intentId}`, patch);
    await deliver(app, succeeded);
    expect(await outcomeOf(succeeded)).toBe('APPLIED');
    const held = await now(order);
    expect(held).toMatchObject({
      status: 'OPEN',
      paymentStatus: 'PAID',
      fulfillmentStatus: 'UNFULFILLED',
      holds: ['AMOUNT_MISMATCH'],
    });
    expect(held.esims.map((esim: ResultOf) => [esim.status, esim.activationCode])).toEqual([
      ['PENDING', null],
    ]);
    expect(
      await app.sql("select 1 from pgboss.job where name = 'provision-esim' and data->>'esimId' = $1", [
        held.esims[0].id,
      ]),
    ).toEqual([]);
    const [event] = await app.sql("select reason from order_events where order_id = $1 and type = 'hold'", [
      order.id,
    ]);
    expect(event.reason).toMatch(/received .+\d, expected \$8\.50/);
  });
});
