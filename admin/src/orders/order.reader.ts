import type { ApolloClient } from '@apollo/client';
import { dataOf, type ListRequest, type ResourceReader } from '../api/data-provider.ts';
import {
  OrderDetailDocument,
  OrderExportDocument,
  OrderListDocument,
  type OrderRowFragment,
  type OrderWholeFragment,
} from '../generated/graphql.ts';
import { orderFilter, orderSort } from './order-filters.ts';

/** A page of the API at most. */
const exportPageSize = 100;

/** An order on the desk goes by its number: that is what people say, and what stands in the address bar. */
export const byNumber = <O extends { number: string }>(order: O) => ({ ...order, id: order.number });
export type OrderRow = OrderRowFragment;
export type OrderWhole = OrderWholeFragment;

export const orderReader: ResourceReader = {
  list: async (client, { first, offset, sort, filter }) => {
    const variables = { first, offset, filter: orderFilter(filter), sort: orderSort(sort) };
    const { orders } = dataOf(
      await client.query({ query: OrderListDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return { data: orders.nodes.map(byNumber), total: orders.totalCount };
  },
  one: async (client, number) => {
    const variables = { number };
    const { order } = dataOf(
      await client.query({ query: OrderDetailDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return order && byNumber(order);
  },
};

/**
 * The orders of a list, all of its pages, up to a limit. Walked by cursor: an order made meanwhile neither
 * repeats nor hides another.
 */
export async function readOrders(
  client: ApolloClient,
  { filter, sort }: Pick<ListRequest, 'filter' | 'sort'>,
  limit: number,
): Promise<{ orders: OrderRow[]; hasMore: boolean }> {
  const orders: OrderRow[] = [];
  let after: string | null = null;
  for (;;) {
    const first = Math.min(exportPageSize, limit - orders.length);
    const page: Awaited<ReturnType<typeof exportPage>> = await exportPage(
      client,
      { filter, sort },
      first,
      after,
    );
    orders.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || orders.length >= limit)
      return { orders, hasMore: page.pageInfo.hasNextPage };
  }
}

async function exportPage(
  client: ApolloClient,
  { filter, sort }: Pick<ListRequest, 'filter' | 'sort'>,
  first: number,
  after: string | null,
) {
  const variables = { first, after, filter: orderFilter(filter), sort: orderSort(sort) };
  return dataOf(await client.query({ query: OrderExportDocument, variables, fetchPolicy: 'no-cache' }))
    .orders;
}
