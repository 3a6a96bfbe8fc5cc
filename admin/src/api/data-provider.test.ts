import { ApolloClient, ApolloLink, InMemoryCache } from '@apollo/client';
import { GraphQLError } from 'graphql';
import { of, throwError } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { orderReader, readOrders } from '../orders/order.reader.ts';
import { stockLevelReader } from '../stock/stock-level.reader.ts';
import { createDataProvider } from './data-provider.ts';

type Answer = (operation: ApolloLink.Operation) => ReturnType<ApolloLink.RequestHandler>;

/** A desk whose server answers like this, and what it was asked. */
function deskWith(answer: Answer) {
  const asked: Record<string, unknown>[] = [];
  const link = new ApolloLink((operation) => {
    asked.push({ name: operation.operationName, ...operation.variables });
    return answer(operation);
  });
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const provider = createDataProvider(client, { orders: orderReader, 'stock-levels': stockLevelReader });
  return { client, provider, asked };
}

const row = (number: string) => ({ __typename: 'Order', id: `id of ${number}`, number, holds: [] });
const page = (numbers: string[], pageInfo = {}) =>
  of({ data: { orders: { nodes: numbers.map(row), totalCount: 41, pageInfo } } });

describe('the data provider', () => {
  it('asks for a page by offset, and names an order by its number', async () => {
    const { provider, asked } = deskWith(() => page(['TRB-AAAAAA']));
    const list = await provider.getList('orders', {
      pagination: { page: 3, perPage: 20 },
      sort: { field: 'total', order: 'DESC' },
      filter: { tab: 'disputed', search: 'ana' },
    });
    expect(asked).toEqual([
      {
        name: 'OrderList',
        first: 20,
        offset: 40,
        sort: 'TOTAL_DESC',
        filter: { paymentStatus: 'DISPUTED', search: 'ana' },
      },
    ]);
    expect(list).toEqual({ data: [{ ...row('TRB-AAAAAA'), id: 'TRB-AAAAAA' }], total: 41 });
  });

  it('asks for stock levels, all or the low ones', async () => {
    const { provider, asked } = deskWith(() => of({ data: { stockLevels: { nodes: [], totalCount: 0 } } }));
    await provider.getList('stock-levels', { filter: {} });
    await provider.getList('stock-levels', { filter: { lowOnly: true } });
    expect(asked.map(({ lowOnly }) => lowOnly)).toEqual([false, true]);
  });

  it('says NOT_FOUND of an order that there is not', async () => {
    const { provider } = deskWith(() => of({ data: { order: null } }));
    await expect(provider.getOne('orders', { id: 'TRB-XXXXXX' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('keeps the server’s code and words of a refusal', async () => {
    const refusal = new GraphQLError('You may not read this.', { extensions: { code: 'FORBIDDEN' } });
    const { provider } = deskWith(() => of({ errors: [refusal] }));
    await expect(provider.getList('orders', {})).rejects.toMatchObject({
      name: 'RequestProblem',
      code: 'FORBIDDEN',
      message: 'You may not read this.',
    });
  });

  it('says NETWORK when no answer came', async () => {
    const { provider } = deskWith(() => throwError(() => new TypeError('Failed to fetch')));
    await expect(provider.getOne('orders', { id: 'TRB-AAAAAA' })).rejects.toMatchObject({ code: 'NETWORK' });
  });

  it('writes nothing', async () => {
    const { provider, asked } = deskWith(() => of({ data: {} }));
    await expect(provider.delete('orders', { id: 'TRB-AAAAAA' })).rejects.toThrow();
    await expect(
      provider.update('orders', { id: 'x', data: {}, previousData: { id: 'x' } }),
    ).rejects.toThrow();
    expect(asked).toEqual([]);
  });
});

describe('an export', () => {
  const request = { filter: {}, sort: { field: 'createdAt', order: 'DESC' } } as const;
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => `TRB-${index}`);

  it('walks all pages by cursor', async () => {
    const { client, asked } = deskWith(({ variables }) =>
      variables.after === null
        ? page(numbers(100), { hasNextPage: true, endCursor: 'c1' })
        : page(numbers(7), { hasNextPage: false, endCursor: 'c2' }),
    );
    const { orders, hasMore } = await readOrders(client, request, 2_000);
    expect(asked.map(({ first, after }) => ({ first, after }))).toEqual([
      { first: 100, after: null },
      { first: 100, after: 'c1' },
    ]);
    expect(orders).toHaveLength(107);
    expect(hasMore).toBe(false);
  });

  it('stops at its limit and says that there is more', async () => {
    const { client, asked } = deskWith(({ variables }) =>
      page(numbers(Number(variables.first)), { hasNextPage: true, endCursor: 'next' }),
    );
    const { orders, hasMore } = await readOrders(client, request, 150);
    expect(asked.map(({ first }) => first)).toEqual([100, 50]);
    expect(orders).toHaveLength(150);
    expect(hasMore).toBe(true);
  });
});
