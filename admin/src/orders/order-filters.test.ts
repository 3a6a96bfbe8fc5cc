import { describe, expect, it } from 'vitest';
import { orderFilter, orderSort, orderTabNames, tabFilters } from './order-filters.ts';

describe('order filters', () => {
  it('are the tab’s and the search’s together', () => {
    expect(orderFilter({ tab: 'toPay', search: '  TRB-7 ' })).toEqual({
      status: 'OPEN',
      paymentStatus: 'UNPAID',
      search: 'TRB-7',
    });
  });

  it('take whole days, the last one included', () => {
    expect(orderFilter({ from: '2026-03-01', to: '2026-03-01' })).toEqual({
      from: new Date(2026, 2, 1).toISOString(),
      to: new Date(2026, 2, 1, 23, 59, 59, 999).toISOString(),
    });
  });

  it('leave out what an address bar may hold and the API does not know', () => {
    expect(orderFilter({ tab: 'constructor', search: 5, from: 'today', to: '', planId: { $ne: 1 } })).toEqual(
      {},
    );
  });

  it('count every tab under the same search', () => {
    const filters = tabFilters({ tab: 'failed', search: 'ana' });
    expect(Object.keys(filters)).toEqual(orderTabNames);
    expect(filters.all).toEqual({ search: 'ana' });
    expect(filters.disputed).toEqual({ paymentStatus: 'DISPUTED', search: 'ana' });
  });

  it.each([
    ['createdAt', 'DESC', 'NEWEST'],
    ['createdAt', 'ASC', 'OLDEST'],
    ['total', 'DESC', 'TOTAL_DESC'],
    ['total', 'ASC', 'TOTAL_ASC'],
    ['plan', 'DESC', 'NEWEST'],
  ] as const)('sort by %s %s is %s', (field, order, expected) => {
    expect(orderSort({ field, order })).toBe(expected);
  });
});
