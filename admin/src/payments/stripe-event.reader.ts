import { dataOf, type ResourceReader } from '../api/data-provider.ts';
import { StripeEventListDocument } from '../generated/graphql.ts';

export const stripeEventReader: ResourceReader = {
  list: async (client, { first, offset, filter }) => {
    const variables = { first, offset, overdueOnly: filter.overdueOnly === true };
    const { stripeEvents } = dataOf(
      await client.query({ query: StripeEventListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: stripeEvents.nodes, total: stripeEvents.totalCount };
  },
};
