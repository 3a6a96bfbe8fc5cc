import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { accounts } from './accounts.ts';
import { linesOf } from './balance-booking.ts';
import { findings } from './finding.ts';

const doc = await readFile(new URL('../../../docs/ledger.md', import.meta.url), 'utf8');

describe('docs/ledger.md', () => {
  it('has every account with its kind, and no other', () => {
    const rows = [...doc.matchAll(/^\| `([A-Z_]+)(?::<NAME>)?` \| (\w+) \|/gm)];
    expect(new Map(rows.map(([, name, kind]) => [name, kind?.toUpperCase()]))).toEqual(
      new Map(Object.entries(accounts).map(([name, { kind }]) => [name, kind])),
    );
  });

  it('has every finding, and no other', () => {
    const table = doc.slice(doc.indexOf('| finding |'), doc.indexOf('Each finding says'));
    const named = [...table.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, name]) => name);
    expect(new Set(named.filter((name) => !Object.hasOwn(accounts, name ?? '')))).toEqual(
      new Set(Object.keys(findings)),
    );
  });

  it('has an example that is booked like that', () => {
    const written = (amount: number, currency: string) =>
      `${amount < 0 ? '−' : '+'}${(Math.abs(amount) / 100).toFixed(2)} ${currency}`;
    const common = { type: 'charge', sourceId: 'x', currency: 'USD', createdAt: new Date() };
    const euros = (amount: number) => ({ amount, currency: 'EUR' });
    for (const transaction of [
      {
        ...common,
        id: 'txn_1',
        category: 'charge',
        amount: 1100,
        fee: 62,
        presented: euros(1000),
        exchangeRate: 1.1,
      },
      {
        ...common,
        id: 'txn_2',
        category: 'refund',
        amount: -480,
        fee: 0,
        presented: euros(-400),
        exchangeRate: 1.2,
      },
    ]) {
      const lines = linesOf(transaction).map(
        ({ account, amount, currency }) => `\`${account}\` ${written(amount, currency)}`,
      );
      expect(doc).toContain(lines.join(', '));
    }
  });
});
