import type { ApolloClient } from '@apollo/client';
import { dataOf, type ListRequest, type ResourceReader } from '../api/data-provider.ts';
import { readPages } from '../api/read-pages.ts';
import {
  OrderDetailDocument,
  OrderExportDocument,
  OrderListDocument,
  type OrderRowFragment,
  type OrderWholeFragment,
} from '../generated/graphql.ts';
import { orderFilter, orderSort } from './order-filters.ts';

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
    // The request's own language is the desk's.
    const variables = { number, locale: null };
    const { order } = dataOf(
      await client.query({ query: OrderDetailDocument, variables, fetchPolicy: 'no-cache' }),
    );
    return order && byNumber(order);
  },
};

/** The orders of a list, all of its pages, up to a limit. */
export async function readOrders(
  client: ApolloClient,
  { filter, sort }: Pick<ListRequest, 'filter' | 'sort'>,
  limit: number,
): Promise<{ orders: OrderRow[]; hasMore: boolean }> {
  const { rows, hasMore } = await readPages(async (first, after) => {
    const variables = { first, after, filter: orderFilter(filter), sort: orderSort(sort) };
    return dataOf(await client.query({ query: OrderExportDocument, variables, fetchPolicy: 'no-cache' }))
      .orders;
  }, limit);
  return { orders: rows, hasMore };
}
