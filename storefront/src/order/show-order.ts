import type { ApolloClient } from '@apollo/client';
import { MyOrderDocument, type OrderDetailFragment } from '../generated/graphql.ts';

/** Puts an order that a mutation answered with where the order's pages look for it. */
export function showOrder(client: ApolloClient, viewerId: string, order: OrderDetailFragment): void {
  client.writeQuery({
    query: MyOrderDocument,
    variables: { number: order.number },
    data: { __typename: 'Query', me: { __typename: 'User', id: viewerId, order } },
  });
}
