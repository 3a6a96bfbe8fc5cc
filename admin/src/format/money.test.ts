import { describe, expect, it } from 'vitest';
import { decimalOf, formatMoney, parseMoney } from './money.ts';

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

describe('amounts as people type them', () => {
  it.each([
    ['19.90', 'USD', 1990],
    ['19,90', 'EUR', 1990],
    ['19.9', 'USD', 1990],
    ['19', 'USD', 1900],
    [' 0.07 ', 'USD', 7],
    ['1990', 'JPY', 1990],
    ['1.005', 'KWD', 1005],
    ['999999999999.99', 'USD', 99999999999999],
  ])('%s %s is %i', (text, currency, amount) => {
    expect(parseMoney(text, currency)).toBe(amount);
  });

  it.each([
    ['1,234', 'USD'],
    ['1.234,50', 'EUR'],
    ['19.905', 'USD'],
    ['19.0', 'JPY'],
    ['-5', 'USD'],
    ['1e3', 'USD'],
    ['$5', 'USD'],
    ['', 'USD'],
    ['.', 'USD'],
    ['.5', 'USD'],
  ])('%s %s is none', (text, currency) => {
    expect(parseMoney(text, currency)).toBeNull();
  });
});
