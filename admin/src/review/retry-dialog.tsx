import { Checkbox, FormControlLabel } from '@mui/material';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { HeldRequests } from '../actions/held-requests.ts';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useKeyedRequest } from '../actions/use-keyed-request.ts';
import { useRetryDeliveryMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { SupplierField } from './supplier-field.tsx';

interface RetryDialogProps {
  esimId: string;
  onClose: () => void;
}

const empty = { supplier: '', acceptsDoubleOrder: false, reason: '' };
const held = new HeldRequests<typeof empty>();

/**
 * Has an eSIM tried again: under the same handles, which is safe, or at another supplier. That a second eSIM may be
 * bought is never a default.
 */
export function RetryDialog({ esimId, onClose }: RetryDialogProps) {
  const say = useSay();
  const [retry] = useRetryDeliveryMutation();
  const done = say('review.retry.done');
  const request = useKeyedRequest({ held, subject: esimId, empty, done, onClose });
  const { draft, change, submit, isBusy, refusal, isFixed } = request;
  const { supplier, acceptsDoubleOrder, reason } = draft;
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
        onChange={(value) => change({ supplier: value })}
        noneText={say('review.retry.anySupplier')}
        isFixed={isFixed}
        isFirst
      />
      <FormControlLabel
        control={
          <Checkbox
            checked={acceptsDoubleOrder}
            disabled={isFixed}
            onChange={(_event, isOn) => change({ acceptsDoubleOrder: isOn })}
          />
        }
        label={say('review.retry.double')}
      />
      <ReasonField value={reason} onChange={(value) => change({ reason: value })} isFixed={isFixed} />
    </ActionDialog>
  );
}
