import type { Amount } from '../format/money.ts';
import type { BrowserPayment } from './payment-handover.ts';

export type PaymentFormProps = {
  orderNumber: string;
  payment: BrowserPayment;
  total: Amount;
  onPaid: () => void;
  /** The payment can no longer be made: what became of the order is known to the server. */
  onOver: () => void;
};

/** What Stripe answers for a PaymentIntent that was cancelled or paid meanwhile (https://docs.stripe.com/error-codes). */
export const OVER = 'payment_intent_unexpected_state';
