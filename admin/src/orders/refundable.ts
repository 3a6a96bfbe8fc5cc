import type { Money } from '../format/money.ts';

/** A payment of which something can still go back. */
export interface Refundable {
  paymentId: string;
  left: Money;
}

interface PaymentFacts {
  id: string;
  status: string;
  amount: Money;
  received: Money | null;
  refunded: Money;
  refunds: readonly { status: string; amount: Money }[];
}

/** What of an order's payments can still go back: what arrived, less what went back and what is about to. */
export function refundableOf(payments: readonly PaymentFacts[]): Refundable[] {
  return payments
    .filter(({ status }) => status === 'SUCCEEDED')
    .map(({ id, amount, received, refunded, refunds }) => {
      // Only these two: what is refunded is sent back as it stands here.
      const { amount: arrived, currency } = received ?? amount;
      const promised = refunds
        .filter(({ status }) => status === 'REQUESTED')
        .reduce((sum, refund) => sum + refund.amount.amount, 0);
      return { paymentId: id, left: { amount: arrived - refunded.amount - promised, currency } };
    })
    .filter(({ left }) => left.amount > 0);
}
