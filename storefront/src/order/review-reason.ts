import type { OrderDetailFragment } from '../generated/graphql.ts';

/** What a person looks after on an order, in the buyer's eyes. */
export type ReviewReason = 'dispute' | 'amount' | 'refund' | 'unconfirmed' | 'undelivered';

/** Where several things hold an order, the buyer is told of the one that is about their money. */
export function reviewReason({
  holds,
  paymentStatus,
}: Pick<OrderDetailFragment, 'holds' | 'paymentStatus'>): ReviewReason {
  if (paymentStatus === 'DISPUTED' || holds.includes('DISPUTED')) return 'dispute';
  if (holds.includes('AMOUNT_MISMATCH')) return 'amount';
  if (holds.includes('REFUND_FAILED')) return 'refund';
  return holds.includes('SUPPLIER_UNKNOWN') ? 'unconfirmed' : 'undelivered';
}
