import type { Money } from '../format/money.ts';

/** What of an order's money can still go back, in minor units. */
export const refundableOf = (
  payments: readonly { status: string; amount: Money; refunded: Money }[],
): number =>
  payments
    .filter(({ status }) => status === 'SUCCEEDED')
    .reduce((left, { amount, refunded }) => left + amount.amount - refunded.amount, 0);
