import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandboxEnvironment, type SandboxEnvironment } from '../testing/sandbox-environment.ts';
import { stripeApiVersion } from './objects.ts';

let environment: SandboxEnvironment;
let stripe: Stripe;

beforeAll(async () => {
  environment = await createSandboxEnvironment();
  stripe = environment.stripe();
});
afterAll(() => environment?.close());

const returnUrl = 'https://shop.example/orders/T-1?tab=pay';
const newIntent = (params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  stripe.paymentIntents.create({ amount: 1_099, currency: 'usd', ...params });

/** What the SDK throws, as data. */
async function failureOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  );
  const { default: StripeClass } = await import('stripe');
  if (error instanceof StripeClass.errors.StripeError) return error;
  throw new Error('The call was expected to fail at Stripe.', { cause: error });
}

describe('a payment', () => {
  it('speaks the API version of the official SDK', async () => {
    const { default: StripeClass } = await import('stripe');
    expect(stripeApiVersion).toBe(StripeClass.API_VERSION);
  });

  it('is created, confirmed and counted with its fee', async () => {
    const intent = await newIntent({ metadata: { order_id: '7' }, receipt_email: 'a@b.example' });
    expect(intent).toMatchObject({
      status: 'requires_payment_method',
      metadata: { order_id: '7' },
      amount_received: 0,
    });

    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      return_url: returnUrl,
      expand: ['latest_charge.balance_transaction', 'payment_method'],
    });

    expect(paid).toMatchObject({
      status: 'succeeded',
      amount_received: 1_099,
      payment_method: { card: { last4: '4242' } },
    });
    expect(paid.latest_charge).toMatchObject({
      status: 'succeeded',
      paid: true,
      metadata: { order_id: '7' },
      // 2.9 % of 1099 is 31.87, rounded to 32, and 30 more.
      balance_transaction: {
        amount: 1_099,
        fee: 62,
        net: 1_037,
        fee_details: [{ amount: 62, type: 'stripe_fee' }],
      },
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
  });

  it.each([
    ['pm_card_chargeDeclined', 'card_declined', 'generic_decline'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'card_declined', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card', ''],
    ['pm_card_chargeDeclinedIncorrectCvc', 'incorrect_cvc', ''],
  ])('with %s is declined and can be tried again', async (card, code, declineCode) => {
    const intent = await newIntent();
    const error = await failureOf(
      stripe.paymentIntents.confirm(intent.id, { payment_method: card, return_url: returnUrl }),
    );
    expect(error).toMatchObject({
      type: 'StripeCardError',
      statusCode: 402,
      code,
      decline_code: declineCode,
    });
    const after = await stripe.paymentIntents.retrieve(intent.id, { expand: ['latest_charge'] });
    expect(after).toMatchObject({
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: { code },
      latest_charge: { status: 'failed', paid: false, balance_transaction: null },
    });
    const paid = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      return_url: returnUrl,
    });
    expect(paid).toMatchObject({ status: 'succeeded', last_payment_error: null });
  });

  it('is canceled once, and never after it succeeded', async () => {
    const canceled = await stripe.paymentIntents.cancel((await newIntent()).id, {
      cancellation_reason: 'abandoned',
    });
    expect(canceled).toMatchObject({ status: 'canceled', cancellation_reason: 'abandoned' });
    const paid = await newIntent({ confirm: true, payment_method: 'pm_card_visa', return_url: returnUrl });
    for (const call of [
      () => stripe.paymentIntents.cancel(paid.id),
      () => stripe.paymentIntents.cancel(canceled.id),
      () => stripe.paymentIntents.confirm(paid.id, { return_url: returnUrl }),
      () =>
        stripe.paymentIntents.confirm(canceled.id, { payment_method: 'pm_card_visa', return_url: returnUrl }),
      () => stripe.paymentIntents.update(paid.id, { amount: 5_000 }),
    ]) {
      expect(await failureOf(call())).toMatchObject({
        statusCode: 400,
        code: 'payment_intent_unexpected_state',
      });
    }
    expect(await stripe.paymentIntents.retrieve(paid.id)).toMatchObject({
      status: 'succeeded',
      amount: 1_099,
    });
  });

  it('merges metadata and changes its amount while it is open', async () => {
    const intent = await newIntent({ metadata: { a: '1', b: '2' } });
    const updated = await stripe.paymentIntents.update(intent.id, {
      amount: 2_000,
      metadata: { b: '', c: '3' },
    });
    expect(updated).toMatchObject({ amount: 2_000, metadata: { a: '1', c: '3' } });
    expect(updated.metadata).not.toHaveProperty('b');
  });

  it('stays in processing while the bank does not answer, and is settled later as the same charge', async () => {
    await environment.control('stripe', 'POST', 'faults', { target: 'cards', mode: 'processing' });
    const intent = await newIntent({ confirm: true, payment_method: 'pm_card_visa', return_url: returnUrl });
    expect(intent).toMatchObject({ status: 'processing', amount_received: 0 });
    await environment.control('stripe', 'POST', `payment_intents/${intent.id}/settle`, {
      outcome: 'succeeded',
    });
    await environment.control('stripe', 'DELETE', 'faults');
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      processing: null,
      latest_charge: intent.latest_charge,
    });
  });
});

