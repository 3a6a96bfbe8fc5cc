import Stripe from 'stripe';
import type { Config } from '../../config.ts';
import { isId } from '../../platform/database/id.ts';
import {
  type GatewayEvent,
  type GatewayRefund,
  GatewayRefused,
  GatewayUnavailable,
  InvalidSignature,
  type PaymentGateway,
  type PaymentIntent,
} from '../payment-gateway.ts';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';

/** Stripe accepts a signature for this long, which bounds how long a captured webhook can be replayed. */
const signatureToleranceSeconds = 300;
const timeoutMs = 10_000;

const statusOf: Record<Stripe.PaymentIntent.Status, PaymentIntent['status']> = {
  requires_payment_method: 'REQUIRES_PAYMENT',
  requires_confirmation: 'REQUIRES_PAYMENT',
  requires_action: 'REQUIRES_ACTION',
  processing: 'PROCESSING',
  requires_capture: 'PROCESSING',
  succeeded: 'SUCCEEDED',
  canceled: 'CANCELLED',
};

/** Stripe by its official SDK; the sandbox is the same code with another host. */
export function createStripeGateway(settings: Config['stripe']): PaymentGateway {
  const base = settings.apiBase ? new URL(settings.apiBase) : null;
  const stripe = new Stripe(settings.secretKey, {
    timeout: timeoutMs,
    // The SDK repeats what got no answer, under the same idempotency key.
    maxNetworkRetries: 2,
    telemetry: false,
    appInfo: { name: 'Tribi' },
    ...(base ? { host: base.hostname, port: base.port, protocol: 'http' as const } : {}),
  });

  return {
    publishableKey: settings.publishableKey,
    apiBase: settings.apiBase,
    createIntent: ({ orderId, attempt, amount, receiptEmail, description, idempotencyKey }) =>
      asking(async () =>
        toIntent(
          await stripe.paymentIntents.create(
            {
              amount: toStripeAmount(amount.amount, amount.currency),
              currency: amount.currency.toLowerCase(),
              automatic_payment_methods: { enabled: true },
              receipt_email: receiptEmail,
              description,
              metadata: { order_id: orderId, attempt: String(attempt) },
            },
            { idempotencyKey },
          ),
        ),
      ),
    retrieveIntent: (id) =>
      asking(async () => toIntent(await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }))),
    cancelIntent: (id) =>
      asking(async () => {
        try {
          return toIntent(await stripe.paymentIntents.cancel(id));
        } catch (error) {
          if (!isUnexpectedState(error)) throw error;
          return toIntent(await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] }));
        }
      }),
    refund: ({ paymentIntentId, amount, idempotencyKey }) =>
      asking(async () =>
        toRefund(
          await stripe.refunds.create(
            { payment_intent: paymentIntentId, amount: toStripeAmount(amount.amount, amount.currency) },
            { idempotencyKey },
          ),
        ),
      ),
    readEvent(rawBody, signature, receivedAt) {
      try {
        const event = stripe.webhooks.constructEvent(
          rawBody,
          signature ?? '',
          settings.webhookSecret,
          signatureToleranceSeconds,
          undefined,
          receivedAt.getTime(),
        );
        return toEvent(event);
      } catch (cause) {
        throw new InvalidSignature('The webhook is not signed by Stripe for this endpoint, or is too old.', {
          cause,
        });
      }
    },
  };
}

const isUnexpectedState = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  error.code === 'payment_intent_unexpected_state';

/** Turns the SDK's errors into the port's. */
async function asking<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (cause) {
    if (!(cause instanceof Stripe.errors.StripeError)) throw cause;
    const isOurFault =
      cause instanceof Stripe.errors.StripeInvalidRequestError ||
      cause instanceof Stripe.errors.StripeCardError;
    if (isOurFault) throw new GatewayRefused(cause.code ?? cause.type, cause.message, { cause });
    throw new GatewayUnavailable(cause.message, { cause });
  }
}

function toIntent(intent: Stripe.PaymentIntent): PaymentIntent {
  const currency = intent.currency.toUpperCase();
  const amountOf = (amount: number) => ({ amount: fromStripeAmount(amount, currency), currency });
  const charge = typeof intent.latest_charge === 'object' ? intent.latest_charge : null;
  const attempt = Number(intent.metadata.attempt);
  const failure = intent.last_payment_error;
  return {
    id: intent.id,
    status: statusOf[intent.status] ?? 'PROCESSING',
    amount: amountOf(intent.amount),
    received: intent.status === 'succeeded' ? amountOf(intent.amount_received) : null,
    refunded: charge ? fromStripeAmount(charge.amount_refunded, currency) : 0,
    chargeId: charge?.id ?? (typeof intent.latest_charge === 'string' ? intent.latest_charge : null),
    clientSecret: intent.client_secret ?? '',
    failure: failure
      ? { code: failure.decline_code ?? failure.code ?? failure.type, message: failure.message ?? '' }
      : null,
    // Another program of the same Stripe account may have an order_id of its own form.
    orderId: isId(intent.metadata.order_id ?? '') ? (intent.metadata.order_id ?? null) : null,
    attempt: Number.isInteger(attempt) && attempt > 0 ? attempt : null,
  };
}

const toRefund = (refund: Stripe.Refund): GatewayRefund => ({
  id: refund.id,
  status:
    refund.status === 'succeeded'
      ? 'SUCCEEDED'
      : refund.status === 'failed' || refund.status === 'canceled'
        ? 'FAILED'
        : 'PENDING',
});

function toEvent(event: Stripe.Event): GatewayEvent {
  const object: object = event.data.object;
  const named = (key: string): string | null => {
    const value: unknown = Reflect.get(object, key);
    return typeof value === 'string' ? value : null;
  };
  const isIntent = Reflect.get(object, 'object') === 'payment_intent';
  return {
    id: event.id,
    type: event.type,
    paymentIntentId: isIntent ? named('id') : named('payment_intent'),
    payload: event,
  };
}
