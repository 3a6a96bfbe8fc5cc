import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { atEveryKind, atEveryStatement, sweepTimeoutMs } from '../kit/interject.ts';
import { problemsAtRest } from '../kit/oracle.ts';
import { checkout, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { deliver, eventsOf } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['another']>>;
let buyer: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { DATABASE_POOL_SIZE: '6', MAX_OPEN_ORDERS: '1000', MAX_RESERVED_ITEMS: '1000' },
  });
  other = await app.another();
  buyer = await signIn(app, 'racer@example.com');
});
afterAll(async () => {
  await other.close();
  await app.close();
});

/** Stripe signs with its own time, and the shop takes what is at most five minutes old. */
const tellStripeTheTime = (): Promise<unknown> =>
  app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });

const slug = 'spain-1gb-7d';
const open = async (): Promise<ResultOf> => {
  await settled(app);
  await tellStripeTheTime();
  return checkout(app, buyer, { slug });
};
const cancel = async ({ order }: ResultOf, shop: Pick<TestApp, 'graphql'> = app): Promise<ResultOf> =>
  (
    await shop.graphql(
      'mutation ($n: String!) { cancelOrder(number: $n) { __typename ... on Order { status } ... on UserError { code } } }',
      { n: order.number },
      { as: buyer },
    )
  ).data.cancelOrder;
const stateOf = async ({ order }: ResultOf): Promise<string> => {
  const [row] = await app.sql(
    `select status || ' ' || payment_status || ' ' || fulfillment_status as state from orders where id = $1`,
    [order.id],
  );
  return row.state;
};

/** Pays, and waits until the shop has made up its mind about it. */
async function payAndHear(started: ResultOf): Promise<ResultOf> {
  const answer = await payByCard(started.payment);
  if (answer.status === 'succeeded')
    await app.until('the payment to be heard', async () =>
      /^(COMPLETED|CANCELLED|EXPIRED)/.test(await stateOf(started)) ? true : null,
    );
  await settled(app);
  return answer;
}

/** Delivered if the card was charged for good, closed if not, and nothing between. */
async function expectOneEnd(started: ResultOf): Promise<void> {
  await settled(app);
  const charged = await eventsOf(app, started.payment.paymentIntentId, 'payment_intent.succeeded');
  const end = await stateOf(started);
  expect(end).toMatch(
    charged.length > 0
      ? /^COMPLETED PAID FULFILLED$|^(CANCELLED|EXPIRED) REFUNDED /
      : /^(CANCELLED|EXPIRED) UNPAID UNFULFILLED$/,
  );
}

describe('cancelling against paying', { timeout: sweepTimeoutMs }, () => {
  it('ends one way, wherever in the cancellation the payment comes', async () => {
    const held = await atEveryStatement<ResultOf>(app, {
      prepare: open,
      first: (started) => cancel(started),
      second: (started) => payByCard(started.payment),
      check: (started) => expectOneEnd(started),
    });
    expect(held.length).toBeGreaterThan(5);
    expect(await problemsAtRest(app)).toEqual([]);
  });

  it('ends one way, wherever in the payment the cancellation comes, in another process', async () => {
    const held = await atEveryKind<ResultOf>(app, {
      prepare: open,
      first: payAndHear,
      second: (started) => cancel(started, other),
      check: (started) => expectOneEnd(started),
    });
    expect(held.length).toBeGreaterThan(20);
    expect(await problemsAtRest(app)).toEqual([]);
  });

  it('ends one way for twenty orders at once', async () => {
    const orders = await Promise.all(Array.from({ length: 20 }, open));
    await Promise.all(orders.flatMap((started) => [payByCard(started.payment), cancel(started, other)]));
    for (const started of orders) await expectOneEnd(started);
    expect(await problemsAtRest(app)).toEqual([]);
  });
});

describe('expiry against paying', { timeout: sweepTimeoutMs }, () => {
  /** Moves to the end of the order's time and lets the sweep run. */
  async function expire(started: ResultOf): Promise<void> {
    await app.clock.moveTo(new Date(started.order.expiresAt));
    await tellStripeTheTime();
    await app.until('the order to be closed or paid', async () => {
      await app.clock.advance(60_000);
      return /^OPEN UNPAID/.test(await stateOf(started)) ? null : true;
    });
  }

  it('ends one way, wherever in the sweep the payment comes', async () => {
    const held = await atEveryStatement<ResultOf>(app, {
      prepare: open,
      first: expire,
      second: (started) => payByCard(started.payment),
      check: (started) => expectOneEnd(started),
    });
    expect(held.length).toBeGreaterThan(5);
    expect(await problemsAtRest(app)).toEqual([]);
  });
});

describe('one success told many times', { timeout: sweepTimeoutMs }, () => {
  it('at once and to two processes pays the order once', async () => {
    const started = await open();
    await payAndHear(started);
    const [event] = await eventsOf(app, started.payment.paymentIntentId, 'payment_intent.succeeded');
    const copies = Array.from({ length: 20 }, (_, index) => ({ ...event, id: `${event.id}_${index}` }));
    const answers = await Promise.all(
      copies.map((copy, index) => deliver(index % 2 === 0 ? app : { ...app, url: other.url }, copy)),
    );
    for (const answer of answers) expect(answer.status).toBe(200);
    await expectOneEnd(started);
    expect(await problemsAtRest(app)).toEqual([]);
  });
});
