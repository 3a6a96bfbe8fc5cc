import { describe, expect, it } from 'vitest';
import type { Role } from '../generated/graphql.ts';
import { isStaff, mayDo } from './rights.ts';

describe('rights', () => {
  it.each<[Role, boolean, boolean]>([
    ['ADMIN', true, true],
    ['SUPPORT', true, true],
    ['FINANCE', true, false],
    ['CATALOG', false, true],
    ['PARTNER', false, false],
    ['CUSTOMER', false, false],
  ])('%s: orders %s, stock %s', (role, orders, stock) => {
    expect(mayDo([role], 'orders', 'list')).toBe(orders);
    expect(mayDo([role], 'orders', 'show')).toBe(orders);
    expect(mayDo([role], 'stock-levels', 'list')).toBe(stock);
  });

  it('lets nobody write, and nobody into what is not there', () => {
    expect(mayDo(['ADMIN'], 'orders', 'edit')).toBe(false);
    expect(mayDo(['ADMIN'], 'orders', 'delete')).toBe(false);
    expect(mayDo(['ADMIN'], 'toString', 'list')).toBe(false);
  });

  it('knows staff from customers', () => {
    expect(isStaff(['CUSTOMER', 'FINANCE'])).toBe(true);
    expect(isStaff(['CUSTOMER'])).toBe(false);
    expect(isStaff([])).toBe(false);
  });
});
