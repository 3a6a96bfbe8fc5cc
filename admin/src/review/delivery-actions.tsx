import { DialogButton } from '../actions/dialog-button.tsx';
import type { ReviewAction } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { AttachDialog } from './attach-dialog.tsx';
import { GiveUpDialog } from './give-up-dialog.tsx';
import { RetryDialog } from './retry-dialog.tsx';

interface DeliveryActionsProps {
  esim: { id: string; attempts: readonly { supplier: string; reference: string }[] };
  /** What leads nowhere wrong, as the server has it. */
  actions: readonly ReviewAction[];
}

/** What this person can do about an eSIM that was not delivered. */
export function DeliveryActions({ esim, actions }: DeliveryActionsProps) {
  const say = useSay();
  const may = useMay();
  const canRetry = actions.includes('RETRY') || actions.includes('SWITCH_SUPPLIER');
  return (
    <>
      {may('retry') && canRetry && (
        <DialogButton label={say('review.retry.open')} size="small">
          {(close) => <RetryDialog esimId={esim.id} onClose={close} />}
        </DialogButton>
      )}
      {may('attach') && actions.includes('ATTACH') && (
        <DialogButton label={say('review.attach.open')} size="small">
          {(close) => <AttachDialog esimId={esim.id} attempts={esim.attempts} onClose={close} />}
        </DialogButton>
      )}
      {may('refund') && actions.includes('REFUND') && (
        <DialogButton label={say('review.giveUp.open')} size="small" color="error">
          {(close) => <GiveUpDialog esimId={esim.id} onClose={close} />}
        </DialogButton>
      )}
    </>
  );
}
