import { LifeBuoy, Search, UserRound } from 'lucide-react';
import { Link, useLocation } from 'react-router';
import { SEARCH_ADDRESS } from '../home/search-address.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { signInAddress } from '../session/safe-redirect.ts';
import { useSession } from '../session/session.tsx';
import { Logo } from './logo.tsx';
import { PreferencesMenu } from './preferences-menu.tsx';

const item =
  'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-control px-2.5 text-sm font-medium hover:bg-brand-soft transition-colors duration-150';

export function Header() {
  const { t } = useTranslation();
  const location = useLocation();
  const { status } = useSession();
  const isSigningIn = location.pathname === '/sign-in';
  return (
    <header className="shell flex h-16 items-center gap-1">
      <Link to="/" aria-label={t('shell.home')} className="mr-auto -ml-1 rounded-control p-1">
        <Logo />
      </Link>
      <nav aria-label={t('shell.navigation')} className="flex items-center sm:gap-1">
        {location.pathname !== '/' && (
          <Link to={SEARCH_ADDRESS} className={item}>
            <Search aria-hidden className="size-5 sm:size-4" />
            <span className="max-sm:sr-only">{t('shell.destinations')}</span>
          </Link>
        )}
        <Link to="/help" className={item}>
          <LifeBuoy aria-hidden className="size-5 sm:size-4" />
          <span className="max-sm:sr-only">{t('shell.help')}</span>
        </Link>
        <PreferencesMenu className={item} />
        {status === 'signed-in' || status === 'unknown' ? (
          <Link to="/account" className={item}>
            <UserRound aria-hidden className="size-5 sm:size-4" />
            <span className="max-sm:sr-only">{t('shell.account')}</span>
          </Link>
        ) : (
          !isSigningIn && (
            <Link to={signInAddress(location)} className={item}>
              <UserRound aria-hidden className="size-5 sm:size-4" />
              <span className="max-sm:sr-only">{t('shell.signIn')}</span>
            </Link>
          )
        )}
      </nav>
    </header>
  );
}
