import type { MouseEvent, ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { inLocale } from '../i18n/locale-path.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { LOCALES, type Locale } from '../preferences/choices.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useChoosePreferences } from '../session/session.tsx';
import { Logo } from './logo.tsx';
import { LANGUAGE_NAMES } from './preference-choices.tsx';

const link =
  'inline-flex min-h-11 items-center rounded-control hover:text-ink hover:underline underline-offset-4';
const HELP = ['contact', 'status'] as const;
const LEGAL = ['terms', 'privacy', 'cookies'] as const;

export function Footer() {
  const { t } = useTranslation();
  return (
    <footer className="mt-16 border-t border-line text-sm text-soft">
      <div className="shell grid grid-cols-2 gap-x-6 gap-y-6 py-8 sm:grid-cols-[2fr_1fr_1fr_1fr_1fr]">
        <div className="max-sm:col-span-2">
          <Logo />
          <p className="mt-2">{t('shell.tagline')}</p>
        </div>
        <Links title={t('shell.shop')}>
          <Link to="/" className={link}>
            {t('shell.destinations')}
          </Link>
          <Link to="/global" className={link}>
            {t('shell.global')}
          </Link>
          <Link to="/devices" className={link}>
            {t('shell.devices')}
          </Link>
          <Link to="/account" className={link}>
            {t('shell.account')}
          </Link>
        </Links>
        <Links title={t('shell.help')}>
          <Link to="/help" className={link}>
            {t('shell.helpCentre')}
          </Link>
          {HELP.map((page) => (
            <Link key={page} to={`/${page}`} className={link}>
              {t(`shell.${page}`)}
            </Link>
          ))}
        </Links>
        <Links title={t('shell.legal')}>
          {LEGAL.map((page) => (
            <Link key={page} to={`/${page}`} className={link}>
              {t(`shell.${page}`)}
            </Link>
          ))}
        </Links>
        <Links title={t('shell.languages')}>
          {LOCALES.map((language) => (
            <LanguageLink key={language} language={language} />
          ))}
        </Links>
      </div>
    </footer>
  );
}

function Links({ title, children }: { title: string; children: ReactNode }) {
  return (
    <nav aria-label={title}>
      <p className="font-semibold text-ink">{title}</p>
      <div className="flex flex-col items-start">{children}</div>
    </nav>
  );
}

/** An address for search engines and new tabs; where it is simply pressed the page only changes its words. */
function LanguageLink({ language }: { language: Locale }) {
  const { pathname } = useLocation();
  const { locale } = usePreferences();
  const { chooseLocale } = useChoosePreferences();
  const choose = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    chooseLocale(language);
  };
  return (
    <a
      href={inLocale(language, pathname)}
      hrefLang={language}
      lang={language}
      aria-current={language === locale || undefined}
      onClick={choose}
      className={`${link} aria-current:font-semibold aria-current:text-ink`}
    >
      {LANGUAGE_NAMES[language]}
    </a>
  );
}
