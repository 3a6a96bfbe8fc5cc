import type Stripe from 'stripe';
import { z } from 'zod';
import type { BalanceReader, BalanceTransaction } from '../../ledger/balance-reader.ts';
import { fromStripeAmount } from './stripe-amount.ts';
import { asking } from './stripe-client.ts';

/** Stripe's largest page. */
const pageSize = 100;

/** Reads Stripe's balance transactions: https://docs.stripe.com/api/balance_transactions/list */
export function createStripeBalanceReader(stripe: Stripe): BalanceReader {
  return {
    page: (since, after) =>
      asking(async () => {
        const page = await stripe.balanceTransactions.list({
          created: { gte: Math.floor(since.getTime() / 1000) },
          limit: pageSize,
          // The charge's own currency and amount stand on the charge.
          expand: ['data.source'],
          ...(after === null ? {} : { starting_after: after }),
        });
        return { transactions: page.data.map(toBalanceTransaction), isLast: !page.has_more };
      }),
  };
}

/** What charges, refunds and disputes have in common; a payout has it too, and is never changed. */
const sourceSchema = z.object({
  id: z.string(),
  amount: z.number(),
  amount_captured: z.number().optional(),
  currency: z.string(),
});

export function toBalanceTransaction(transaction: Stripe.BalanceTransaction): BalanceTransaction {
  const currency = transaction.currency.toUpperCase();
  const amount = fromStripeAmount(transaction.amount, currency);
  const source = sourceSchema.safeParse(transaction.source).data;
  const presentedCurrency = source?.currency.toUpperCase() ?? currency;
  const presented = fromStripeAmount(source?.amount_captured ?? source?.amount ?? 0, presentedCurrency);
  return {
    id: transaction.id,
    type: transaction.type,
    category: transaction.reporting_category,
    sourceId: source?.id ?? (typeof transaction.source === 'string' ? transaction.source : null),
    amount,
    fee: fromStripeAmount(transaction.fee, currency),
    currency,
    presented:
      presentedCurrency === currency
        ? { amount, currency }
        : { amount: Math.sign(amount) * Math.abs(presented), currency: presentedCurrency },
    exchangeRate: transaction.exchange_rate,
    createdAt: new Date(transaction.created * 1000),
  };
}
