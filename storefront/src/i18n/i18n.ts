import { chooseLocale, LOCALE_COOKIE, type Locale } from '../preferences/choices.ts';
import { readCookie } from '../preferences/cookies.ts';
import { createTranslate, type Translate } from './translate.ts';

export type Language = { locale: Locale; t: Translate };

const bundles = { en: () => import('./en.json'), es: () => import('./es.json') };
let current: Locale = 'en';

/** The texts of a language; only languages that are used are fetched. */
export async function speak(locale: Locale): Promise<Language> {
  const { default: texts } = await bundles[locale]();
  current = locale;
  document.documentElement.lang = locale;
  return { locale, t: createTranslate(texts, locale) };
}

/** The language of the visit: chosen before, else the browser's. */
export function firstLanguage(): Promise<Language> {
  return speak(chooseLocale(readCookie(LOCALE_COOKIE), navigator.languages));
}

/** For what is outside of React: the language the server shall answer in. */
export function currentLocale(): Locale {
  return current;
}
