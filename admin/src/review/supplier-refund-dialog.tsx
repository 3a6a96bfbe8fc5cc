import { useState } from 'react';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useMarkSupplierRefundMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { MoneyFields, moneyOf } from './money-fields.tsx';
import { useDeliveryAction } from './use-delivery-action.ts';

/** Notes what a supplier gave back for an eSIM. No money of the buyer's is moved by it. */
export function SupplierRefundDialog({ esimId, onClose }: { esimId: string; onClose: () => void }) {
  const say = useSay();
  const [draft, setDraft] = useState({ text: '', currency: 'USD' });
  const [reason, setReason] = useState('');
  const [mark] = useMarkSupplierRefundMutation();
  const { submit, isBusy, refusal, isFixed } = useDeliveryAction(say('review.supplierRefund.done'), onClose);
  const amount = moneyOf(draft);
  const confirm = (given: NonNullable<typeof amount>) =>
    submit(async (idempotencyKey) => {
      const input = { esimId, amount: given, reason: reason.trim(), idempotencyKey };
      return (await mark({ variables: { input } })).data?.markSupplierRefund;
    });
  return (
    <ActionDialog
      title={say('review.supplierRefund.title')}
      text={say('review.supplierRefund.text')}
      confirmLabel={say('review.supplierRefund.confirm')}
      isBusy={isBusy}
      isReady={isReason(reason) && amount !== null}
      refusal={refusal}
      onConfirm={() => amount && void confirm(amount)}
      onClose={onClose}
    >
      <MoneyFields
        label={say('review.supplierRefund.amount')}
        value={draft}
        onChange={setDraft}
        isFirst
        isFixed={isFixed}
      />
      <ReasonField value={reason} onChange={setReason} isFixed={isFixed} />
    </ActionDialog>
  );
}
