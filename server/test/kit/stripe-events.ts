import { signWebhook } from '../../sandbox/stripe/webhook-signature.ts';
import type { ResultOf, ShopUnderTest } from './shop-under-test.ts';
import type { TestApp } from './test-app.ts';

/** A Stripe API call as the shop's server makes it. */
export async function stripeApi(
  app: ShopUnderTest,
  path: string,
  form?: Record<string, string>,
): Promise<ResultOf> {
  const response = await fetch(`${app.sandboxes.stripe.url}/v1/${path}`, {
    headers: {
      authorization: `Bearer ${app.secrets.stripeSecretKey}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
  });
  return response.json();
}

/** The events Stripe has of one payment intent, newest first, printed as its webhooks are. */
export async function eventsOf(
  app: ShopUnderTest,
  paymentIntentId: string,
  type?: string,
): Promise<ResultOf[]> {
  const { data } = await stripeApi(app, `events?limit=100${type ? `&type=${type}` : ''}`);
  return data.filter(
    (event: ResultOf) =>
      event.data.object.id === paymentIntentId || event.data.object.payment_intent === paymentIntentId,
  );
}

/** Every intent Stripe has for an order. */
export async function intentsOf(app: ShopUnderTest, orderId: string): Promise<ResultOf[]> {
  const { data } = await stripeApi(app, 'payment_intents?limit=100');
  return data.filter((intent: ResultOf) => intent.metadata.order_id === orderId);
}

export interface Delivery {
  secret?: string;
  /** Of the signature; the app's own time by default. */
  at?: Date;
  /** Sent instead of what was signed. */
  altered?: string;
  /** Sent instead of a true signature; null sends none. */
  signature?: string | null;
}

/** Sends an event to the shop as Stripe does. */
export async function deliver(
  app: TestApp,
  event: object,
  { secret, at, altered, signature }: Delivery = {},
): Promise<Response> {
  const body = JSON.stringify(event, null, 2);
  const seconds = Math.floor((at ?? app.clock.now()).getTime() / 1000);
  const signed =
    signature === undefined
      ? signWebhook(body, secret ?? app.secrets.stripeWebhookSecret, seconds)
      : signature;
  return fetch(`${app.url}/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(signed === null ? {} : { 'stripe-signature': signed }),
    },
    body: altered ?? body,
  });
}
