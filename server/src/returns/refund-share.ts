import type { Order } from '../orders/order.entity.ts';
import type { Payment } from '../payments/payment.entity.ts';
import { toChargeable } from '../platform/money/currency.ts';

/**
 * What of a payment goes back for so many eSIMs, given how many had theirs before: all shares together are the whole
 * payment. What was given back for another cause is not given again, and the rest still pays for the eSIMs kept.
 * Minor units of the received currency.
 */
export function refundShare(
  { received, receivedCurrency, currency }: Pick<Payment, 'received' | 'receivedCurrency' | 'currency'>,
  { quantity }: Pick<Order, 'quantity'>,
  { before, now, left }: { before: number; now: number; left: number },
): number {
  const arrived = received ?? 0;
  const whole = (amount: number) => toChargeable(amount, receivedCurrency ?? currency);
  const all = before + now;
  const share = whole((arrived * all) / quantity) - whole((arrived * before) / quantity);
  const ofTheKept = Math.ceil((arrived * (quantity - all)) / quantity);
  return whole(Math.max(0, Math.min(share, left - ofTheKept)));
}
