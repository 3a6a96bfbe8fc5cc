/** Languages the storefront is complete in; the first is the one for everybody else. */
export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

export const LOCALE_COOKIE = 'tribi_locale';
export const CURRENCY_COOKIE = 'tribi_currency';
export const THEME_COOKIE = 'tribi_theme';
export const DEFAULT_CURRENCY = 'USD';

/** Currency by the country of the browser's language, for a first visit. The euro's countries are listed apart. */
const CURRENCY_OF_COUNTRY: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  JP: 'JPY',
  BR: 'BRL',
  MX: 'MXN',
  KW: 'KWD',
};
const EURO_COUNTRIES = 'AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');

export function isLocale(value: string | null | undefined): value is Locale {
  return LOCALES.some((locale) => locale === value);
}

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export function isTheme(value: string | null): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** What was chosen before, else as the system has it. */
export function chooseTheme(remembered: string | null): Theme {
  return isTheme(remembered) ? remembered : 'system';
}

/** Only in a browser: what "system" comes to is known nowhere else. */
export function isThemeDark(theme: Theme): boolean {
  return theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

/** What was chosen before, else the first language of the browser that we speak. */
export function chooseLocale(remembered: string | null, languages: readonly string[]): Locale {
  if (isLocale(remembered)) return remembered;
  return languages.map((tag) => tag.split('-')[0]?.toLowerCase()).find(isLocale) ?? LOCALES[0];
}

/** What was chosen before, else the currency of the browser's country where we sell in it. */
export function chooseCurrency(remembered: string | null, languages: readonly string[]): string {
  if (remembered && /^[A-Z]{3}$/.test(remembered)) return remembered;
  const country = languages[0]?.split('-').find((part) => /^[A-Z]{2}$/.test(part)) ?? '';
  if (EURO_COUNTRIES.includes(country)) return 'EUR';
  return CURRENCY_OF_COUNTRY[country] ?? DEFAULT_CURRENCY;
}

/**
 * The visitor's own regional form of the language ("es-MX"), for numbers and dates. Browsers may list tags that Intl
 * refuses ("en-US@posix"): those are passed over.
 */
export function formatTag(locale: Locale, languages: readonly string[]): string {
  const isForm = (tag: string) => tag.toLowerCase().startsWith(`${locale}-`) && isUnderstood(tag);
  return languages.find(isForm) ?? locale;
}

function isUnderstood(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
