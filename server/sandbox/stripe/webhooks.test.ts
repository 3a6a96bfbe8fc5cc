import Stripe from 'stripe';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  createSandboxEnvironment,
  eventually,
  type SandboxEnvironment,
} from '../testing/sandbox-environment.ts';
import { startWebhookReceiver, type WebhookReceiver } from '../testing/webhook-receiver.ts';

let environment: SandboxEnvironment;
let receiver: WebhookReceiver;
let stripe: Stripe;

beforeAll(async () => {
  environment = await createSandboxEnvironment();
  stripe = environment.stripe();
  receiver = await startWebhookReceiver(
    () => stripe,
    () => environment.secrets.stripeWebhookSecret,
  );
  environment.sandboxes.setWebhookUrl(receiver.url);
});
afterEach(async () => {
  await eventually('a quiet queue', async () => ((await deliveries()).pending ? null : true));
  await environment.control('stripe', 'POST', 'reset');
  receiver.received.length = 0;
  receiver.answers.length = 0;
});
afterAll(async () => {
  await receiver?.close();
  await environment?.close();
});

const pay = (card = 'pm_card_visa') =>
  stripe.paymentIntents.create({
    amount: 1_000,
    currency: 'eur',
    confirm: true,
    payment_method: card,
    return_url: 'https://a.example/',
  });
const mode = (name: string, types?: string[]) =>
  environment.control('stripe', 'POST', 'faults', {
    target: 'webhooks',
    mode: name,
    ...(types && { types }),
  });

async function deliveries(): Promise<Record<string, number>> {
  const state: unknown = await environment.control('stripe', 'GET', 'state');
  return JSON.parse(JSON.stringify(state)).deliveries;
}
const receivedCount = (count: number) =>
  eventually(`${count} webhooks`, () => (receiver.received.length >= count ? receiver.types() : null));

describe('webhooks', () => {
  it('come signed, once each, with the object as it was and the request that made it', async () => {
    const intent = await pay();
    expect((await receivedCount(3)).toSorted()).toEqual([
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
    const created = receiver.received.find(({ event }) => event.type === 'payment_intent.created')?.event;
    expect(created).toMatchObject({
      object: 'event',
      livemode: false,
      data: { object: { id: intent.id, status: 'requires_confirmation' } },
    });
    expect(created?.request?.id).toMatch(/^req_/);
    await eventually('the note of it', async () => ((await deliveries()).delivered === 3 ? true : null));
    expect(receiver.received).toHaveLength(3);
    expect((await stripe.events.retrieve(created?.id ?? '')).pending_webhooks).toBe(0);
  });

  it('fail the check with another secret, an old time or a changed body', async () => {
    await pay();
    await receivedCount(3);
    const { body = '', signature = '' } = receiver.received[0] ?? {};
    const secret = environment.secrets.stripeWebhookSecret;
    const check = (text: string, key: string, at?: number) =>
      stripe.webhooks.constructEvent(text, signature, key, 300, undefined, at);
    expect(() => check(body, secret)).not.toThrow();
    expect(() => check(body, 'whsec_other')).toThrow(Stripe.errors.StripeSignatureVerificationError);
    expect(() => check(JSON.stringify(JSON.parse(body)), secret)).toThrow(
      Stripe.errors.StripeSignatureVerificationError,
    );
  });

  it('are tried again until the shop answers 2xx', async () => {
    receiver.answers.push(500, 404, 301);
    await mode('never', ['charge.succeeded', 'payment_intent.created']);
    await pay();
    await receivedCount(4);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
    const { id } = receiver.received[0]?.event ?? { id: '' };
    await eventually('the note of it', async () => ((await deliveries()).delivered === 1 ? true : null));
    const attempts = await environment.control('stripe', 'GET', `webhooks/attempts?event=${id}`);
    expect(attempts).toMatchObject({
      data: [
        { attempt: 4, http_status: 200 },
        { http_status: 301 },
        { http_status: 404 },
        { attempt: 1, http_status: 500 },
      ],
    });
  });

  it('outlive a restart of the sandbox and of the shop', async () => {
    const url = new URL(receiver.url);
    await receiver.close();
    await pay();
    await environment.restart();
    stripe = environment.stripe();
    receiver = await startWebhookReceiver(
      () => stripe,
      () => environment.secrets.stripeWebhookSecret,
    );
    expect(receiver.url).not.toBe(url.href);
    environment.sandboxes.setWebhookUrl(receiver.url);
    expect((await receivedCount(3)).toSorted()).toEqual([
      'charge.succeeded',
      'payment_intent.created',
      'payment_intent.succeeded',
    ]);
  });

  it('are held, outlive a restart, and come when released', async () => {
    await mode('hold', ['payment_intent.*']);
    await pay();
    expect(await receivedCount(1)).toEqual(['charge.succeeded']);
    expect(await deliveries()).toMatchObject({ held: 2 });
    await environment.restart();
    stripe = environment.stripe();
    environment.sandboxes.setWebhookUrl(receiver.url);
    expect(await environment.control('stripe', 'POST', 'webhooks/release')).toEqual({ released: 2 });
    await receivedCount(3);
  });

  it('come twice', async () => {
    await mode('twice', ['payment_intent.succeeded']);
    await pay();
    await receivedCount(4);
    expect(receiver.types().filter((type) => type === 'payment_intent.succeeded')).toHaveLength(2);
  });

  it('come out of order: the newest first', async () => {
    await mode('out_of_order');
    await pay();
    expect(await receivedCount(3)).toEqual([
      'payment_intent.succeeded',
      'charge.succeeded',
      'payment_intent.created',
    ]);
  });

  it('never come, but the events can be listed and sent again', async () => {
    await mode('never');
    await pay();
    const events = await stripe.events.list({ types: ['payment_intent.succeeded'] });
    expect(events.data).toHaveLength(1);
    expect(await deliveries()).toEqual({ dropped: 3 });
    expect(receiver.received).toEqual([]);
    await environment.control('stripe', 'POST', 'webhooks/resend', { event: events.data[0]?.id });
    expect(await receivedCount(1)).toEqual(['payment_intent.succeeded']);
  });

  it('can tell of objects that are not ours, and of changed amounts', async () => {
    await environment.control('stripe', 'POST', 'events', {
      type: 'invoice.paid',
      object: { id: 'in_1', object: 'invoice' },
    });
    expect(await receivedCount(1)).toEqual(['invoice.paid']);
    const intent = await stripe.paymentIntents.create({ amount: 1_000, currency: 'usd' });
    await environment.control('stripe', 'POST', `payment_intents/${intent.id}`, {
      status: 'succeeded',
      amount_received: 1,
      event: 'payment_intent.succeeded',
    });
    expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
      status: 'succeeded',
      amount_received: 1,
    });
    await receivedCount(3);
  });

  it('carry the time of a moved clock', async () => {
    await environment.control('stripe', 'POST', 'clock', { offsetMs: 60_000 });
    const before = Math.floor(Date.now() / 1000);
    await pay();
    await receivedCount(3);
    const [time] = receiver.received.map(({ signature }) => Number(/t=(\d+)/.exec(signature)?.[1]));
    expect(time).toBeGreaterThanOrEqual(before + 60);
    expect(receiver.received[0]?.event.created).toBeGreaterThanOrEqual(before + 60);
  });
});
