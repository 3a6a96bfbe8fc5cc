import { type ReactNode, useState } from 'react';
import { NavLink, useNavigate } from 'react-router';
import { useTranslation } from '../i18n/use-translation.ts';
import { PageHead } from '../rendering/page-head.tsx';
import { RequireSession } from '../session/require-session.tsx';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { useOwnTexts } from './own-texts.ts';

/** The pages of an account, in the order of their navigation. */
const PAGES = [
  { path: '/account', key: 'overview' },
  { path: '/account/profile', key: 'profile' },
  { path: '/account/devices', key: 'devices' },
  { path: '/account/mails', key: 'mails' },
  { path: '/account/privacy', key: 'privacy' },
] as const;
type AccountPageKey = (typeof PAGES)[number]['key'];

type AccountFrameProps = { page: AccountPageKey; children: ReactNode };

/** What is around every page of an account; who is not signed in signs in first and comes back. */
export function AccountFrame({ page, children }: AccountFrameProps) {
  const { own } = useOwnTexts();
  return (
    <>
      <PageHead title={own('personal.documentTitle', { page: own(`personal.nav.${page}`) })} isPrivate />
      <RequireSession>
        <div className="shell pt-4 pb-8 sm:pt-8">
          <Heading page={page} />
          <AccountNavigation />
          {children}
        </div>
      </RequireSession>
    </>
  );
}

function Heading({ page }: { page: AccountPageKey }) {
  const { t } = useTranslation();
  const { own } = useOwnTexts();
  const { viewer } = useSession();
  const greeting = viewer?.name ? t('account.titleNamed', { name: viewer.name }) : t('account.title');
  return (
    <>
      <div className="flex items-start justify-between gap-4">
        <h1 className="min-w-0 text-2xl wrap-anywhere sm:text-3xl">
          {page === 'overview' ? greeting : own(`personal.nav.${page}`)}
        </h1>
        <SignOut />
      </div>
      <p className="mt-1 text-soft wrap-anywhere">{viewer?.email}</p>
    </>
  );
}

function AccountNavigation() {
  const { own } = useOwnTexts();
  return (
    <nav aria-label={own('personal.navigation')} className="mt-5 border-b border-line pb-2">
      <ul className="flex flex-wrap gap-1">
        {PAGES.map(({ path, key }) => (
          <li key={key}>
            <NavLink
              to={path}
              end
              className={({ isActive }) =>
                `inline-flex min-h-11 items-center rounded-control px-3 text-sm transition-colors duration-150 ${
                  isActive ? 'bg-brand-soft font-semibold text-brand' : 'font-medium hover:bg-brand-soft'
                }`
              }
            >
              {own(`personal.nav.${key}`)}
            </NavLink>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Ends this session alone; all of them are ended on the page of devices. */
function SignOut() {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const navigate = useNavigate();
  const { leave } = useSession();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const signOut = async () => {
    setBusy(true);
    setProblem(null);
    try {
      await leave(false);
      navigate('/');
    } catch (error) {
      setProblem(failureText(error));
      setBusy(false);
    }
  };
  return (
    <div className="shrink-0">
      <Button look="plain" isBusy={isBusy} onClick={() => void signOut()}>
        {t('account.signOut')}
      </Button>
      <p role="alert" className="mt-2 text-sm text-lost empty:hidden">
        {problem}
      </p>
    </div>
  );
}