describe('bad parameters', () => {
  it.each([
    [{ amount: 0 }, 'parameter_invalid_integer', 'amount'],
    [{ amount: -5 }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 1.5 }, 'parameter_invalid_integer', 'amount'],
    [{ amount: 49 }, 'amount_too_small', 'amount'],
    [{ amount: 100_000_000 }, 'amount_too_large', 'amount'],
    [{ currency: 'xyz' }, undefined, 'currency'],
    [{ currency: 'jpy', amount: 49 }, 'amount_too_small', 'amount'],
    [{ currency: 'kwd', amount: 1_501 }, 'parameter_invalid_integer', 'amount'],
    [{ payment_method: 'pm_nothing' }, 'resource_missing', 'payment_method'],
    [{ customer: 'cus_nobody' }, 'resource_missing', 'customer'],
  ])('%j are refused and make nothing', async (params, code, param) => {
    const before = await environment.control('stripe', 'GET', 'state');
    expect(await failureOf(newIntent(params))).toMatchObject({
      type: 'StripeInvalidRequestError',
      code,
      param,
    });
    expect(await environment.control('stripe', 'GET', 'state')).toEqual(before);
  });

  it('takes currencies without and with three decimals as Stripe counts them', async () => {
    const yen = await newIntent({
      currency: 'jpy',
      amount: 500,
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: returnUrl,
      expand: ['latest_charge.balance_transaction'],
    });
    expect(yen.latest_charge).toMatchObject({ balance_transaction: { amount: 500, fee: 55, net: 445 } });
    const dinar = await newIntent({
      currency: 'kwd',
      amount: 5_120,
      confirm: true,
      payment_method: 'pm_card_visa',
      return_url: returnUrl,
      expand: ['latest_charge.balance_transaction'],
    });
    // 2.9 % of 5.120 is 0.14848: 0.150 in steps of 0.010, and 0.090 more.
    expect(dinar.latest_charge).toMatchObject({ balance_transaction: { fee: 240, net: 4_880 } });
  });

  it('refuses unknown parameters, unknown paths, and confirmation without a way back', async () => {
    const intent = await newIntent();
    const call = (path: string, body: string) =>
      fetch(`${environment.sandboxes.stripe.url}${path}`, {
        method: 'POST',
        body,
        headers: {
          authorization: `Bearer ${environment.secrets.stripeSecretKey}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
      });
    const unknown = await call('/v1/payment_intents', 'amount=500&currency=usd&colour=red');
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toMatchObject({ error: { code: 'parameter_unknown', param: 'colour' } });
    const nowhere = await call('/v1/nowhere', '');
    expect(nowhere.status).toBe(404);
    expect(nowhere.headers.get('request-id')).toMatch(/^req_/);
    expect(await nowhere.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    const error = await failureOf(
      stripe.paymentIntents.confirm(intent.id, { payment_method: 'pm_card_visa', return_url: 'nowhere' }),
    );
    expect(error).toMatchObject({ statusCode: 400, param: 'return_url' });
  });

  it('knows its keys', async () => {
    expect(await failureOf(environment.stripe({ key: 'sk_test_other' }).events.list())).toMatchObject({
      statusCode: 401,
    });
    const browser = environment.stripe({ key: environment.secrets.stripePublishableKey });
    expect(await failureOf(browser.refunds.list())).toMatchObject({
      statusCode: 401,
      code: 'secret_key_required',
    });
  });
});
