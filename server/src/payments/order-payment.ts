import type { OrderPaymentStatus } from '../orders/order.entity.ts';
import type { Dispute } from './dispute.entity.ts';
import { isDisputeOpen } from './dispute.states.ts';
import type { Payment } from './payment.entity.ts';

type PaymentFacts = Pick<Payment, 'id' | 'purpose' | 'status' | 'received' | 'refunded'>;
type DisputeFacts = Pick<Dispute, 'paymentId' | 'status' | 'amount'>;

/**
 * What an order's payments and disputes add up to: the only place that says so. What was lost in a dispute went
 * back to the card as a refund does. An EXTRA payment is not the order's and counts for nothing here.
 */
export function paymentStatusOf(
  payments: readonly PaymentFacts[],
  disputes: readonly DisputeFacts[],
): OrderPaymentStatus {
  const paying = payments.find(({ purpose, status }) => purpose === 'ORDER' && status === 'SUCCEEDED');
  if (!paying) return payments.some(({ status }) => status === 'PROCESSING') ? 'PROCESSING' : 'UNPAID';
  const its = disputes.filter(({ paymentId }) => paymentId === paying.id);
  if (its.some(({ status }) => isDisputeOpen(status))) return 'DISPUTED';
  const lost = its.filter(({ status }) => status === 'LOST').reduce((sum, { amount }) => sum + amount, 0);
  const back = paying.refunded + lost;
  if (back >= (paying.received ?? 0)) return 'REFUNDED';
  return back > 0 ? 'PARTIALLY_REFUNDED' : 'PAID';
}
