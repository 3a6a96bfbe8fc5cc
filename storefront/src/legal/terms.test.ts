import { describe, expect, it } from 'vitest';
import { currentConsent } from '../../../server/src/orders/checkout-consent.ts';
import { LOCALES } from '../preferences/choices.ts';
import { termsText } from './terms.text.ts';

/** How each language begins to say when the right of withdrawal ends. */
const ends = { en: /ends when .+?(?=\.)/g, es: /termina cuando .+?(?=\.)/g };

describe('the terms', () => {
  it.each(LOCALES)('end the right of withdrawal at the moment that buyers agree to (%s)', (locale) => {
    const agreed = currentConsent(locale).text.match(ends[locale]);
    expect(agreed).toHaveLength(1);
    expect(JSON.stringify(termsText[locale].body).match(ends[locale])).toEqual(agreed);
  });
});
