import { describe, expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { createTranslate } from './translate.ts';

const english = createTranslate(en, 'en');
const spanish = createTranslate(es, 'es');

describe('a translator', () => {
  it('fills in values', () => {
    expect(english('place.from', { price: '$4.50' })).toBe('from $4.50');
    expect(spanish('place.from', { price: '$4.50' })).toBe('desde $4.50');
  });
  it('chooses the plural form of the language', () => {
    expect([1, 2].map((count) => english('plan.days', { count }))).toEqual(['1 day', '2 days']);
    expect([1, 0].map((count) => spanish('plan.days', { count }))).toEqual(['1 día', '0 días']);
  });
  it('falls back to the general form where the language has one more', () => {
    expect(spanish('plan.days', { count: 1_000_000 })).toBe('1.000.000 días');
  });
  it('takes a text without forms as it is, with a count or not', () => {
    expect(english('order.title.review', { count: 3 })).toBe('We are looking after your order');
  });
  it('does not read what is filled in', () => {
    expect(english('place.from', { price: '{{count}} $&' })).toBe('from {{count}} $&');
  });
});
