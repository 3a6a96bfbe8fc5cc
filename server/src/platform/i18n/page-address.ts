import { type Locale, locales } from '../request-context.ts';

/**
 * The address of a page of the shop in the reader's language: English stands at the root, every other language below
 * its code, as in storefront/src/i18n/locale-path.ts.
 * @param path from "/", without a language
 */
export function pageAddress(publicUrl: string, locale: Locale, path: string): string {
  const base = locale === locales[0] ? '' : `/${locale}`;
  return `${publicUrl}${base}${path === '/' ? '' : path}`;
}
