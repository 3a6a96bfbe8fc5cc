import {
  CURRENCY_COOKIE,
  chooseCurrency,
  chooseTheme,
  formatTag,
  type Locale,
  THEME_COOKIE,
  type Theme,
} from './choices.ts';
import { readCookie } from './cookies.ts';

/**
 * What is decided once for a visit, by the server where it draws the page, so that the browser goes on with the very
 * same: how money and dates are written, in which currency, in which light.
 */
export type Visit = {
  /** The regional form of the language, as "es-MX". */
  tag: string;
  currency: string;
  theme: Theme;
  /** Scheme and host of the shop, for addresses that others read. */
  origin: string;
};

type Signs = { languages: readonly string[]; cookies: string; origin: string };

export function decideVisit(locale: Locale, { languages, cookies, origin }: Signs): Visit {
  return {
    tag: formatTag(locale, languages),
    currency: chooseCurrency(readCookie(CURRENCY_COOKIE, cookies), languages),
    theme: chooseTheme(readCookie(THEME_COOKIE, cookies)),
    origin,
  };
}
