import { LOCALES, type Locale } from '../preferences/choices.ts';

/*
 * Each language has addresses of its own: English, the first, at the root ("/esim/jp"), every other below its code
 * ("/es/esim/jp"). Inside of the app paths are without that part; the router adds it (`baseOf`).
 */

const PREFIXED = LOCALES.slice(1);

/** The language an address is in. */
export function localeOf(pathname: string): Locale {
  const first = pathname.split('/')[1]?.toLowerCase();
  return PREFIXED.find((locale) => locale === first) ?? LOCALES[0];
}

/** What stands before every path of a language: "" or "/es". */
export function baseOf(locale: Locale): string {
  return locale === LOCALES[0] ? '' : `/${locale}`;
}

/** The path without its language: "/es/esim/jp" is "/esim/jp", "/es" is "/". */
export function withoutLocale(pathname: string): string {
  const base = baseOf(localeOf(pathname));
  return pathname.slice(base.length) || '/';
}

/** The same page in a language. */
export function inLocale(locale: Locale, pathname: string): string {
  const path = withoutLocale(pathname);
  return path === '/' ? baseOf(locale) || '/' : `${baseOf(locale)}${path}`;
}
