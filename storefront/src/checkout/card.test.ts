import { describe, expect, it } from 'vitest';
import { checkCard, formatCardNumber, formatExpiry, passesLuhn, readExpiry } from './card.ts';

const now = new Date(2026, 5, 30);

describe('formatCardNumber', () => {
  it('groups as on the card', () => {
    expect(formatCardNumber('4242424242424242')).toBe('4242 4242 4242 4242');
    expect(formatCardNumber('42424')).toBe('4242 4');
    expect(formatCardNumber('378282246310005')).toBe('3782 822463 10005');
  });
  it('drops what is no digit and what is too much', () => {
    expect(formatCardNumber('4242-4242x')).toBe('4242 4242');
    expect(formatCardNumber('4'.repeat(30))).toHaveLength(23);
    expect(formatCardNumber('')).toBe('');
  });
});

describe('formatExpiry', () => {
  it.each([
    ['1', '1'],
    ['12', '12'],
    ['123', '12 / 3'],
    ['5', '05'],
    ['531', '05 / 31'],
    ['12 / ', '12'],
    ['04/2031', '04 / 31'],
    ['4/31', '04 / 31'],
  ])('%s → %s', (typed, shown) => {
    expect(formatExpiry(typed)).toBe(shown);
  });
});

describe('checkCard', () => {
  const good = { number: '4242 4242 4242 4242', expiry: '06 / 26', cvc: '123' };
  it('accepts a card to the end of its month', () => {
    expect(checkCard(good, now)).toEqual({});
    expect(checkCard({ ...good, expiry: '05 / 26' }, now)).toEqual({ expiry: 'past' });
  });
  it('names each field that is wrong', () => {
    expect(checkCard({ number: '4242 4242 4242 4241', expiry: '13 / 30', cvc: '12' }, now)).toEqual({
      number: 'number',
      expiry: 'expiry',
      cvc: 'cvc',
    });
  });
  it('asks four digits on American Express', () => {
    expect(checkCard({ ...good, number: '378282246310005' }, now)).toEqual({ cvc: 'cvc' });
  });
});

describe('passesLuhn', () => {
  it('tells a mistyped digit', () => {
    expect([passesLuhn('4242424242424242'), passesLuhn('4242424242424224'), passesLuhn('')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe('readExpiry', () => {
  it('reads month and year', () => {
    expect(readExpiry('04 / 31')).toEqual({ month: 4, year: 2031 });
    expect(readExpiry('4 / 3')).toBeNull();
  });
});
