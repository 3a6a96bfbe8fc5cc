import { Navigate, useSearchParams } from 'react-router';
import { withoutLocale } from '../i18n/locale-path.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PageHead } from '../rendering/page-head.tsx';
import { safeRedirect } from './safe-redirect.ts';
import { useSession } from './session.tsx';
import { SignInForm } from './sign-in-form.tsx';

/** Signs in and goes back to where the visitor came from, on this site only. */
export function SignInPage() {
  const { t } = useTranslation();
  const [address] = useSearchParams();
  const { status, enter } = useSession();
  if (status === 'signed-in') {
    const wanted = withoutLocale(safeRedirect(address.get('redirect'), location.origin));
    return <Navigate to={wanted.startsWith('/sign-in') ? '/account' : wanted} replace />;
  }
  return (
    <div className="shell py-8 sm:py-16">
      <PageHead title={t('signIn.documentTitle')} isPrivate />
      <div className="mx-auto max-w-md">
        <h1 className="text-3xl">{t('signIn.title')}</h1>
        <p className="mt-2 mb-7 text-soft">{t('signIn.text')}</p>
        <SignInForm onSignedIn={enter} />
      </div>
    </div>
  );
}
