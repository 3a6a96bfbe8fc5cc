import { describe, expect, it } from 'vitest';
import { formatMoney, minorDigits, multiply } from './money.ts';

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('formatMoney', () => {
  it('follows the decimals of the currency', () => {
    expect(formatMoney({ amount: 1990, currency: 'USD' }, 'en-US')).toBe('$19.90');
    expect(formatMoney({ amount: 1990, currency: 'JPY' }, 'en-US')).toBe('¥1,990');
    expect(plain(formatMoney({ amount: 1990, currency: 'KWD' }, 'en-US'))).toBe('KWD 1.990');
  });
  it('follows the language', () => {
    expect(plain(formatMoney({ amount: 123456, currency: 'EUR' }, 'es-ES'))).toBe('1234,56 €');
  });
  it('keeps the decimals of whole amounts', () => {
    expect(formatMoney({ amount: 2000, currency: 'USD' }, 'en-US')).toBe('$20.00');
  });
});

describe('minorDigits', () => {
  it('knows currencies without and with three decimals', () => {
    expect([minorDigits('USD'), minorDigits('JPY'), minorDigits('KWD')]).toEqual([2, 0, 3]);
  });
});

describe('multiply', () => {
  it('stays in whole minor units', () => {
    expect(multiply({ amount: 333, currency: 'EUR' }, 3)).toEqual({ amount: 999, currency: 'EUR' });
  });
});
