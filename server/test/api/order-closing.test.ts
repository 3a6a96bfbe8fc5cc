import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '../../src/platform/clock/clock.ts';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { deliver, eventsOf, stripeApi } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const slug = 'spain-20gb-30d';
let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' },
  });
  await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
  person = await signIn(app, 'undecided@example.com');
});
afterAll(() => app.close());

const cancel = async (number: string): Promise<ResultOf> =>
  (
    await app.graphql(
      'mutation ($n: String!) { cancelOrder(number: $n) { __typename ... on Order { status isPayable isCancellable } ... on UserError { code } } }',
      { n: number },
      { as: person },
    )
  ).data.cancelOrder;
const statusOf = async (number: string): Promise<string> => (await ownOrder(app, person, number)).status;
const reserved = (order: ResultOf) =>
  app.sql("select 1 from inventory_items where order_id = $1 and status = 'RESERVED'", [order.id]);
const shelf = async () =>
  (
    await app.sql(
      "select count(*)::int as n from inventory_items i join plans p on p.id = i.plan_id where p.slug = $1 and i.status = 'AVAILABLE'",
      [slug],
    )
  )[0].n;

describe('cancelling', () => {
  it('gives back what was set aside, makes the intent unpayable, and is the same twice', async () => {
    const before = await shelf();
    const { order, payment } = await checkout(app, person, { slug, quantity: 3 });
    expect(await shelf()).toBe(before - 3);
    expect(await cancel(order.number)).toEqual({
      __typename: 'Order',
      status: 'CANCELLED',
      isPayable: false,
      isCancellable: false,
    });
    expect(await shelf()).toBe(before);
    expect(await reserved(order)).toEqual([]);
    expect((await stripeApi(app, `payment_intents/${payment.paymentIntentId}`)).status).toBe('canceled');
    expect((await payByCard(payment)).error.code).toBe('payment_intent_unexpected_state');
    expect((await expectUnchanged(app, () => cancel(order.number))).status).toBe('CANCELLED');
    const [{ actor, reason }] = await app.sql(
      "select actor, reason from order_events where order_id = $1 and type = 'status' and to_state = 'CANCELLED'",
      [order.id],
    );
    expect([actor.startsWith('user:'), reason]).toEqual([true, 'by its buyer']);
  });

  it('loses against money that came first, known to us or not', async () => {
    const { order, payment } = await checkout(app, person, { slug });
    await payByCard(payment);
    expect(await cancel(order.number)).toMatchObject({
      __typename: 'OrderNotCancellable',
      code: 'ORDER_ALREADY_PAID',
    });
    const paid = await app.until('the order to be delivered', async () => {
      const seen = await ownOrder(app, person, order.number);
      return seen.fulfillmentStatus === 'FULFILLED' ? seen : null;
    });
    expect(paid).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PAID', isCancellable: false });
    await settled(app);
    expect(await expectUnchanged(app, () => cancel(order.number))).toMatchObject({
      code: 'ORDER_ALREADY_PAID',
    });
  });

  it('of ten requests at once closes once', async () => {
    const before = await shelf();
    const { order } = await checkout(app, person, { slug });
    const answers = await Promise.all(Array.from({ length: 10 }, () => cancel(order.number)));
    for (const answer of answers) expect(answer.status).toBe('CANCELLED');
    expect(await shelf()).toBe(before);
    expect(
      await app.sql(
        "select 1 from order_events where order_id = $1 and type = 'status' and to_state = 'CANCELLED'",
        [order.id],
      ),
    ).toHaveLength(1);
  });
});

describe('time', () => {
  it('closes an unpaid order when it is up, and gives back its items; a second earlier it is payable', async () => {
    const before = await shelf();
    const { order, payment } = await checkout(app, person, { slug, quantity: 2 });
    const expiresAt = new Date(order.expiresAt);
    expect(expiresAt.getTime() - app.clock.now().getTime()).toBeLessThanOrEqual(30 * 60_000);
    await app.clock.moveTo(addSeconds(expiresAt, -1));
    expect((await ownOrder(app, person, order.number)).isPayable).toBe(true);
    await app.clock.moveTo(expiresAt);
    expect((await ownOrder(app, person, order.number)).isPayable).toBe(false);
    await app.until('the order to expire', async () =>
      (await statusOf(order.number)) === 'EXPIRED' ? true : null,
    );
    expect(await shelf()).toBe(before);
    expect((await stripeApi(app, `payment_intents/${payment.paymentIntentId}`)).status).toBe('canceled');
    expect(await cancel(order.number)).toMatchObject({ code: 'ORDER_CLOSED' });
    const [event] = await app.sql(
      "select actor from order_events where order_id = $1 and to_state = 'EXPIRED'",
      [order.id],
    );
    expect(event.actor).toBe('system:expire-orders');
  });

  it('does not close an order that was paid unheard; it is delivered instead', async () => {
    const { order, payment } = await checkout(app, person, { slug });
    await payByCard(payment);
    await app.clock.moveTo(new Date(order.expiresAt));
    const seen = await app.until('the order to be delivered', async () => {
      const now = await ownOrder(app, person, order.number);
      return now.fulfillmentStatus === 'FULFILLED' ? now : null;
    });
    expect(seen).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PAID' });
  });

  it('does not keep other orders open when one cannot be closed', async () => {
    const stuck = await checkout(app, person, { slug });
    const other = await checkout(app, person, { slug });
    await app.control('stripe', 'faults', {
      mode: 'error500',
      times: 'always',
      method: 'POST',
      path: `/v1/payment_intents/${stuck.payment.paymentIntentId}/cancel`,
    });
    await app.clock.moveTo(new Date(other.order.expiresAt));
    await app.until('the other order to expire', async () =>
      (await statusOf(other.order.number)) === 'EXPIRED' ? true : null,
    );
    expect(await statusOf(stuck.order.number)).toBe('OPEN');
    await app.control('stripe', 'faults', undefined, 'DELETE');
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
    await app.until('the stuck order to expire', async () =>
      (await statusOf(stuck.order.number)) === 'EXPIRED' ? true : null,
    );
  });

  it('a payment that came through while its order was closed opens it again: money counts for more than our clock', async () => {
    const { order, payment } = await checkout(app, person, { slug });
    await payByCard(payment);
    await app.sql("update orders set status = 'EXPIRED' where id = $1", [order.id]);
    await app.sql("update payments set status = 'CANCELLED' where order_id = $1", [order.id]);
    const [succeeded] = await eventsOf(app, payment.paymentIntentId, 'payment_intent.succeeded');
    await deliver(app, succeeded);
    const seen = await app.until('the order to be delivered', async () => {
      const now = await ownOrder(app, person, order.number);
      return now.fulfillmentStatus === 'FULFILLED' ? now : null;
    });
    expect(seen).toMatchObject({ status: 'COMPLETED', paymentStatus: 'PAID' });
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
