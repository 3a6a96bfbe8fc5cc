import { describe, expect, it } from 'vitest';
import { convertFromBase, currencyCodes, currencyDigits, isCurrencyCode } from './currency.ts';
import { divideMoney, formatMoney, money, moneyInRecords } from './money.ts';

describe('a price in another currency', () => {
  it.each([
    [450, '149.25', 'JPY', 672],
    [450, '0.3071', 'KWD', 1380],
    [1, '0.5', 'EUR', 1],
    [3, '0.5', 'EUR', 2],
    [1, '0.4999999999', 'EUR', 1],
    [100, '1', 'GBP', 100],
    [100, '5.435', 'BRL', 544],
    [1, '0.0001', 'JPY', 1],
    [9_007_199_254_740, '149.25', 'JPY', 13_443_244_887_699],
  ] as const)('%i cents at %s %s is %i', (amount, rate, currency, expected) => {
    expect(convertFromBase(amount, rate, currency)).toBe(expected);
  });

  it('is never nothing, and in Kuwait always a whole step of ten', () => {
    for (let amount = 1; amount < 300; amount += 7) {
      const fils = convertFromBase(amount, '0.30712345', 'KWD');
      expect(fils % 10).toBe(0);
      expect(fils).toBeGreaterThan(0);
    }
  });

  it('is known by its code alone', () => {
    expect(currencyCodes.map(currencyDigits)).toEqual([2, 2, 2, 0, 2, 2, 3]);
    for (const none of ['', 'usd', 'XXX', 'toString', '__proto__']) expect(isCurrencyCode(none)).toBe(false);
  });
});

describe('an amount', () => {
  it('is divided exactly, a half up', () => {
    expect(divideMoney(money(1001, 'USD'), 1, 2)).toEqual(money(501, 'USD'));
    expect(divideMoney(money(1000, 'USD'), 1, 3)).toEqual(money(333, 'USD'));
    expect(divideMoney(money(499, 'EUR'), 1024, 3072)).toEqual(money(166, 'EUR'));
    expect(divideMoney(money(9_007_199_254_740_991, 'JPY'), 1, 1)).toEqual(
      money(9_007_199_254_740_991, 'JPY'),
    );
  });

  it.each([
    [money(1990, 'USD'), 'en', '$19.90'],
    [money(1990, 'JPY'), 'en', '¥1,990'],
    [money(1380, 'KWD'), 'en', 'KWD\u00a01.380'],
    [money(749, 'EUR'), 'es', '7,49\u00a0€'],
  ] as const)('%j in %s is %s', (amount, locale, text) => {
    expect(formatMoney(amount, locale)).toBe(text);
  });

  it('is written down for staff as people read it, and not in minor units', () => {
    expect(moneyInRecords(money(850, 'USD'))).toBe('$8.50');
    expect(moneyInRecords(money(850, 'JPY'))).toBe('¥850');
  });
});
