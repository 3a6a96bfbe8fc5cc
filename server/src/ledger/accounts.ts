/** Which side an account grows on: assets and expenses by debits (positive), liabilities and income by credits. */
export const AccountKind = {
  ASSET: 'ASSET',
  LIABILITY: 'LIABILITY',
  INCOME: 'INCOME',
  EXPENSE: 'EXPENSE',
} as const;
export type AccountKind = keyof typeof AccountKind;

/**
 * The chart of accounts, whole. Every account is kept in every currency; a balance is debits less credits, so what
 * customers paid us stands as a negative number in SALES.
 */
export const accounts = {
  STRIPE: { kind: 'ASSET', means: 'Our balance at Stripe, by its balance transactions and nothing else' },
  STRIPE_CLEARING: {
    kind: 'ASSET',
    means: 'Moved by Stripe, and not yet in its balance transactions: zero once those are there',
  },
  BANK: { kind: 'ASSET', means: 'Paid out by Stripe to our bank, less what was topped up from there' },
  STRIPE_RESERVE: { kind: 'ASSET', means: 'Ours, and held back by Stripe as a reserve' },
  DISPUTED: { kind: 'ASSET', means: 'Taken back by cardholders’ banks while a dispute is open' },
  EXCHANGE: {
    kind: 'ASSET',
    means: 'What Stripe changed from one currency into another, at its rate of the day',
  },
  STOCK: { kind: 'ASSET', means: 'Stock of our own, less what it cost when it was delivered' },
  SUPPLIER_PAYABLE: {
    kind: 'LIABILITY',
    means: 'Owed to a supplier; one account for each, SUPPLIER_PAYABLE:<NAME>',
  },
  SUSPENSE: {
    kind: 'LIABILITY',
    means: 'Arrived and nobody’s order’s: a wrong amount, a second payment; to be released or sent back',
  },
  SALES: { kind: 'INCOME', means: 'Paid by customers for orders' },
  REFUNDS: { kind: 'EXPENSE', means: 'Given back to customers' },
  STRIPE_FEES: { kind: 'EXPENSE', means: 'Kept by Stripe for payments and other services' },
  DISPUTE_LOSSES: { kind: 'EXPENSE', means: 'Disputes that were lost' },
  DISPUTE_FEES: { kind: 'EXPENSE', means: 'Kept by Stripe for disputes, whoever wins' },
  SUPPLIER_COSTS: {
    kind: 'EXPENSE',
    means: 'Delivered eSIMs at what they cost us, less what suppliers gave back',
  },
  UNEXPLAINED: {
    kind: 'ASSET',
    means: 'Moved by Stripe for a reason that these books do not know; for a person to look at',
  },
} as const satisfies Record<string, { kind: AccountKind; means: string }>;

export type AccountName = keyof typeof accounts;

/** An account as lines name it. */
export type Account = Exclude<AccountName, 'SUPPLIER_PAYABLE'> | `SUPPLIER_PAYABLE:${string}`;

/** What we owe one supplier, by the name that plan_suppliers uses. */
export const payableTo = (supplier: string): Account => `SUPPLIER_PAYABLE:${supplier}`;

interface ChartEntry {
  kind: AccountKind;
  means: string;
}

const isAccountName = (name: string): name is AccountName => Object.hasOwn(accounts, name);

/** What the chart says of an account that a line names. One that the chart does not have counts as UNEXPLAINED. */
export function chartEntryOf(account: string): ChartEntry {
  const [name = ''] = account.split(':');
  return accounts[isAccountName(name) ? name : 'UNEXPLAINED'];
}
