import type { Money } from '../platform/money/money.ts';
import type { Account } from './accounts.ts';

/** What an entry tells of. */
export const EntryKind = {
  PAYMENT: 'PAYMENT',
  PAYMENT_RELEASED: 'PAYMENT_RELEASED',
  REFUND: 'REFUND',
  REFUND_RETURNED: 'REFUND_RETURNED',
  DISPUTE: 'DISPUTE',
  DISPUTE_WON: 'DISPUTE_WON',
  DISPUTE_LOST: 'DISPUTE_LOST',
  SUPPLIER_COST: 'SUPPLIER_COST',
  SUPPLIER_REFUND: 'SUPPLIER_REFUND',
  BALANCE_TRANSACTION: 'BALANCE_TRANSACTION',
} as const;
export type EntryKind = keyof typeof EntryKind;

/** One side of an entry: minor units of an ISO currency, debits positive, credits negative, never zero. */
export interface EntryLine {
  account: Account;
  amount: number;
  currency: string;
}

/** An entry to be booked. Its lines balance in each currency. */
export interface NewEntry {
  kind: EntryKind;
  /** What makes it happen once: from our own or Stripe's ids. */
  key: string;
  orderId?: string | null;
  paymentId?: string | null;
  esimId?: string | null;
  /** The charge, refund or dispute at Stripe whose balance transaction has to account for it. */
  stripeId?: string | null;
  lines: EntryLine[];
  note?: string | null;
}

/** An entry that is no entry: fewer than two lines, an amount that is no whole number or zero, sides that differ. */
export class UnbalancedEntry extends Error {
  override readonly name = 'UnbalancedEntry';
}

/** The same thing was booked before with other figures. Nothing is booked; somebody has to find out which is true. */
export class EntryConflict extends Error {
  override readonly name = 'EntryConflict';
}

/** @throws UnbalancedEntry */
export function checkEntry({ key, lines }: NewEntry): void {
  const fail = (why: string) => new UnbalancedEntry(`Ledger entry ${key} ${why}`);
  if (lines.length < 2) throw fail('has fewer than two lines');
  const sums = new Map<string, number>();
  for (const { amount, currency } of lines) {
    if (!Number.isSafeInteger(amount) || amount === 0) throw fail(`has a line of ${amount} ${currency}`);
    sums.set(currency, (sums.get(currency) ?? 0) + amount);
  }
  for (const [currency, sum] of sums) if (sum !== 0) throw fail(`is off by ${sum} ${currency}`);
}

/** The two sides of one amount. */
export const sides = (
  { debit, credit }: { debit: Account; credit: Account },
  { amount, currency }: Money,
): EntryLine[] => [
  { account: debit, amount, currency },
  { account: credit, amount: -amount, currency },
];
