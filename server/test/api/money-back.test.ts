import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { buy, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
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

interface Bought {
  number: string;
  id: string;
  total: number;
  intent: string;
}

async function bought(): Promise<Bought> {
  const order = await buy(app, person);
  await settled(app);
  const [{ id, intent }] = await app.sql(
    `select o.id, p.payment_intent_id as intent from orders o join payments p on p.order_id = o.id where o.number = $1`,
    [order.number],
  );
  return { number: order.number, id, total: order.total.amount, intent };
}

const now = (number: string) => ownOrder(app, person, number);
const where = (number: string, what: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number} ${what}`, async () => {
    const order = await now(number);
    return is(order) ? order : null;
  });

const moneyBack = async (number: string): Promise<ResultOf> => {
  const { data, errors } = await app.graphql(
    `query ($number: String!) { order(number: $number) { holds paymentStatus payments {
      received { amount currency } refunded { amount }
      refunds { status origin reason amount { amount currency } failureCode }
      disputes { stripeDisputeId status amount { amount } reason answerBy closedAt } } } }`,
    { number },
    { as: support },
  );
  if (!data) throw new Error(JSON.stringify(errors));
  return { ...data.order, ...data.order.payments[0] };
};

const balances = (id: string): Promise<ResultOf[]> =>
  app.sql(
    `select account, sum(amount)::int as sum from ledger_lines l join ledger_entries e on e.id = l.entry_id
     where e.order_id = $1 and account not like 'SUPPLIER%' group by account order by account`,
    [id],
  );

const refundable = async (number: string): Promise<number> => {
  const { data } = await app.graphql(
    `mutation ($number: String!) { refundOrder(number: $number, amount: { amount: 999999, currency: "USD" },
      reason: "a test of what is left", idempotencyKey: "too-much") { ... on RefundTooLarge { refundable { amount } } } }`,
    { number },
    { as: finance },
  );
  return data.refundOrder.refundable.amount;
};

const mailsAbout = (id: string, kind: string) =>
  app.sql('select 1 from mails where order_id = $1 and kind = $2', [id, kind]);

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
    const [alert] = await app.sql(
      "select kind from staff_alerts where kind = 'REFUND_FAILED' and settled_at is null",
    );
    expect(alert).toBeDefined();
    const released = await release(number, 'REFUND_FAILED');
    expect(released).toMatchObject({ __typename: 'Order', holds: [] });
  });
});

const release = async (number: string, hold: string, as = finance): Promise<ResultOf> => {
  const { data, errors } = await app.graphql(
    `mutation ($number: String!, $hold: String!) { releaseHold(number: $number, hold: $hold, reason: "looked at it") {
      __typename ... on Order { holds paymentStatus } ... on UserError { code } } }`,
    { number, hold },
    { as },
  );
  return data?.releaseHold ?? errors;
};

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
    const open = () =>
      app.sql(
        "select 1 from staff_alerts where kind = 'DISPUTE' and settled_at is null and subject like $1",
        [`%${number}%`],
      );
    expect(await open()).toHaveLength(1);
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
    expect(
      await app.sql(
        "select 1 from staff_alerts where kind = 'DISPUTE' and settled_at is null and subject like $1",
        [`%${number}%`],
      ),
    ).toHaveLength(1);
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'lost' });
    const part = await where(
      number,
      'to lose a part',
      ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED',
    );
    expect(part.esims).toMatchObject([{ status: 'READY' }]);
    expect(await balances(id)).toContainEqual({ account: 'DISPUTE_LOSSES', sum: 100 });
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
    expect((await moneyBack(number)).refunds).toEqual([]);
  });
});

describe('releaseHold', () => {
  /** An order that was paid with another amount than its own. */
  async function mismatched(): Promise<{ number: string; id: string }> {
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
    const { order, payment } = await checkout(app, person);
    await payByCard(payment);
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'normal' });
    await app.control('stripe', `payment_intents/${payment.paymentIntentId}`, {
      amount_received: 5,
      event: 'payment_intent.succeeded',
    });
    await where(order.number, 'to be held', ({ holds }) => holds.includes('AMOUNT_MISMATCH'));
    return order;
  }

  it('takes what arrived for the order, books it as sold and delivers', async () => {
    const { number, id } = await mismatched();
    expect(await balances(id)).toEqual([
      { account: 'STRIPE_CLEARING', sum: 5 },
      { account: 'SUSPENSE', sum: -5 },
    ]);
    await settled(app);
    const refused = await expectUnchanged(app, () => release(number, 'AMOUNT_MISMATCH', support));
    expect(refused[0].extensions.code).toBe('FORBIDDEN');
    expect(await release(number, 'AMOUNT_MISMATCH')).toMatchObject({ __typename: 'Order', holds: [] });
    await where(number, 'to be delivered', ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
    await settled(app);
    const again = await expectUnchanged(app, () => release(number, 'AMOUNT_MISMATCH'));
    expect(again).toMatchObject({ __typename: 'Order' });
    expect(await balances(id)).toEqual([
      { account: 'SALES', sum: -5 },
      { account: 'STRIPE_CLEARING', sum: 5 },
      { account: 'SUSPENSE', sum: 0 },
    ]);
  });

  it('does not take money that goes back already or that a bank has', async () => {
    const { number } = await mismatched();
    await app.control('stripe', 'faults', {
      mode: 'error500',
      method: 'POST',
      path: '/v1/refunds',
      times: 3,
    });
    await app.graphql(
      `mutation ($number: String!) { refundOrder(number: $number, reason: "wrong sum", idempotencyKey: "goes-back") { __typename } }`,
      { number },
      { as: finance },
    );
    expect(await release(number, 'AMOUNT_MISMATCH')).toMatchObject({ code: 'PAYMENT_GOES_BACK' });
  });

  it.each(['DISPUTED', 'SUPPLIER_UNKNOWN', 'nonsense'])('does not end %s by hand', async (hold) => {
    const { number } = await bought();
    const refused = await expectUnchanged(app, () => release(number, hold));
    expect(refused).toEqual({ __typename: 'HoldNotReleasable', code: 'HOLD_NOT_RELEASABLE' });
  });
});

describe('cancelOrderByStaff', () => {
  const cancel = async (number: string, reason = 'the buyer asked by phone', as = support) => {
    const { data, errors } = await app.graphql(
      `mutation ($number: String!, $reason: String!) { cancelOrderByStaff(number: $number, reason: $reason) {
        __typename ... on Order { status } ... on UserError { code } } }`,
      { number, reason },
      { as },
    );
    return data?.cancelOrderByStaff ?? errors;
  };

  it('closes an unpaid order and says so in its history and the audit log', async () => {
    const { order } = await checkout(app, person);
    expect(await cancel(order.number)).toEqual({ __typename: 'Order', status: 'CANCELLED' });
    const [entry] = await app.sql('select reason, subject_label from audit_log where subject_id = $1', [
      order.id,
    ]);
    expect(entry).toEqual({ reason: 'the buyer asked by phone', subject_label: order.number });
  });

  it('refuses what is paid, what has no reason, and who may not', async () => {
    const { number } = await bought();
    for (const [answer, expected] of [
      [() => cancel(number), { code: 'ORDER_ALREADY_PAID' }],
      [() => cancel(number, ' '), { code: 'REASON_REQUIRED' }],
      [() => cancel('TRB-NOBODY', 'no such order'), { code: 'ORDER_NOT_FOUND' }],
    ] as const)
      expect(await expectUnchanged(app, answer)).toMatchObject(expected);
    const refused = await expectUnchanged(app, () => cancel(number, 'a wish', finance));
    expect(refused[0].extensions.code).toBe('FORBIDDEN');
  });
});

it('leaves books in which only what was made to differ from Stripe does so', async () => {
  await settled(app);
  const differs = expect.stringMatching(/^CLEARING_DIFFERS .* found 5 USD/);
  expect(await wrongInBooks(app)).toEqual([differs, differs]);
});
