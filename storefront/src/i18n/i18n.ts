import type { Locale } from '../preferences/choices.ts';
import { createTranslate, type Translate } from './translate.ts';

export type Language = { locale: Locale; t: Translate };

const bundles = { en: () => import('./en.json'), es: () => import('./es.json') };

/** The texts of a language; only languages that are used are fetched. */
export async function loadLanguage(locale: Locale): Promise<Language> {
  const { default: texts } = await bundles[locale]();
  return { locale, t: createTranslate(texts, locale) };
}
