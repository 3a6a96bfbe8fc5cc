import { Share2 } from 'lucide-react';
import { useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import {
  type EsimOwnFragment,
  useShareEsimMutation,
  useWithdrawEsimShareMutation,
} from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { CopyField } from '../ui/copy-field.tsx';
import { DialogForm } from '../ui/dialog-form.tsx';
import { Field } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { useFailureText } from '../ui/use-failure-text.ts';
import { NAME_LENGTH } from './rename-dialog.tsx';

/** Hands an eSIM to a companion by a link: makes it, shows it this once, says whether it was opened, takes it back. */
export function ShareDialog({ esim, onClose }: { esim: EsimOwnFragment; onClose: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const [companion, setCompanion] = useState(esim.share?.companion ?? '');
  const [url, setUrl] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [share, sharing] = useShareEsimMutation();
  const make = async () => {
    setProblem(null);
    try {
      const { data } = await share({ variables: { id: esim.id, companion: companion.trim() || null } });
      const result = data?.shareEsim;
      if (result?.__typename === 'EsimShared') setUrl(result.url);
      else if (result?.__typename === 'InvalidInput') setProblem(result.errors[0]?.message ?? result.message);
      else setProblem(result?.message ?? failureText());
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <DialogForm
      title={t('own.shareTitle')}
      onSubmit={() => void make()}
      onClose={onClose}
      closeLabel={url ? t('own.done') : t('own.cancel')}
      action={
        url ? (
          <SendLink url={url} />
        ) : (
          <Button type="submit" isBusy={sharing.loading}>
            {esim.share ? t('own.shareAnew') : t('own.shareMake')}
          </Button>
        )
      }
    >
      <p className="text-soft">{t('own.shareText')}</p>
      {esim.share && <LiveShare esim={esim} onWithdrawn={() => setUrl(null)} />}
      <div className="mt-4">
        {url ? (
          <>
            <CopyField label={t('own.link')} value={url} />
            <p role="status" className="mt-2 text-sm text-soft">
              {t('own.linkOnce')}
            </p>
          </>
        ) : (
          <Field
            label={t('own.companion')}
            hint={t('own.companionHint')}
            maxLength={NAME_LENGTH}
            value={companion}
            onChange={({ target }) => setCompanion(target.value)}
            error={problem}
            autoComplete="off"
          />
        )}
      </div>
    </DialogForm>
  );
}

/** The phone's own way to send something on; a browser without one has the link to copy. */
function SendLink({ url }: { url: string }) {
  const { t } = useTranslation();
  if (!('share' in navigator)) return null;
  // Closed without sending is no failure.
  const send = () => void navigator.share({ url }).catch(() => undefined);
  return (
    <Button onClick={send}>
      <Share2 aria-hidden className="size-4" />
      {t('own.send')}
    </Button>
  );
}

function LiveShare({ esim, onWithdrawn }: { esim: EsimOwnFragment; onWithdrawn: () => void }) {
  const { t } = useTranslation();
  const failureText = useFailureText();
  const format = useFormat();
  const [withdraw, { loading }] = useWithdrawEsimShareMutation();
  const [problem, setProblem] = useState<string | null>(null);
  const { share } = esim;
  if (!share) return null;
  const end = async () => {
    setProblem(null);
    try {
      await withdraw({ variables: { id: esim.id } });
      onWithdrawn();
    } catch (error) {
      setProblem(failureText(error));
    }
  };
  return (
    <Notice
      className="mt-4"
      tone={share.openedAt ? 'ready' : 'info'}
      title={
        share.openedAt ? t('own.openedAt', { date: format.dateTime(share.openedAt) }) : t('own.notOpened')
      }
      action={
        <Button look="plain" isBusy={loading} onClick={() => void end()}>
          {t('own.withdraw')}
        </Button>
      }
    >
      <p>
        {share.companion
          ? t('own.linkForUntil', { name: share.companion, date: format.dateTime(share.expiresAt) })
          : t('own.linkUntil', { date: format.dateTime(share.expiresAt) })}
      </p>
      {problem && <p role="alert">{problem}</p>}
    </Notice>
  );
}
