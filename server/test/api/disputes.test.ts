import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moneyInRecords } from '../../src/platform/money/money.ts';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import { moneyBackKit } from '../kit/money-back.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { eventsOf } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
let finance: Person;
let support: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  person = await signIn(app, 'disputed@example.com');
  finance = await signIn(app, 'finance@tribi.test');
  support = await signIn(app, 'support@tribi.test');
});
afterAll(() => app.close());
const { bought, now, where, moneyBack, balances, refundable, reasons, alertLines } = moneyBackKit(() => ({
  app,
  person,
  finance,
  support,
}));

describe('a dispute', () => {
  it('takes the money, marks the order and calls finance; won, it gives everything back', async () => {
    const { number, id, total, intent } = await bought();
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent });
    await where(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    expect(await moneyBack(number)).toMatchObject({
      holds: ['DISPUTED'],
      disputes: [{ stripeDisputeId: dispute.id, status: 'NEEDS_RESPONSE', amount: { amount: total } }],
    });
    expect(await balances(id)).toContainEqual({ account: 'DISPUTED', sum: total });
    const taken = moneyInRecords({ amount: total, currency: 'USD' });
    expect(await reasons(id, 'dispute')).toEqual([expect.stringContaining(`, ${taken}`)]);
    const open = () => alertLines(number, 'DISPUTE');
    expect(await open()).toMatchObject([[expect.stringContaining(`${taken}, `), expect.any(String)]]);
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'won' });
    const won = await where(number, 'to be paid', ({ paymentStatus }) => paymentStatus === 'PAID');
    expect(won).toMatchObject({ holds: [], status: 'COMPLETED' });
    expect(won.esims).toMatchObject([{ status: 'READY' }]);
    expect(await open()).toEqual([]);
    expect(await balances(id)).toEqual([
      { account: 'DISPUTED', sum: 0 },
      { account: 'SALES', sum: -total },
      { account: 'STRIPE_CLEARING', sum: total },
    ]);
  });

  it('that is lost is money gone, like a refund', async () => {
    const { number, id, total, intent } = await bought();
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent });
    await where(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'lost' });
    await where(number, 'to be lost', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    const lost = await now(number);
    expect(lost).toMatchObject({ status: 'COMPLETED', holds: [] });
    expect(lost.esims).toMatchObject([{ status: 'REVOKED', activationCode: null, qrCode: null }]);
    expect(await balances(id)).toEqual([
      { account: 'DISPUTED', sum: 0 },
      { account: 'DISPUTE_LOSSES', sum: total },
      { account: 'SALES', sum: -total },
      { account: 'STRIPE_CLEARING', sum: 0 },
    ]);
  });

  it('of which there are two on one charge holds the order until both have ended', async () => {
    const { number, total, intent } = await bought();
    const one = await app.control('stripe', 'disputes', { payment_intent: intent, amount: 100 });
    const two = await app.control('stripe', 'disputes', { payment_intent: intent, amount: total - 100 });
    await app.until('both', async () => ((await moneyBack(number)).disputes.length === 2 ? true : null));
    await app.control('stripe', `disputes/${one.id}`, { outcome: 'lost' });
    await app.until('the first to end', async () =>
      (await moneyBack(number)).disputes.some(({ status }: ResultOf) => status === 'LOST') ? true : null,
    );
    expect(await now(number)).toMatchObject({ paymentStatus: 'DISPUTED', holds: ['DISPUTED'] });
    await app.control('stripe', `disputes/${two.id}`, { outcome: 'won' });
    await where(number, 'to end', ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED');
    expect((await now(number)).holds).toEqual([]);
  });

  it('that is only an inquiry moves no money and leaves the order alone', async () => {
    const { number, id, total, intent } = await bought();
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent, isInquiry: true });
    await app.until('the inquiry', async () =>
      (await moneyBack(number)).disputes.length === 1 ? true : null,
    );
    expect(await moneyBack(number)).toMatchObject({
      paymentStatus: 'PAID',
      holds: [],
      disputes: [{ status: 'INQUIRY' }],
    });
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'won' });
    await app.until('it to be closed', async () =>
      (await moneyBack(number)).disputes[0].status === 'INQUIRY_CLOSED' ? true : null,
    );
    expect(await balances(id)).toEqual([
      { account: 'SALES', sum: -total },
      { account: 'STRIPE_CLEARING', sum: total },
    ]);
  });

  it('that was lost and is won on appeal takes the loss back, and holds the order meanwhile', async () => {
    const { number, id, total, intent } = await bought();
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent });
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'lost' });
    await where(number, 'to be lost', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    await app.control('stripe', `disputes/${dispute.id}`, { step: 'appeal' });
    await where(number, 'to be appealed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    expect(await moneyBack(number)).toMatchObject({ holds: ['DISPUTED'], disputes: [{ status: 'APPEAL' }] });
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'won' });
    await where(number, 'to be won', ({ paymentStatus }) => paymentStatus === 'PAID');
    expect(await balances(id)).toEqual([
      { account: 'DISPUTED', sum: 0 },
      { account: 'DISPUTE_LOSSES', sum: 0 },
      { account: 'SALES', sum: -total },
      { account: 'STRIPE_CLEARING', sum: total },
    ]);
  });

  it('that grew out of an inquiry about another sum counts for what was taken, and calls again', async () => {
    const { number, id, total, intent } = await bought();
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent, isInquiry: true });
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'won' });
    await app.until('the inquiry to end', async () =>
      (await moneyBack(number)).disputes[0]?.status === 'INQUIRY_CLOSED' ? true : null,
    );
    await app.control('stripe', `disputes/${dispute.id}`, { step: 'escalate', amount: 100 });
    await where(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    expect((await moneyBack(number)).disputes).toMatchObject([
      { status: 'NEEDS_RESPONSE', amount: { amount: 100 } },
    ]);
    expect(await alertLines(number, 'DISPUTE')).toHaveLength(1);
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'lost' });
    const part = await where(
      number,
      'to lose a part',
      ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED',
    );
    expect(part.esims).toMatchObject([{ status: 'READY' }]);
    expect(await balances(id)).toContainEqual({ account: 'DISPUTE_LOSSES', sum: 100 });
    // What the desk offers is what the server takes.
    expect((await moneyBack(number)).refundable).toEqual({ amount: total - 100, currency: 'USD' });
    expect(await refundable(number)).toBe(total - 100);
  });

  it('that was lost is not opened again by an older reading of it', async () => {
    const { number, intent } = await bought();
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent });
    await where(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    await settled(app);
    // This reading is on its way to us while the dispute is lost, and arrives after the one that says so.
    await app.control('stripe', 'faults', {
      mode: 'latency',
      latencyMs: 700,
      method: 'GET',
      path: '/v1/disputes',
    });
    const [opened] = await eventsOf(app, intent, 'charge.dispute.created');
    await app.control('stripe', 'webhooks/resend', { event: opened.id });
    await app.sql('update stripe_events set processed_at = null where id = $1', [opened.id]);
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'lost' });
    await where(number, 'to be lost', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    await settled(app);
    expect(await now(number)).toMatchObject({ paymentStatus: 'REFUNDED', holds: [] });
  });

  it('keeps a refund from being made', async () => {
    const { number, intent } = await bought();
    await app.control('stripe', 'disputes', { payment_intent: intent });
    await where(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    await settled(app);
    const { data } = await app.graphql(
      `mutation ($number: String!) { refundOrder(number: $number, reason: "a wish", idempotencyKey: "disputed") {
        __typename ... on InvalidInput { errors { code } } } }`,
      { number },
      { as: finance },
    );
    expect(data.refundOrder).toEqual({ __typename: 'InvalidInput', errors: [{ code: 'REFUND_DISPUTED' }] });
    expect(await moneyBack(number)).toMatchObject({ refunds: [], refundable: { amount: 0 } });
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
