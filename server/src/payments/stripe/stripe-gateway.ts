import Stripe from 'stripe';
import type { Config } from '../../config.ts';
import {
  type GatewayEvent,
  InvalidSignature,
  type MoneyBack,
  type PaymentGateway,
  type PaymentIntent,
} from '../payment-gateway.ts';
import { toStripeAmount } from './stripe-amount.ts';
import { asking, createStripeClient } from './stripe-client.ts';
import { chargeOf, toDispute, toEvent, toIntent, toRefund } from './stripe-objects.ts';

/** Stripe accepts a signature for this long, which bounds how long a captured webhook can be replayed. */
const signatureToleranceSeconds = 300;

/** Stripe's largest page. */
const pageSize = 100;

/** The payment gateway that is Stripe, or the sandbox. */
export function createStripeGateway(settings: Config['stripe']): PaymentGateway {
  const stripe = createStripeClient(settings);

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
    retrieveIntent: (id, isWhole = false) => asking(() => retrieve(stripe, id, isWhole)),
    cancelIntent: (id) =>
      asking(async () => {
        try {
          return toIntent(await stripe.paymentIntents.cancel(id));
        } catch (error) {
          if (!isUnexpectedState(error)) throw error;
          return retrieve(stripe, id, false);
        }
      }),
    refund: ({ paymentIntentId, amount, refundId, idempotencyKey }) =>
      asking(async () =>
        toRefund(
          await stripe.refunds.create(
            {
              payment_intent: paymentIntentId,
              amount: toStripeAmount(amount.amount, amount.currency),
              metadata: { refund_id: refundId },
            },
            { idempotencyKey },
          ),
        ),
      ),
    listEvents: (since, types) => eventsSince(stripe, since, types),
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

/** An intent as it is now, and what was taken back of it where its charge shows any or `isWhole` asks. */
async function retrieve(stripe: Stripe, id: string, isWhole: boolean): Promise<PaymentIntent> {
  const intent = await stripe.paymentIntents.retrieve(id, { expand: ['latest_charge'] });
  const charge = chargeOf(intent);
  const isAnythingBack = charge !== null && (charge.amount_refunded > 0 || charge.disputed);
  return isWhole || isAnythingBack ? toIntent(intent, await moneyBack(stripe, id)) : toIntent(intent);
}

async function moneyBack(stripe: Stripe, paymentIntentId: string): Promise<MoneyBack> {
  const which = { payment_intent: paymentIntentId, limit: pageSize };
  const [refunds, disputes] = await Promise.all([
    stripe.refunds.list(which).autoPagingToArray({ limit: 10_000 }),
    stripe.disputes.list(which).autoPagingToArray({ limit: 10_000 }),
  ]);
  return { refunds: refunds.map(toRefund), disputes: disputes.map(toDispute) };
}

async function* eventsSince(
  stripe: Stripe,
  since: Date,
  types: readonly string[],
): AsyncGenerator<GatewayEvent[]> {
  const created = { gte: Math.floor(since.getTime() / 1000) };
  for (let last: string | undefined; ; ) {
    const page = await asking(() =>
      stripe.events.list({
        created,
        types: [...types],
        limit: pageSize,
        ...(last ? { starting_after: last } : {}),
      }),
    );
    if (page.data.length > 0) yield page.data.map(toEvent);
    last = page.data.at(-1)?.id;
    if (!page.has_more || last === undefined) return;
  }
}

const isUnexpectedState = (error: unknown): boolean =>
  error instanceof Stripe.errors.StripeInvalidRequestError &&
  error.code === 'payment_intent_unexpected_state';
