import { Globe, X } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { CurrencyChoice, LocaleChoice, ThemeChoice } from './preference-choices.tsx';

const ID = 'preferences';

/** Language, currency and light, in the browser's own popover: it closes with Esc or a tap beside it and gives focus back. */
export function PreferencesMenu({ className }: { className: string }) {
  const { t } = useTranslation();
  const { locale, currency } = usePreferences();
  return (
    <>
      <button type="button" popoverTarget={ID} className={className}>
        <Globe aria-hidden className="size-4 max-sm:hidden" />
        <span className="sr-only">{t('preferences.title')}: </span>
        <span className="figures">
          {locale.toUpperCase()} · {currency}
        </span>
      </button>
      <div
        id={ID}
        popover="auto"
        role="dialog"
        aria-label={t('preferences.title')}
        className="preferences-popover w-72 max-w-[calc(100vw-2rem)] rounded-card border border-line bg-surface p-4 text-ink shadow-float"
      >
        <div className="mb-3 flex items-center justify-between">
          <p className="font-display font-bold">{t('preferences.title')}</p>
          <button
            type="button"
            popoverTarget={ID}
            popoverTargetAction="hide"
            aria-label={t('common.close')}
            className="-mr-2 inline-flex size-11 items-center justify-center rounded-control hover:bg-brand-soft"
          >
            <X aria-hidden className="size-5" />
          </button>
        </div>
        <LocaleChoice className="mb-3" />
        <CurrencyChoice className="mb-3" />
        <ThemeChoice />
      </div>
    </>
  );
}
