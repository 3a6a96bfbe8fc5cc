import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moneyInRecords } from '../../src/platform/money/money.ts';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import { moneyBackKit } from '../kit/money-back.ts';
import { checkout, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { eventsOf } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
let finance: Person;
let support: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  person = await signIn(app, 'taken-back@example.com');
  finance = await signIn(app, 'finance@tribi.test');
  support = await signIn(app, 'support@tribi.test');
});
afterAll(() => app.close());
const { bought, now, where, moneyBack, balances, mailsAbout, release, reasons, alertLines } = moneyBackKit(
  () => ({ app, person, finance, support }),
);

describe('a refund in Stripe’s dashboard', () => {
  it('becomes a refund of ours, in part and then whole, and the buyer is told of each', async () => {
    const { number, id, total, intent } = await bought();
    await app.control('stripe', 'refunds', { payment_intent: intent, amount: 100 });
    await where(
      number,
      'to be refunded in part',
      ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED',
    );
    expect(await moneyBack(number)).toMatchObject({
      received: { amount: total, currency: 'USD' },
      refunded: { amount: 100 },
      refunds: [{ status: 'SUCCEEDED', origin: 'STRIPE', amount: { amount: 100, currency: 'USD' } }],
    });
    await app.control('stripe', 'refunds', { payment_intent: intent });
    await where(number, 'to be refunded', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    expect((await moneyBack(number)).refunds).toHaveLength(2);
    expect(await mailsAbout(id, 'ORDER_REFUNDED')).toHaveLength(2);
    expect(await reasons(id, 'refund')).toEqual([
      '$1.00',
      moneyInRecords({ amount: total - 100, currency: 'USD' }),
    ]);
    expect(await balances(id)).toEqual([
      { account: 'REFUNDS', sum: total },
      { account: 'SALES', sum: -total },
      { account: 'STRIPE_CLEARING', sum: 0 },
    ]);
  });

  it('that is told before the payment itself waits for it: both are applied, the payment first', async () => {
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'hold' });
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    await app.control('stripe', 'refunds', { payment_intent: payment.paymentIntentId, amount: 50 });
    const [refunded] = await eventsOf(app, payment.paymentIntentId, 'charge.refunded');
    await app.control('stripe', 'webhooks/resend', { event: refunded.id });
    await where(
      order.number,
      'to be refunded',
      ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED',
    );
    const moves = await app.sql(
      `select to_state from order_events where order_id = $1 and type = 'paymentStatus' order by id`,
      [order.id],
    );
    expect(moves.map((move: ResultOf) => move.to_state)).toEqual(['PAID', 'PARTIALLY_REFUNDED']);
    await where(
      order.number,
      'to be delivered',
      ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED',
    );
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'normal' });
    await app.control('stripe', 'webhooks/release');
    await settled(app);
    expect(await now(order.number)).toMatchObject({ paymentStatus: 'PARTIALLY_REFUNDED', holds: [] });
  });
});

describe('a refund that the bank sends back', () => {
  it('makes the order paid again, holds it for a person and books the money back', async () => {
    const { number, id, total, intent } = await bought();
    const refund = await app.control('stripe', 'refunds', { payment_intent: intent });
    await where(number, 'to be refunded', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    await app.control('stripe', `refunds/${refund.id}`, { status: 'failed' });
    await where(number, 'to be paid again', ({ paymentStatus }) => paymentStatus === 'PAID');
    expect(await moneyBack(number)).toMatchObject({
      holds: ['REFUND_FAILED'],
      refunded: { amount: 0 },
      refunds: [{ status: 'FAILED', failureCode: 'expired_or_canceled_card' }],
    });
    expect(await balances(id)).toEqual([
      { account: 'REFUNDS', sum: 0 },
      { account: 'SALES', sum: -total },
      { account: 'STRIPE_CLEARING', sum: total },
    ]);
    const [lines] = await alertLines(number, 'REFUND_FAILED');
    expect(lines?.[0]).toContain(
      `${moneyInRecords({ amount: total, currency: 'USD' })} did not reach the card`,
    );
    const released = await release(number, 'REFUND_FAILED');
    expect(released).toMatchObject({ __typename: 'Order', holds: [] });
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
