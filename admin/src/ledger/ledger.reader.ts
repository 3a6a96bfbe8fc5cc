import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { LedgerBalancesDocument, type LedgerBalancesQuery } from '../generated/graphql.ts';

/** An account with its balance in each currency that it has one in. */
export type LedgerAccount = ReturnType<typeof byAccount>[number];

function byAccount(balances: LedgerBalancesQuery['ledgerBalances']) {
  const accounts = Map.groupBy(balances, ({ account }) => account);
  return [...accounts].flatMap(([account, held]) =>
    held[0]
      ? [{ id: account, account, kind: held[0].accountKind, balances: held.map(({ balance }) => balance) }]
      : [],
  );
}

export const ledgerReader: ResourceReader = {
  list: async (client) => {
    const { ledgerBalances } = dataOf(
      await client.query({ query: LedgerBalancesDocument, fetchPolicy: 'no-cache' }),
    );
    const data = byAccount(ledgerBalances);
    return { data, total: data.length };
  },
};
