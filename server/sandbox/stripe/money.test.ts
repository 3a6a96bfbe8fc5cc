import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createSandboxEnvironment,
  eventually,
  type SandboxEnvironment,
} from '../testing/sandbox-environment.ts';

let environment: SandboxEnvironment;
let stripe: Stripe;

beforeAll(async () => {
  environment = await createSandboxEnvironment();
  stripe = environment.stripe();
});
afterAll(() => environment?.close());

const pay = (card = 'pm_card_visa', amount = 1_000) =>
  stripe.paymentIntents.create({
    amount,
    currency: 'usd',
    confirm: true,
    payment_method: card,
    return_url: 'https://a.example/',
  });
const typesAbout = async (id: string) => {
  const types: string[] = [];
  for await (const event of stripe.events.list({ limit: 100 })) {
    if (JSON.stringify(event.data.object).includes(id)) types.unshift(event.type);
  }
  return types;
};

describe('refunds', () => {
  it('give back a part and then the rest, and no more', async () => {
    const paid = await pay();
    const part = await stripe.refunds.create({
      payment_intent: paid.id,
      amount: 300,
      reason: 'requested_by_customer',
      metadata: { refund_id: '9' },
      expand: ['balance_transaction'],
    });
    expect(part).toMatchObject({
      status: 'succeeded',
      amount: 300,
      metadata: { refund_id: '9' },
      balance_transaction: { amount: -300, fee: 0, net: -300, type: 'refund' },
    });
    await expect(stripe.refunds.create({ payment_intent: paid.id, amount: 701 })).rejects.toMatchObject({
      statusCode: 400,
      param: 'amount',
    });
    expect(await stripe.refunds.create({ charge: String(paid.latest_charge) })).toMatchObject({
      amount: 700,
    });
    await expect(stripe.refunds.create({ payment_intent: paid.id })).rejects.toMatchObject({
      code: 'charge_already_refunded',
    });
    const charge = await stripe.charges.retrieve(String(paid.latest_charge), { expand: ['refunds'] });
    expect(charge).toMatchObject({
      refunded: true,
      amount_refunded: 1_000,
      refunds: { data: [{ amount: 700 }, { amount: 300 }] },
    });
    expect((await stripe.refunds.list({ payment_intent: paid.id })).data).toHaveLength(2);
  });

  it('of many clients at once never exceed the payment', async () => {
    const paid = await pay();
    const results = await Promise.allSettled(
      Array.from({ length: 10 }, () => stripe.refunds.create({ payment_intent: paid.id, amount: 300 })),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(3);
    expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({ amount_refunded: 900 });
  });

  it('need a payment that succeeded', async () => {
    const open = await stripe.paymentIntents.create({ amount: 1_000, currency: 'usd' });
    await expect(stripe.refunds.create({ payment_intent: open.id })).rejects.toMatchObject({
      statusCode: 400,
    });
    await expect(stripe.refunds.create({ payment_intent: 'pi_none' })).rejects.toMatchObject({
      statusCode: 404,
    });
  });

  it('may come back from the bank', async () => {
    const paid = await pay('pm_card_refundFail');
    const refund = await stripe.refunds.create({ payment_intent: paid.id });
    expect(refund.status).toBe('succeeded');
    const failed = await eventually('the failure', async () => {
      const now = await stripe.refunds.retrieve(refund.id, { expand: ['failure_balance_transaction'] });
      return now.status === 'failed' ? now : null;
    });
    expect(failed).toMatchObject({ failure_balance_transaction: { amount: 1_000, type: 'refund_failure' } });
    expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({
      refunded: false,
      amount_refunded: 0,
    });
    expect(await typesAbout(refund.id)).toEqual([
      'refund.created',
      'refund.updated',
      'charge.refund.updated',
      'refund.failed',
    ]);
  });

  it('can be made in the dashboard', async () => {
    const paid = await pay();
    await environment.control('stripe', 'POST', 'refunds', { payment_intent: paid.id, amount: 100 });
    expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({ amount_refunded: 100 });
  });
});

describe('disputes', () => {
  it('take the money and a fee, and are lost when accepted', async () => {
    const paid = await pay('pm_card_createDispute');
    const { data } = await stripe.disputes.list({ payment_intent: paid.id });
    const [dispute] = data;
    expect(dispute).toMatchObject({
      status: 'needs_response',
      reason: 'fraudulent',
      amount: 1_000,
      balance_transactions: [{ amount: -1_000, fee: 1_500, net: -2_500 }],
    });
    await expect(stripe.refunds.create({ payment_intent: paid.id })).rejects.toMatchObject({
      code: 'charge_disputed',
    });
    expect(await stripe.disputes.close(dispute?.id ?? '')).toMatchObject({ status: 'lost' });
    await expect(stripe.disputes.close(dispute?.id ?? '')).rejects.toMatchObject({ statusCode: 400 });
    expect(await typesAbout(dispute?.id ?? '')).toEqual([
      'charge.dispute.created',
      'charge.dispute.funds_withdrawn',
      'charge.dispute.updated',
      'charge.dispute.closed',
    ]);
  });

  it('are won with evidence, and the money comes back', async () => {
    const paid = await pay();
    const opened: unknown = await environment.control('stripe', 'POST', 'disputes', {
      payment_intent: paid.id,
      reason: 'product_not_received',
    });
    const { id } = JSON.parse(JSON.stringify(opened));
    const saved = await stripe.disputes.update(id, {
      evidence: { product_description: 'an eSIM' },
      submit: false,
    });
    expect(saved).toMatchObject({ status: 'needs_response', evidence: { product_description: 'an eSIM' } });
    const won = await stripe.disputes.update(id, { evidence: { uncategorized_text: 'winning_evidence' } });
    expect(won.status).toBe('won');
    expect(won.balance_transactions.map((transaction) => transaction.net)).toEqual([-2_500, 1_000]);
    expect(await typesAbout(id)).toContain('charge.dispute.funds_reinstated');
  });

  it('that are inquiries take nothing', async () => {
    const paid = await pay('pm_card_createDisputeInquiry');
    const { data } = await stripe.disputes.list({ payment_intent: paid.id });
    expect(data).toMatchObject([
      { status: 'warning_needs_response', balance_transactions: [], is_charge_refundable: true },
    ]);
    expect(await stripe.refunds.create({ payment_intent: paid.id })).toMatchObject({ status: 'succeeded' });
  });
});

describe('the books', () => {
  it('add up to what was paid, given back, disputed and charged', async () => {
    await environment.control('stripe', 'POST', 'reset');
    const refunded = await pay('pm_card_visa', 2_000);
    await stripe.refunds.create({ payment_intent: refunded.id, amount: 500 });
    await pay('pm_card_createDispute', 1_000);
    let net = 0;
    for await (const transaction of stripe.balanceTransactions.list()) net += transaction.net;
    expect(net).toBe(2_000 - 88 - 500 + (1_000 - 59) - (1_000 + 1_500));
  });

  it('may count a charge late', async () => {
    await environment.control('stripe', 'POST', 'faults', { target: 'balance_transactions', mode: 'late' });
    const paid = await pay();
    expect(await stripe.charges.retrieve(String(paid.latest_charge))).toMatchObject({
      status: 'succeeded',
      balance_transaction: null,
    });
    await environment.control('stripe', 'DELETE', 'faults');
    expect(await environment.control('stripe', 'POST', 'balance_transactions/release')).toEqual({
      released: 1,
    });
    const charge = await stripe.charges.retrieve(String(paid.latest_charge), {
      expand: ['balance_transaction'],
    });
    expect(charge.balance_transaction).toMatchObject({ amount: 1_000, net: 941 });
    expect(await typesAbout(charge.id)).toContain('charge.updated');
  });
});

describe('an account that settles in one currency', () => {
  const payIn = (amount: number, currency: string) =>
    stripe.paymentIntents.create({
      amount,
      currency,
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: 'https://a.example/',
    });
  const settleIn = (currency: string | null, rates: Record<string, number> = {}) =>
    environment.control('stripe', 'POST', 'settlement', { currency, rates });
  const ofSource = async (source: unknown) =>
    (await stripe.balanceTransactions.list({ source: String(source) })).data;

  it('changes what comes in other currencies, and takes its fee from what it is worth', async () => {
    await settleIn('usd', { eur: 1.234, jpy: 0.0067 });
    const euros = await payIn(1_000, 'eur');
    expect(await ofSource(euros.latest_charge)).toMatchObject([
      { amount: 1_234, currency: 'usd', exchange_rate: 1.234, fee: 66, net: 1_168 },
    ]);
    const yen = await payIn(1_000, 'jpy');
    expect(await ofSource(yen.latest_charge)).toMatchObject([{ amount: 670, currency: 'usd' }]);
    await settleIn('usd', { eur: 1.25 });
    const refund = await stripe.refunds.create({ payment_intent: euros.id });
    expect(refund).toMatchObject({ amount: 1_000, currency: 'eur' });
    expect(await ofSource(refund.id)).toMatchObject([
      { amount: -1_250, currency: 'usd', exchange_rate: 1.25, net: -1_250 },
    ]);
    await settleIn(null);
    const kept = await payIn(1_000, 'eur');
    expect(await ofSource(kept.latest_charge)).toMatchObject([{ currency: 'eur', exchange_rate: null }]);
  });
});

describe('lists', () => {
  it('of balance transactions filter by kind, currency and time, and tell what each is about', async () => {
    await environment.control('stripe', 'POST', 'reset');
    const paid = await pay();
    const refund = await stripe.refunds.create({ payment_intent: paid.id, amount: 100 });
    await environment.control('stripe', 'POST', 'payouts', { amount: 500, currency: 'usd' });
    const types = async (params: Stripe.BalanceTransactionListParams) =>
      (await stripe.balanceTransactions.list(params)).data.map(({ type }) => type);
    expect(await types({})).toEqual(['payout', 'refund', 'charge']);
    expect(await types({ type: 'refund' })).toEqual(['refund']);
    expect(await types({ currency: 'eur' })).toEqual([]);
    expect(await types({ created: { gte: paid.created }, limit: 2 })).toEqual(['payout', 'refund']);
    expect(await types({ created: { lt: paid.created } })).toEqual([]);
    const { data } = await stripe.balanceTransactions.list({ expand: ['data.source'] });
    expect(data.map(({ source }) => (typeof source === 'object' ? source?.object : 'payout'))).toEqual([
      'payout',
      'refund',
      'charge',
    ]);
    expect(data[1]?.source).toMatchObject({ id: refund.id, amount: 100, currency: 'usd' });
  });

  it('page through events, newest first, both ways, by type and time', async () => {
    await environment.control('stripe', 'POST', 'reset');
    const start = Math.floor(Date.now() / 1000);
    for (let nth = 0; nth < 4; nth += 1) await pay();
    const all = await stripe.events.list({ limit: 100 });
    expect(all).toMatchObject({ has_more: false, url: '/v1/events' });
    expect(all.data).toHaveLength(12);
    const walked: string[] = [];
    for await (const event of stripe.events.list({ limit: 5 })) walked.push(event.id);
    expect(walked).toEqual(all.data.map((event) => event.id));
    const middle = all.data[6]?.id ?? '';
    const newer = await stripe.events.list({ limit: 3, ending_before: middle });
    expect(newer.data.map((event) => event.id)).toEqual(walked.slice(3, 6));
    expect(newer.has_more).toBe(true);
    expect((await stripe.events.list({ type: 'payment_intent.*' })).data).toHaveLength(8);
    expect(
      (await stripe.events.list({ types: ['charge.succeeded', 'payment_intent.created'] })).data,
    ).toHaveLength(8);
    expect((await stripe.events.list({ created: { gte: start } })).data).not.toHaveLength(0);
    expect((await stripe.events.list({ created: { lt: start } })).data).toEqual([]);
    await expect(stripe.events.list({ starting_after: 'evt_none' })).rejects.toMatchObject({
      param: 'starting_after',
    });
    await expect(stripe.events.list({ limit: 101 })).rejects.toMatchObject({ param: 'limit' });
  });

  it('expand their items and refuse what cannot be expanded', async () => {
    const intents = await stripe.paymentIntents.list({
      limit: 2,
      expand: ['data.latest_charge.balance_transaction'],
    });
    expect(intents.data).toMatchObject([
      { latest_charge: { balance_transaction: { object: 'balance_transaction' } } },
      { latest_charge: { balance_transaction: { object: 'balance_transaction' } } },
    ]);
    await expect(stripe.paymentIntents.list({ expand: ['data.metadata'] })).rejects.toMatchObject({
      param: 'expand',
    });
  });

  it('keep customers', async () => {
    const customer = await stripe.customers.create({ email: 'a@b.example', metadata: { user: '1' } });
    expect(await stripe.customers.retrieve(customer.id)).toMatchObject({ email: 'a@b.example' });
    await stripe.paymentIntents.create({ amount: 1_000, currency: 'usd', customer: customer.id });
    expect((await stripe.paymentIntents.list({ customer: customer.id })).data).toHaveLength(1);
  });
});
