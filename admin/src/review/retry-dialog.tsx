import { Checkbox, FormControlLabel } from '@mui/material';
import { useState } from 'react';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useRetryDeliveryMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { SupplierField } from './supplier-field.tsx';
import { useDeliveryAction } from './use-delivery-action.ts';

interface RetryDialogProps {
  esimId: string;
  onClose: () => void;
}

/**
 * Has an eSIM tried again: under the same handles, which is safe, or at another supplier. That a second eSIM may be
 * bought is never a default.
 */
export function RetryDialog({ esimId, onClose }: RetryDialogProps) {
  const say = useSay();
  const [supplier, setSupplier] = useState('');
  const [acceptsDoubleOrder, setAcceptsDoubleOrder] = useState(false);
  const [reason, setReason] = useState('');
  const [retry] = useRetryDeliveryMutation();
  const { submit, isBusy, refusal, isFixed } = useDeliveryAction(say('review.retry.done'), onClose);
  const confirm = () =>
    submit(async (idempotencyKey) => {
      const input = {
        esimId,
        supplier: supplier || null,
        acceptsDoubleOrder,
        reason: reason.trim(),
        idempotencyKey,
      };
      return (await retry({ variables: { input } })).data?.retryDelivery;
    });
  return (
    <ActionDialog
      title={say('review.retry.title')}
      text={say(supplier ? 'review.retry.textSwitch' : 'review.retry.text', { supplier })}
      confirmLabel={say('review.retry.confirm')}
      isGrave={acceptsDoubleOrder}
      isBusy={isBusy}
      isReady={isReason(reason)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <SupplierField
        value={supplier}
        onChange={setSupplier}
        noneText={say('review.retry.anySupplier')}
        isFixed={isFixed}
        isFirst
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={acceptsDoubleOrder}
            disabled={isFixed}
            onChange={(_event, isOn) => setAcceptsDoubleOrder(isOn)}
          />
        }
        label={say('review.retry.double')}
      />
      <ReasonField value={reason} onChange={setReason} isFixed={isFixed} />
    </ActionDialog>
  );
}
