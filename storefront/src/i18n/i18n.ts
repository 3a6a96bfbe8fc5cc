import type { Locale } from '../preferences/choices.ts';
import { byKeyOf, createTranslate, type Translate } from './translate.ts';

export type Language = { locale: Locale; t: Translate };

const first = { en: () => import('./en.json?part=first'), es: () => import('./es.json?part=first') };
const more = { en: () => import('./en.json?part=more'), es: () => import('./es.json?part=more') };

/** Fetches what the language in use still lacks. */
let complete = async (): Promise<void> => {};

/**
 * The texts of a language; only languages that are used are fetched. With `isFirstView` those of a visitor's likely
 * first pages alone, until `completeTexts`.
 */
export async function loadLanguage(locale: Locale, isFirstView = false): Promise<Language> {
  const { default: texts } = await first[locale]();
  const byKey = byKeyOf(texts);
  const rest = async () => {
    const { default: others } = await more[locale]();
    for (const [key, text] of byKeyOf(others)) byKey.set(key, text);
  };
  if (isFirstView) complete = rest;
  else await rest();
  return { locale, t: createTranslate(byKey, locale) };
}

/** For a page that is come to from another: its texts may be among those not fetched yet. */
export async function completeTexts(): Promise<void> {
  await complete();
}
