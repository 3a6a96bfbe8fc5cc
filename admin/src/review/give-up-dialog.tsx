import { useState } from 'react';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useRefundUndeliveredMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useDeliveryAction } from './use-delivery-action.ts';

/** Gives an eSIM up for good and sends its share of the price back. */
export function GiveUpDialog({ esimId, onClose }: { esimId: string; onClose: () => void }) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [giveUp] = useRefundUndeliveredMutation();
  const { submit, isBusy, refusal, isFixed } = useDeliveryAction(say('review.giveUp.done'), onClose);
  const confirm = () =>
    submit(async (idempotencyKey) => {
      const variables = { esimId, reason: reason.trim(), idempotencyKey };
      return (await giveUp({ variables })).data?.refundUndelivered;
    });
  return (
    <ActionDialog
      title={say('review.giveUp.title')}
      text={say('review.giveUp.text')}
      confirmLabel={say('review.giveUp.confirm')}
      isGrave
      isBusy={isBusy}
      isReady={isReason(reason)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} isFirst isFixed={isFixed} />
    </ActionDialog>
  );
}
