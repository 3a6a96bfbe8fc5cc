import type Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createSandboxEnvironment,
  eventually,
  type SandboxEnvironment,
} from '../testing/sandbox-environment.ts';

let environment: SandboxEnvironment;

beforeAll(async () => {
  environment = await createSandboxEnvironment();
});
afterEach(() => environment.control('stripe', 'POST', 'reset'));
afterAll(() => environment?.close());

const params = { amount: 1_000, currency: 'usd' } satisfies Stripe.PaymentIntentCreateParams;
const fault = (details: object) =>
  environment.control('stripe', 'POST', 'faults', {
    method: 'POST',
    path: '/v1/payment_intents',
    ...details,
  });
const intentCount = async () => (await environment.stripe().paymentIntents.list({ limit: 100 })).data.length;

function post(key: string, body: string, path = '/v1/payment_intents'): Promise<Response> {
  return fetch(`${environment.sandboxes.stripe.url}${path}`, {
    method: 'POST',
    body,
    headers: {
      authorization: `Bearer ${environment.secrets.stripeSecretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
      ...(key && { 'idempotency-key': key }),
    },
  });
}

describe('an idempotency key', () => {
  it('gives the first answer again, also after a restart, and says so', async () => {
    const first = await post('key-1', 'amount=1000&currency=usd');
    await environment.restart();
    const second = await post('key-1', 'amount=1000&currency=usd');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(second.headers.get('original-request')).toBe(first.headers.get('request-id'));
    expect(await second.text()).toBe(await first.text());
    expect(await intentCount()).toBe(1);
  });

  it('keeps a decline too', async () => {
    const body =
      'amount=1000&currency=usd&confirm=true&payment_method=pm_card_chargeDeclined&return_url=https://a.example/';
    const first = await post('key-2', body);
    const second = await post('key-2', body);
    expect([first.status, second.status]).toEqual([402, 402]);
    expect(await second.text()).toBe(await first.text());
    expect((await environment.stripe().charges.list()).data).toHaveLength(1);
  });

  it('is free again after a request that failed its checks', async () => {
    expect((await post('key-3', 'amount=0&currency=usd')).status).toBe(400);
    expect((await post('key-3', 'amount=1000&currency=usd')).status).toBe(200);
  });

  it('refuses other parameters and other endpoints', async () => {
    await post('key-4', 'amount=1000&currency=usd');
    const other = await post('key-4', 'amount=2000&currency=usd');
    expect(other.status).toBe(400);
    expect(await other.json()).toMatchObject({ error: { type: 'idempotency_error' } });
    const elsewhere = await post('key-4', 'amount=1000&currency=usd', '/v1/customers');
    expect(await elsewhere.json()).toMatchObject({ error: { type: 'idempotency_error' } });
    expect(await intentCount()).toBe(1);
  });

  it('answers 409 while the first request is at work', async () => {
    await fault({ mode: 'latency', latencyMs: 500 });
    const first = post('key-5', 'amount=1000&currency=usd');
    const second = await eventually('the conflict', async () => {
      const { faults } = JSON.parse(JSON.stringify(await environment.control('stripe', 'GET', 'state')));
      return faults.length === 0 ? post('key-5', 'amount=1000&currency=usd') : null;
    });
    expect(second.status).toBe(409);
    expect(await second.json()).toMatchObject({ error: { code: 'idempotency_key_in_use' } });
    expect((await first).status).toBe(200);
    expect(await intentCount()).toBe(1);
  });

  it('lasts 24 hours', async () => {
    await post('key-6', 'amount=1000&currency=usd');
    await environment.control('stripe', 'POST', 'clock', { offsetMs: 24 * 3_600_000 + 1_000 });
    const later = await post('key-6', 'amount=1000&currency=usd');
    expect(later.headers.get('idempotent-replayed')).toBeNull();
    expect(await intentCount()).toBe(2);
  });

  it('of many clients at once makes one payment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => post('key-7', 'amount=1000&currency=usd')),
    );
    const statuses = answers.map((answer) => answer.status);
    expect(statuses.every((status) => status === 200 || status === 409)).toBe(true);
    expect(await intentCount()).toBe(1);
  });
});

describe('a lost answer', () => {
  it.each(['reset_after_commit', 'timeout_after_commit'])(
    '(%s) is found again by the SDK with its key',
    async (mode) => {
      await fault({ mode });
      const stripe = environment.stripe({ maxNetworkRetries: 2, timeout: 300 });
      const intent = await stripe.paymentIntents.create(params, { idempotencyKey: 'pi:1:1' });
      expect(intent.status).toBe('requires_payment_method');
      expect(await intentCount()).toBe(1);
    },
  );

  it('without a key makes a second payment', async () => {
    await fault({ mode: 'reset_after_commit' });
    await expect(post('', 'amount=1000&currency=usd')).rejects.toThrow();
    expect((await post('', 'amount=1000&currency=usd')).status).toBe(200);
    expect(await intentCount()).toBe(2);
  });
});

describe('a call that fails before the work', () => {
  it.each(['error500', 'reset'])('(%s) leaves nothing behind, and its key is free', async (mode) => {
    await fault({ mode });
    const answer = await post('key-8', 'amount=1000&currency=usd').catch(() => null);
    expect(answer?.status ?? 'no answer').toBe(mode === 'error500' ? 500 : 'no answer');
    expect(await intentCount()).toBe(0);
    expect((await post('key-8', 'amount=1000&currency=usd')).status).toBe(200);
    expect(await intentCount()).toBe(1);
  });

  it('is never answered in the mode timeout, until the client has had enough', async () => {
    await fault({ mode: 'timeout' });
    const stripe = environment.stripe({ timeout: 200 });
    await expect(stripe.paymentIntents.create(params)).rejects.toMatchObject({
      type: 'StripeConnectionError',
    });
    expect(await intentCount()).toBe(0);
  });
});
