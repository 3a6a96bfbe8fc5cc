import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { moneyInRecords } from '../../src/platform/money/money.ts';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { moneyBackKit } from '../kit/money-back.ts';
import { checkout, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
let finance: Person;
let support: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  person = await signIn(app, 'held@example.com');
  finance = await signIn(app, 'finance@tribi.test');
  support = await signIn(app, 'support@tribi.test');
});
afterAll(() => app.close());
const { bought, where, balances, release, reasons } = moneyBackKit(() => ({ app, person, finance, support }));

describe('releaseHold', () => {
  /** An order that was paid with another amount than its own. */
  async function mismatched(): Promise<ResultOf> {
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
    const { number, id, total } = await mismatched();
    const expected = moneyInRecords(total);
    expect(await reasons(id, 'hold')).toEqual([`received $0.05, expected ${expected}`]);
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
  const differs = expect.stringMatching(/^CLEARING_DIFFERS .* found \$0\.05\./);
  expect(await wrongInBooks(app)).toEqual([differs, differs]);
});
