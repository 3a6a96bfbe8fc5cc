import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { lastAnswerOf } from '../api/answer.ts';
import {
  type EsimStatus,
  useDeleteAccountMutation,
  useRequestAccountDeletionMutation,
  useWorkingEsimsQuery,
} from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useSession } from '../session/session.tsx';
import { Button } from '../ui/button.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { CodeForm } from './code-form.tsx';
import { ExportLink } from './export-link.tsx';
import { useOwnTexts } from './own-texts.ts';

/** States in which an eSIM's code is still good for something. */
const WORKING: readonly EsimStatus[] = ['READY', 'INSTALLED', 'ACTIVE', 'DEPLETED'];
const MOST = 50;

/** Leaving for good: what is lost is said first, and a mailed code confirms it. */
export function DeleteAccount() {
  const { own } = useOwnTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="delete">
      <h2 id="delete" className="text-xl">
        {own('personal.delete.title')}
      </h2>
      <p className="mt-1 text-soft">{own('personal.delete.erased')}</p>
      <p className="mt-2 mb-4 text-soft">{own('personal.delete.kept')}</p>
      <Button look="danger" onClick={() => setOpen(true)}>
        {own('personal.delete.action')}
      </Button>
      <FormDialog isOpen={isOpen} title={own('personal.delete.question')} onClose={() => setOpen(false)}>
        <DeletionSteps onCancel={() => setOpen(false)} />
      </FormDialog>
    </section>
  );
}

function DeletionSteps({ onCancel }: { onCancel: () => void }) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  if (sentTo === null) return <Warning onSent={setSentTo} onCancel={onCancel} />;
  return <DeletionCode email={sentTo} onBack={onCancel} />;
}

function Warning({ onSent, onCancel }: { onSent: (email: string) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const [request, { loading }] = useRequestAccountDeletionMutation();
  const [problem, setProblem] = useState<{ message: string; orders: readonly string[] } | null>(null);
  const send = async () => {
    setProblem(null);
    try {
      const { data } = await request();
      const result = data?.requestAccountDeletion;
      if (result?.__typename === 'CodeSent') return onSent(result.email);
      const orders = result?.__typename === 'AccountNotDeletable' ? result.orderNumbers : [];
      setProblem({ message: result?.message ?? failureText(), orders });
    } catch (error) {
      setProblem({ message: failureText(error), orders: [] });
    }
  };
  return (
    <>
      <p className="text-soft">{own('personal.delete.final')}</p>
      <WorkingEsims />
      {problem && (
        <Notice tone="lost" className="mt-4">
          <p>{problem.message}</p>
          {problem.orders.map((number) => (
            <p key={number} className="mt-2">
              <Link to={`/orders/${number}`} className="inline-flex min-h-11 items-center underline">
                {t('checkout.orderNumber', { number })}
              </Link>
            </p>
          ))}
        </Notice>
      )}
      <div className="mt-6 flex flex-col-reverse gap-2 sm:flex-row sm:justify-end">
        <Button look="plain" onClick={onCancel}>
          {t('common.keep')}
        </Button>
        <Button look="danger" isBusy={loading} onClick={() => void send()}>
          {t('signIn.sendCode')}
        </Button>
      </div>
    </>
  );
}

/** eSIMs whose codes would be lost, and the way to keep them. */
function WorkingEsims() {
  const { own } = useOwnTexts();
  const query = useWorkingEsimsQuery({
    variables: { first: MOST },
    // Not into the cache, where the page of eSIMs has its own list.
    fetchPolicy: 'no-cache',
    ssr: false,
  });
  const esims = lastAnswerOf(query)?.me?.esims.nodes ?? [];
  const count = esims.filter(({ status }) => WORKING.includes(status)).length;
  if (count === 0) return null;
  return (
    <Notice tone="wait" className="mt-4" action={<ExportLink />}>
      {own('personal.delete.esims', { count })}
    </Notice>
  );
}

function DeletionCode({ email, onBack }: { email: string; onBack: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const { own } = useOwnTexts();
  const navigate = useNavigate();
  const { forget } = useSession();
  const [confirm, { loading }] = useDeleteAccountMutation();
  const check = async (code: string) => {
    const { data } = await confirm({ variables: { code } });
    const result = data?.deleteAccount;
    if (result?.__typename !== 'AccountDeleted') return result?.message ?? failureText();
    // First away from here: this page would send somebody who is nobody to the sign-in.
    navigate('/account/deleted', { replace: true });
    void forget();
    return null;
  };
  return (
    <CodeForm
      sentTo={email}
      confirmLabel={own('personal.delete.confirm')}
      backLabel={t('common.keep')}
      look="danger"
      isBusy={loading}
      onCheck={check}
      onBack={onBack}
    />
  );
}
