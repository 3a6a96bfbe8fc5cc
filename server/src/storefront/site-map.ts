import { z } from 'zod';
import type { PageDrawing } from './built-storefront.ts';

const query = `{
  countries { iso2 planCount }
  regions { code isSold }
}`;
const answerSchema = z.object({
  data: z.object({
    countries: z.array(z.object({ iso2: z.string(), planCount: z.number() })),
    regions: z.array(z.object({ code: z.string(), isSold: z.boolean() })),
  }),
});
const locales = ['en', 'es'];

/**
 * The addresses that search engines should know (https://www.sitemaps.org): the pages that every shop has, and the
 * places that are sold now, each with its other languages.
 */
export function createSiteMap(
  ask: typeof fetch,
  origin: string,
): (drawing: Pick<PageDrawing, 'inLocale' | 'openPaths'>) => Promise<string> {
  return async ({ inLocale, openPaths }) => {
    const response = await ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'apollo-require-preflight': 'true' },
      body: JSON.stringify({ query }),
    });
    const { countries, regions } = answerSchema.parse(await response.json()).data;
    const paths = [
      ...openPaths,
      ...regions.filter(({ isSold }) => isSold).map(({ code }) => `/region/${code.toLowerCase()}`),
      ...countries.filter(({ planCount }) => planCount > 0).map(({ iso2 }) => `/esim/${iso2.toLowerCase()}`),
    ];
    const entries = paths.flatMap((path) => {
      const alternates = locales.map(
        (locale) =>
          `<xhtml:link rel="alternate" hreflang="${locale}" href="${escapeXml(origin + inLocale(locale, path))}"/>`,
      );
      return locales.map(
        (locale) =>
          `<url><loc>${escapeXml(origin + inLocale(locale, path))}</loc>${alternates.join('')}</url>`,
      );
    });
    return [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
      ...entries,
      '</urlset>',
      '',
    ].join('\n');
  };
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
