import { createContext, type ReactNode, use, useCallback, useMemo, useState } from 'react';
import { changeLocale, currentLocale } from '../i18n/i18n.ts';
import { CURRENCY_COOKIE, chooseCurrency, LOCALE_COOKIE, type Locale } from './choices.ts';
import { readCookie, writeCookie } from './cookies.ts';

type Preferences = {
  locale: Locale;
  currency: string;
  /** Whether the visitor chose on this device; else their account's choice wins once they sign in. */
  isLocaleChosen: boolean;
  isCurrencyChosen: boolean;
  setLocale: (locale: Locale) => void;
  setCurrency: (currency: string) => void;
};

const PreferencesContext = createContext<Preferences | null>(null);

/** Language and currency of this visit, remembered in cookies. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [locale, showLocale] = useState(currentLocale);
  const [currency, showCurrency] = useState(() =>
    chooseCurrency(readCookie(CURRENCY_COOKIE), navigator.languages),
  );
  const setLocale = useCallback((next: Locale) => {
    writeCookie(LOCALE_COOKIE, next);
    void changeLocale(next).then(() => showLocale(next));
  }, []);
  const setCurrency = useCallback((next: string) => {
    writeCookie(CURRENCY_COOKIE, next);
    showCurrency(next);
  }, []);
  const preferences = useMemo(
    () => ({
      locale,
      currency,
      isLocaleChosen: readCookie(LOCALE_COOKIE) !== null,
      isCurrencyChosen: readCookie(CURRENCY_COOKIE) !== null,
      setLocale,
      setCurrency,
    }),
    [locale, currency, setLocale, setCurrency],
  );
  return <PreferencesContext value={preferences}>{children}</PreferencesContext>;
}

export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext);
  if (!preferences) throw new Error('usePreferences needs a PreferencesProvider above it');
  return preferences;
}
