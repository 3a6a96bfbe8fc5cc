import { Link } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import { useShopQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { useSession } from '../session/session.tsx';
import { Logo } from './logo.tsx';

const link =
  'inline-flex min-h-11 items-center rounded-control hover:text-ink hover:underline underline-offset-4';

export function Footer() {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const { status } = useSession();
  const shop = lastAnswerOf(useShopQuery({ variables: { locale } }))?.shop;
  return (
    <footer className="mt-16 border-t border-line text-sm text-soft">
      <div className="shell flex flex-col gap-4 py-8 sm:flex-row sm:items-center sm:justify-between">
        <div className="flex items-center gap-4">
          <Logo />
          <p>{t('shell.tagline')}</p>
        </div>
        <nav aria-label={t('shell.footer')} className="flex flex-wrap gap-x-5">
          <Link to="/" className={link}>
            {t('shell.destinations')}
          </Link>
          <Link to="/global" className={link}>
            {t('shell.global')}
          </Link>
          {status === 'signed-in' && (
            <Link to="/account" className={link}>
              {t('shell.account')}
            </Link>
          )}
          {shop && (
            <a href={`mailto:${shop.supportEmail}`} className={link}>
              {shop.supportEmail}
            </a>
          )}
        </nav>
      </div>
    </footer>
  );
}
