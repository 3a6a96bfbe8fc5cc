import { describe, expect, it } from 'vitest';
import { decimalOf, formatMoney } from './money.ts';

describe('money', () => {
  it.each([
    [{ amount: 1990, currency: 'USD' }, '19.90'],
    [{ amount: 5, currency: 'USD' }, '0.05'],
    [{ amount: -5, currency: 'EUR' }, '-0.05'],
    [{ amount: 1990, currency: 'JPY' }, '1990'],
    [{ amount: 1990, currency: 'KWD' }, '1.990'],
  ])('%o is %s', (money, expected) => {
    expect(decimalOf(money)).toBe(expected);
  });

  it('is written as the language writes it, with the currency’s code', () => {
    expect(formatMoney({ amount: 123450, currency: 'USD' }, 'en')).toBe('USD\u00a01,234.50');
    expect(formatMoney({ amount: 12345600, currency: 'EUR' }, 'es')).toBe('123.456,00\u00a0EUR');
  });
});
