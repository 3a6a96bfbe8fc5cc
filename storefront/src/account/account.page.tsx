import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useTranslation } from '../i18n/use-translation.ts';
import { PageHead } from '../rendering/page-head.tsx';
import { RequireSession } from '../session/require-session.tsx';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { MyEsims } from './my-esims.tsx';
import { MyOrders } from './my-orders.tsx';
import { Profile } from './profile.tsx';

export function AccountPage() {
  return (
    <RequireSession>
      <Account />
    </RequireSession>
  );
}

function Account() {
  const { t } = useTranslation();
  const { viewer } = useSession();
  return (
    <div className="shell pt-4 sm:pt-8">
      <PageHead title={t('account.documentTitle')} isPrivate />
      <h1 className="text-3xl">
        {viewer?.name ? t('account.titleNamed', { name: viewer.name }) : t('account.title')}
      </h1>
      <p className="mt-1 text-soft">{viewer?.email}</p>
      <MyEsims />
      <div className="mt-12 grid items-start gap-x-12 gap-y-12 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <MyOrders />
        <div className="space-y-10">
          <Profile />
          <SignOut />
        </div>
      </div>
    </div>
  );
}

function SignOut() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { leave } = useSession();
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  const signOut = async (everywhere: boolean) => {
    setBusy(true);
    setFailed(false);
    try {
      await leave(everywhere);
      navigate('/');
    } catch {
      setFailed(true);
      setBusy(false);
    }
  };
  return (
    <section aria-labelledby="sign-out">
      <h2 id="sign-out" className="mb-3 text-xl">
        {t('account.session')}
      </h2>
      <div className="flex flex-wrap gap-2">
        <Button look="plain" isBusy={isBusy} onClick={() => void signOut(false)}>
          {t('account.signOut')}
        </Button>
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t('account.signOutEverywhere')}
        </Button>
      </div>
      {hasFailed && (
        <p role="alert" className="mt-2 text-sm text-lost">
          {t('failure.text')}
        </p>
      )}
      <ConfirmDialog
        isOpen={isAsking}
        title={t('account.everywhereTitle')}
        confirmLabel={t('account.signOutEverywhere')}
        isBusy={isBusy}
        onConfirm={() => void signOut(true)}
        onClose={() => setAsking(false)}
      >
        <p>{t('account.everywhereText')}</p>
      </ConfirmDialog>
    </section>
  );
}
