import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { type Language, speak } from '../i18n/i18n.ts';
import { TranslateContext } from '../i18n/use-translation.ts';
import { CURRENCY_COOKIE, chooseCurrency, LOCALE_COOKIE, type Locale } from './choices.ts';
import { readCookie, writeCookie } from './cookies.ts';

type Preferences = {
  locale: Locale;
  currency: string;
  setLocale: (locale: Locale) => void;
  setCurrency: (currency: string) => void;
};

const PreferencesContext = createContext<Preferences | null>(null);

/** Language and currency of this visit, remembered in cookies. */
export function PreferencesProvider({ first, children }: { first: Language; children: ReactNode }) {
  const [language, setLanguage] = useState(first);
  const [currency, showCurrency] = useState(() =>
    chooseCurrency(readCookie(CURRENCY_COOKIE), navigator.languages),
  );
  const setLocale = useCallback((next: Locale) => {
    writeCookie(LOCALE_COOKIE, next);
    // Without its texts the page stays in the language it has; the choice is remembered.
    speak(next).then(setLanguage, () => undefined);
  }, []);
  const setCurrency = useCallback((next: string) => {
    writeCookie(CURRENCY_COOKIE, next);
    showCurrency(next);
  }, []);
  const preferences = useMemo(
    () => ({
      locale: language.locale,
      currency,
      setLocale,
      setCurrency,
    }),
    [language.locale, currency, setLocale, setCurrency],
  );
  return (
    <TranslateContext value={language.t}>
      <PreferencesContext value={preferences}>{children}</PreferencesContext>
    </TranslateContext>
  );
}

/** Makes what is shown now the choice of this device: a sign-in in mid-checkout must not change a price just read. */
export function keepPreferences({ locale, currency }: Pick<Preferences, 'locale' | 'currency'>): void {
  writeCookie(LOCALE_COOKIE, locale);
  writeCookie(CURRENCY_COOKIE, currency);
}

export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext);
  if (!preferences) throw new Error('usePreferences needs a PreferencesProvider above it');
  return preferences;
}
