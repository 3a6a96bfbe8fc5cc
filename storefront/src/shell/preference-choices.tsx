import { lastAnswerOf } from '../api/answer.ts';
import { useShopQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { isLocale, isTheme, LOCALES, THEMES } from '../preferences/choices.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useChoosePreferences } from '../session/session.tsx';
import { Choice } from '../ui/choice.tsx';

/** Each language by its own name, so that it is found by those who need it. */
export const LANGUAGE_NAMES = { en: 'English', es: 'Español' };

export function LocaleChoice({ className }: { className?: string }) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { chooseLocale } = useChoosePreferences();
  return (
    <Choice
      label={t('preferences.language')}
      value={locale}
      onChange={({ target }) => isLocale(target.value) && chooseLocale(target.value)}
      options={LOCALES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
      className={className ?? ''}
    />
  );
}

export function CurrencyChoice({ className }: { className?: string }) {
  const { t } = useTranslation();
  const { locale, currency } = usePreferences();
  const { chooseCurrency } = useChoosePreferences();
  const shop = lastAnswerOf(useShopQuery({ variables: { locale } }))?.shop;
  const sold = shop?.currencies ?? [];
  const options = sold.map(({ code, name }) => ({ value: code, label: `${code} – ${name}` }));
  return (
    <Choice
      label={t('preferences.currency')}
      value={currency}
      onChange={({ target }) => chooseCurrency(target.value)}
      options={options.length > 0 ? options : [{ value: currency, label: currency }]}
      className={className ?? ''}
    />
  );
}

export function ThemeChoice({ className }: { className?: string }) {
  const { t } = useTranslation();
  const { theme, setTheme } = usePreferences();
  return (
    <Choice
      label={t('preferences.theme')}
      value={theme}
      onChange={({ target }) => isTheme(target.value) && setTheme(target.value)}
      options={THEMES.map((value) => ({ value, label: t(`preferences.themes.${value}`) }))}
      className={className ?? ''}
    />
  );
}
