import { localeOf } from '../i18n/locale-path.ts';
import type { Locale } from '../preferences/choices.ts';

/** The language the server shall answer in: that of the address. */
export function currentLocale(): Locale {
  return localeOf(location.pathname);
}
