import { describe, expect, it } from 'vitest';
import { LOCALES } from '../preferences/choices.ts';
import { articles } from './articles.ts';
import { searchArticles } from './search.ts';
import { TOPICS } from './topics.ts';

const found = (typed: string, locale: 'en' | 'es' = 'en') =>
  searchArticles(articles, typed, locale).map(({ slug }) => slug);

describe('the search of the help centre', () => {
  it('gives everything while nothing is typed', () => {
    expect(found('  ')).toHaveLength(articles.length);
  });

  it.each([
    ['no internet', 'no-network'],
    ['already used', 'code-already-used'],
    ['scan qr', 'qr-code'],
    ['WHATS', 'whatsapp'],
    ['invoice', 'receipt'],
    ['3d secure', 'payment-declined'],
    ['carrier lock', 'device'],
  ])('finds “%s” first in %s', (typed, slug) => {
    expect(found(typed)[0]).toBe(slug);
  });

  it.each([
    ['sin senal', 'no-network'],
    ['devolucion', 'refund'],
    ['cámara', 'no-second-screen'],
    ['teléfono robado', 'lost-phone'],
  ])('finds “%s” in Spanish, without accents too', (typed, slug) => {
    expect(found(typed, 'es')).toContain(slug);
  });

  it('gives nothing for what it does not know', () => {
    expect(found('zebra crossing')).toEqual([]);
  });
});

describe('the articles', () => {
  it('are those that have an address', () => {
    expect(articles.map(({ slug }) => slug).toSorted()).toEqual(TOPICS.toSorted());
  });

  it('lead on to pages there are, and fill in nothing but the policy', () => {
    const known = [
      '/',
      '/account',
      '/contact',
      '/terms',
      '/status',
      ...TOPICS.map((topic) => `/help/${topic}`),
    ];
    for (const { text, slug } of articles) {
      for (const locale of LOCALES) {
        expect(known, slug).toContain(text[locale].next.to);
        expect(JSON.stringify(text[locale]).replaceAll('{{refundDays}}', ''), slug).not.toContain('{{');
      }
    }
  });
});
