import type Stripe from 'stripe';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandboxEnvironment, type SandboxEnvironment } from '../testing/sandbox-environment.ts';

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

describe('a browser', () => {
  const browserCall = async (path: string, fields: Record<string, string>, method = 'POST') => {
    const form = new URLSearchParams({ key: environment.secrets.stripePublishableKey, ...fields });
    const url = `${environment.sandboxes.stripe.url}${path}`;
    return method === 'GET' ? fetch(`${url}?${form}`) : fetch(url, { method, body: form });
  };
  const card = { type: 'card', 'card[exp_month]': '12', 'card[exp_year]': '2040', 'card[cvc]': '123' };

  it('pays with a typed card and its client secret, and sees the reduced intent', async () => {
    const intent = await newIntent({ metadata: { secret: 'ours' } });
    const method = await browserCall('/v1/payment_methods', {
      ...card,
      'card[number]': '4242 4242 4242 4242',
    });
    expect(method.headers.get('access-control-allow-origin')).toBe('*');
    const { id } = await jsonOf(method);
    const paid = await jsonOf(
      await browserCall(`/v1/payment_intents/${intent.id}/confirm`, {
        payment_method: id,
        client_secret: intent.client_secret ?? '',
        return_url: returnUrl,
      }),
    );
    expect(paid).toMatchObject({ status: 'succeeded', client_secret: intent.client_secret });
    expect(paid).not.toHaveProperty('metadata');
    expect(paid).not.toHaveProperty('latest_charge');
    const seen = await browserCall(
      `/v1/payment_intents/${intent.id}`,
      { client_secret: intent.client_secret ?? '' },
      'GET',
    );
    expect(await jsonOf(seen)).toMatchObject({ status: 'succeeded' });
  });

  it('cannot touch an intent without its client secret', async () => {
    const intent = await newIntent();
    for (const secret of ['', `${intent.id}_secret_wrong`]) {
      const fields = { payment_method: 'pm_card_visa', client_secret: secret, return_url: returnUrl };
      const response = await browserCall(`/v1/payment_intents/${intent.id}/confirm`, fields);
      expect(response.status).toBe(400);
    }
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'requires_payment_method',
    });
  });

  it.each([
    ['4242424242424241', {}, 'incorrect_number'],
    ['42', {}, 'invalid_number'],
    ['4242424242424242', { 'card[exp_year]': '2020' }, 'invalid_expiry_year'],
    ['4242424242424242', { 'card[exp_month]': '13' }, 'invalid_expiry_month'],
    ['4242424242424242', { 'card[cvc]': '12' }, 'invalid_cvc'],
    ['4111111111111111', {}, 'card_declined'],
  ])('is told what is wrong with card %s %j: %s', async (number, change, code) => {
    const response = await browserCall('/v1/payment_methods', { ...card, 'card[number]': number, ...change });
    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject({ error: { type: 'card_error', code } });
  });

  it('sees a decline without what is not its business', async () => {
    const intent = await newIntent({ metadata: { secret: 'ours' } });
    const fields = {
      payment_method: 'pm_card_chargeDeclined',
      client_secret: intent.client_secret ?? '',
      return_url: returnUrl,
    };
    const response = await browserCall(`/v1/payment_intents/${intent.id}/confirm`, fields);
    expect(response.status).toBe(402);
    const { error } = await jsonOf(response);
    expect(error).toMatchObject({
      code: 'card_declined',
      payment_intent: { status: 'requires_payment_method' },
    });
    expect(JSON.stringify(error)).not.toContain('ours');
  });

  it('may ask first from any origin', async () => {
    const response = await fetch(`${environment.sandboxes.stripe.url}/v1/payment_methods`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:4000', 'access-control-request-headers': 'authorization' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-headers')).toBe('authorization');
  });
});

describe('3-D Secure', () => {
  const challenged = (card: string) =>
    newIntent({ confirm: true, payment_method: card, return_url: returnUrl });
  const answer = (url: string, outcome: string, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ outcome }), headers, redirect: 'manual' });

  it('shows the page, and completing it pays and leads back', async () => {
    const intent = await challenged('pm_card_authenticationRequired');
    expect(intent).toMatchObject({ status: 'requires_action', next_action: { type: 'redirect_to_url' } });
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    const page = await fetch(url);
    expect(await page.text()).toContain('$10.99');

    const response = await answer(url, 'complete');

    expect(response.status).toBe(303);
    const back = new URL(response.headers.get('location') ?? '');
    expect(back.pathname).toBe('/orders/T-1');
    expect(Object.fromEntries(back.searchParams)).toEqual({
      tab: 'pay',
      payment_intent: intent.id,
      payment_intent_client_secret: intent.client_secret,
      redirect_status: 'succeeded',
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      next_action: null,
    });
    expect((await answer(url, 'fail')).status).toBe(404);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'succeeded' });
  });

  it('failed takes no money and asks for another card', async () => {
    const intent = await challenged('pm_card_authenticationRequired');
    const url = intent.next_action?.redirect_to_url?.url ?? '';
    const response = await answer(url, 'fail', { accept: 'application/json' });
    expect(await jsonOf(response)).toMatchObject({
      status: 'requires_payment_method',
      last_payment_error: { code: 'payment_intent_authentication_failure' },
      latest_charge: null,
    });
  });

  it('may be passed and the card still be declined', async () => {
    const intent = await challenged('pm_card_threeDSecureRequiredChargeDeclined');
    const response = await answer(intent.next_action?.redirect_to_url?.url ?? '', 'complete');
    expect(new URL(response.headers.get('location') ?? '').searchParams.get('redirect_status')).toBe(
      'failed',
    );
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      last_payment_error: { code: 'card_declined' },
    });
  });

  it('of a canceled intent is over', async () => {
    const intent = await challenged('pm_card_authenticationRequired');
    await stripe.paymentIntents.cancel(intent.id);
    const response = await answer(intent.next_action?.redirect_to_url?.url ?? '', 'complete');
    expect(response.status).toBe(404);
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({ status: 'canceled' });
  });
});

async function jsonOf(response: Response): Promise<{ id: string; error?: object }> {
  return JSON.parse(await response.text());
}
