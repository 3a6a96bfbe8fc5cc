import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { ReviewListDocument, type ReviewRowFragment } from '../generated/graphql.ts';

export type ReviewRow = ReviewRowFragment;

export const reviewReader: ResourceReader = {
  list: async (client, { first, offset }) => {
    const { reviewQueue } = dataOf(
      await client.query({
        query: ReviewListDocument,
        // The request's own language is the desk's.
        variables: { first, offset, locale: null },
        fetchPolicy: 'no-cache',
      }),
    );
    return { data: reviewQueue.nodes, total: reviewQueue.totalCount };
  },
};
