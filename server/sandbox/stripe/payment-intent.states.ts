import { unexpectedState } from './errors.ts';
import type { PaymentIntent, PaymentIntentStatus } from './payment-objects.ts';

/** What may be done to an intent, by its status. Source: https://docs.stripe.com/payments/paymentintents/lifecycle */
const allowed = {
  confirm: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  cancel: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  changeAmount: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
  changePaymentMethod: ['requires_payment_method', 'requires_confirmation', 'requires_action'],
} as const satisfies Record<string, readonly PaymentIntentStatus[]>;

const verbs = {
  confirm: { verb: 'confirm', past: 'confirmed' },
  cancel: { verb: 'cancel', past: 'canceled' },
  changeAmount: { verb: 'update the amount of', past: 'updated' },
  changePaymentMethod: { verb: 'update', past: 'updated' },
} as const;

/** Throws Stripe's `payment_intent_unexpected_state`. */
export function assertMay(action: keyof typeof allowed, intent: PaymentIntent): void {
  const statuses: readonly PaymentIntentStatus[] = allowed[action];
  if (statuses.includes(intent.status)) return;
  if (action === 'confirm' && intent.status === 'succeeded') {
    throw unexpectedState(
      'You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.',
      intent,
    );
  }
  const { verb, past } = verbs[action];
  throw unexpectedState(
    `You cannot ${verb} this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be ${past}: ${statuses.join(', ')}.`,
    intent,
  );
}
