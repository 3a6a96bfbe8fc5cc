import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { chooseLocale, isLocale, LOCALE_COOKIE, LOCALES, type Locale } from '../preferences/choices.ts';
import { readCookie } from '../preferences/cookies.ts';

const bundles = { en: () => import('./en.json'), es: () => import('./es.json') };

async function load(locale: Locale): Promise<void> {
  if (!i18next.hasResourceBundle(locale, 'translation')) {
    const { default: texts } = await bundles[locale]();
    i18next.addResourceBundle(locale, 'translation', texts);
  }
}

/** Starts in the visitor's language; only that language's texts are fetched. */
export async function startI18n(): Promise<void> {
  const locale = chooseLocale(readCookie(LOCALE_COOKIE), navigator.languages);
  await i18next.use(initReactI18next).init({
    lng: locale,
    supportedLngs: LOCALES,
    resources: {},
    // React escapes what it shows.
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  await changeLocale(locale);
}

export async function changeLocale(locale: Locale): Promise<void> {
  await load(locale);
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

export function currentLocale(): Locale {
  return isLocale(i18next.language) ? i18next.language : LOCALES[0];
}
