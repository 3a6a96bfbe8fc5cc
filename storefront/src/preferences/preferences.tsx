import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { type Language, loadLanguage } from '../i18n/i18n.ts';
import { TranslateContext } from '../i18n/use-translation.ts';
import {
  CURRENCY_COOKIE,
  formatTag,
  LOCALE_COOKIE,
  type Locale,
  THEME_COOKIE,
  type Theme,
} from './choices.ts';
import { writeCookie } from './cookies.ts';
import type { Visit } from './visit.ts';

type Preferences = Visit & {
  locale: Locale;
  setLocale: (locale: Locale) => void;
  setCurrency: (currency: string) => void;
  setTheme: (theme: Theme) => void;
};

const PreferencesContext = createContext<Preferences | null>(null);

type PreferencesProviderProps = { first: Language; visit: Visit; children: ReactNode };

/** Language, currency and light of this visit; what is chosen is remembered in cookies, which the server reads too. */
export function PreferencesProvider({ first, visit, children }: PreferencesProviderProps) {
  const [language, setLanguage] = useState(first);
  const [{ tag, currency, theme, origin }, setVisit] = useState(visit);
  const { locale, t } = language;
  const setLocale = useCallback((next: Locale) => {
    writeCookie(LOCALE_COOKIE, next);
    const show = (spoken: Language) => {
      setLanguage(spoken);
      setVisit((before) => ({ ...before, tag: formatTag(next, navigator.languages) }));
    };
    // Without its texts the page stays in the language it has; the choice is remembered.
    loadLanguage(next).then(show, () => undefined);
  }, []);
  const setCurrency = useCallback((next: string) => {
    writeCookie(CURRENCY_COOKIE, next);
    setVisit((before) => ({ ...before, currency: next }));
  }, []);
  const setTheme = useCallback((next: Theme) => {
    writeCookie(THEME_COOKIE, next);
    setVisit((before) => ({ ...before, theme: next }));
  }, []);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const preferences = useMemo(
    () => ({ locale, tag, currency, theme, origin, setLocale, setCurrency, setTheme }),
    [locale, tag, currency, theme, origin, setLocale, setCurrency, setTheme],
  );
  return (
    <TranslateContext value={t}>
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
