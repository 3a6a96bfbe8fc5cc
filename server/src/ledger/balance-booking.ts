import type { Account } from './accounts.ts';
import type { BalanceTransaction } from './balance-reader.ts';
import type { EntryLine } from './ledger-entry.ts';

/**
 * Against which account each kind of movement is booked, by Stripe's reporting category. What comes from a payment, a
 * refund or a dispute is in clearing, where our own rows have put it.
 * Source: https://docs.stripe.com/reports/reporting-categories
 */
const counterparts: Readonly<Record<string, Account>> = {
  charge: 'STRIPE_CLEARING',
  charge_failure: 'STRIPE_CLEARING',
  refund: 'STRIPE_CLEARING',
  refund_failure: 'STRIPE_CLEARING',
  dispute: 'STRIPE_CLEARING',
  dispute_reversal: 'STRIPE_CLEARING',
  payout: 'BANK',
  payout_reversal: 'BANK',
  topup: 'BANK',
  topup_reversal: 'BANK',
  fee: 'STRIPE_FEES',
  network_cost: 'STRIPE_FEES',
  tax: 'STRIPE_FEES',
  contribution: 'STRIPE_FEES',
  risk_reserved_funds: 'STRIPE_RESERVE',
};

/** The categories that our own rows know of, by their charge, refund or dispute. */
export const clearedCategories: readonly string[] = Object.keys(counterparts).filter(
  (category) => counterparts[category] === 'STRIPE_CLEARING',
);

const isOfDispute = (category: string): boolean => category === 'dispute' || category === 'dispute_reversal';

/**
 * What a balance transaction books: the balance by its net, the fee, and the movement itself out of clearing, in the
 * customer's currency through EXCHANGE where Stripe changed it. Empty for one that moves nothing.
 */
export function linesOf(transaction: BalanceTransaction): EntryLine[] {
  const { amount, fee, currency, category, presented } = transaction;
  const counterpart = counterparts[category] ?? 'UNEXPLAINED';
  const lines: EntryLine[] = [
    { account: 'STRIPE', amount: amount - fee, currency },
    { account: isOfDispute(category) ? 'DISPUTE_FEES' : 'STRIPE_FEES', amount: fee, currency },
    { account: counterpart, amount: -presented.amount, currency: presented.currency },
  ];
  if (presented.currency !== currency) {
    lines.push(
      { account: 'EXCHANGE', amount: presented.amount, currency: presented.currency },
      { account: 'EXCHANGE', amount: -amount, currency },
    );
  }
  return lines.filter((line) => line.amount !== 0);
}

/** For people: what kind it is, and at which rate of which day it was changed. */
export function noteOf({
  category,
  presented,
  currency,
  exchangeRate,
  createdAt,
}: BalanceTransaction): string {
  if (presented.currency === currency) return category;
  const day = createdAt.toISOString().slice(0, 10);
  return `${category}, ${presented.currency} to ${currency} at ${exchangeRate ?? 'a rate not told'} on ${day}`;
}
