import { GatewayRefused } from '../payments/payment-gateway.ts';
import type { Money } from '../platform/money/money.ts';
import type { BalanceReader, BalanceTransaction } from './balance-reader.ts';

let serial = 0;

/** A Stripe in memory that has nothing but balance transactions, two on a page. */
export class StripeBalance implements BalanceReader {
  readonly transactions: BalanceTransaction[] = [];
  readonly asked: { since: Date; after: string | null }[] = [];
  /** Thrown once, at the nth page from now on. */
  failure: { atPage: number; error: Error } | null = null;
  /** What a euro is worth in dollars, where the account keeps everything in dollars. */
  dollarsPerEuro: number | null = null;

  async page(since: Date, after: string | null) {
    this.asked.push({ since, after });
    if (this.failure) {
      this.failure.atPage -= 1;
      if (this.failure.atPage === 0) {
        const { error } = this.failure;
        this.failure = null;
        throw error;
      }
    }
    const newestFirst = this.transactions
      .filter(({ createdAt }) => createdAt >= since)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    const from = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    if (after !== null && from === 0) throw new GatewayRefused('resource_missing', 'no such transaction');
    return { transactions: newestFirst.slice(from, from + 2), isLast: from + 2 >= newestFirst.length };
  }

  /** Money moves: what the customer sees of it, and what Stripe keeps in the balance's currency. */
  move(category: string, sourceId: string, presented: Money, createdAt: Date, fee = 0): BalanceTransaction {
    const rate = presented.currency === 'EUR' ? this.dollarsPerEuro : null;
    serial += 1;
    const transaction: BalanceTransaction = {
      id: `txn_${String(serial).padStart(6, '0')}`,
      type: category,
      category,
      sourceId,
      amount: rate === null ? presented.amount : Math.round(presented.amount * rate),
      fee,
      currency: rate === null ? presented.currency : 'USD',
      presented,
      exchangeRate: rate,
      createdAt,
    };
    this.transactions.push(transaction);
    return transaction;
  }
}
