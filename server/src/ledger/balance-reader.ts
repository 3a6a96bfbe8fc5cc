import type { Money } from '../platform/money/money.ts';

/**
 * One movement of our balance at the payment service, which keeps it in a currency of its own choice. Amounts are ISO
 * minor units; what comes to us is positive, and the balance changes by `amount - fee`.
 */
export interface BalanceTransaction {
  id: string;
  type: string;
  /** What it is for bookkeepers: `charge`, `refund`, `dispute`, `fee`, `payout`, … */
  category: string;
  /** The charge, refund, dispute or payout that it is about. */
  sourceId: string | null;
  amount: number;
  fee: number;
  currency: string;
  /** The same movement in the currency the customer paid in: `amount` itself where nothing was changed. */
  presented: Money;
  /** What one unit of the presented currency was worth; null where nothing was changed. */
  exchangeRate: number | null;
  createdAt: Date;
}

export interface BalancePage {
  /** Newest first. */
  transactions: BalanceTransaction[];
  isLast: boolean;
}

/** The port to what the payment service says of our balance. */
export interface BalanceReader {
  /**
   * One page of what was made at `since` or later, newest first.
   * @param after the last transaction of the page before
   * @throws GatewayUnavailable
   */
  page(since: Date, after: string | null): Promise<BalancePage>;
}
