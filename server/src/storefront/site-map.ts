import type { PageDrawing } from './built-storefront.ts';

const locales = ['en', 'es'];

/** What search engines should know (https://www.sitemaps.org): each page with its other languages. */
export async function drawSiteMap(
  { sitePaths, inLocale }: Pick<PageDrawing, 'sitePaths' | 'inLocale'>,
  ask: typeof fetch,
  origin: string,
): Promise<string> {
  const entries = (await sitePaths(ask)).flatMap((path) => {
    const alternates = locales.map(
      (locale) =>
        `<xhtml:link rel="alternate" hreflang="${locale}" href="${escapeXml(origin + inLocale(locale, path))}"/>`,
    );
    return locales.map(
      (locale) => `<url><loc>${escapeXml(origin + inLocale(locale, path))}</loc>${alternates.join('')}</url>`,
    );
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...entries,
    '</urlset>',
    '',
  ].join('\n');
}

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
