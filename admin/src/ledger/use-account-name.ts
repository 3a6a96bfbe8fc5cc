import { useCallback } from 'react';
import { useSay } from '../i18n/use-say.ts';

/** The chart of accounts, as far as this desk knows it. docs/ledger.md says what stands on each. */
const knownAccounts = [
  'STRIPE',
  'STRIPE_CLEARING',
  'BANK',
  'STRIPE_RESERVE',
  'DISPUTED',
  'EXCHANGE',
  'STOCK',
  'SUSPENSE',
  'SALES',
  'REFUNDS',
  'STRIPE_FEES',
  'DISPUTE_LOSSES',
  'DISPUTE_FEES',
  'SUPPLIER_COSTS',
  'UNEXPLAINED',
] as const;
const payablePrefix = 'SUPPLIER_PAYABLE:';

/** An account in words; one that the server has and this desk does not know, by its name. */
export function useAccountName(): (account: string) => string {
  const say = useSay();
  return useCallback(
    (account) => {
      if (account.startsWith(payablePrefix))
        return say('ledger.accounts.SUPPLIER_PAYABLE', { supplier: account.slice(payablePrefix.length) });
      const known = knownAccounts.find((name) => name === account);
      return known ? say(`ledger.accounts.${known}`) : account;
    },
    [say],
  );
}
