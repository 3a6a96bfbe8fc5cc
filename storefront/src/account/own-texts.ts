import type { KeyOf } from '../i18n/translate.ts';
import { createTranslate } from '../i18n/translate.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import en from './texts/en.json';
import es from './texts/es.json';

const words: { en: typeof en; es: typeof en } = { en, es };
const translators = {
  en: createTranslate<KeyOf<typeof en>>(words.en, 'en'),
  es: createTranslate<KeyOf<typeof en>>(words.es, 'es'),
};

/** The words of the account's pages and of what mails link to: loaded with them, not with every page. */
export function useOwnTexts() {
  const { locale } = usePreferences();
  return { own: translators[locale] };
}
