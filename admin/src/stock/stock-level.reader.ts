import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { StockLevelListDocument, type StockLevelRowFragment } from '../generated/graphql.ts';
import type { StockState } from '../states/state-looks.ts';

export type StockLevelRow = StockLevelRowFragment;

/** None left is out, whatever the threshold; at the threshold is low. A plan without one (0) is never low. */
export function stockState({
  available,
  threshold,
}: Pick<StockLevelRow, 'available' | 'threshold'>): StockState {
  if (available === 0) return 'OUT';
  return available <= threshold ? 'LOW' : 'ENOUGH';
}

export const stockLevelReader: ResourceReader = {
  list: async (client, { first, offset, filter }) => {
    const variables = { first, offset, lowOnly: filter.lowOnly === true };
    const { stockLevels } = dataOf(
      await client.query({ query: StockLevelListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: stockLevels.nodes, total: stockLevels.totalCount };
  },
};
