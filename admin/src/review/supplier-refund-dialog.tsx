import { ActionDialog } from '../actions/action-dialog.tsx';
import { HeldRequests } from '../actions/held-requests.ts';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useKeyedRequest } from '../actions/use-keyed-request.ts';
import { useMarkSupplierRefundMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { MoneyFields, moneyOf } from './money-fields.tsx';

const empty = { given: { text: '', currency: 'USD' }, reason: '' };
const held = new HeldRequests<typeof empty>();

/** Notes what a supplier gave back for an eSIM. No money of the buyer's is moved by it. */
export function SupplierRefundDialog({ esimId, onClose }: { esimId: string; onClose: () => void }) {
  const say = useSay();
  const [mark] = useMarkSupplierRefundMutation();
  const done = say('review.supplierRefund.done');
  const request = useKeyedRequest({ held, subject: esimId, empty, done, onClose });
  const { draft, change, submit, isBusy, refusal, isFixed } = request;
  const amount = moneyOf(draft.given);
  const confirm = (given: NonNullable<typeof amount>) =>
    submit(async (idempotencyKey) => {
      const input = { esimId, amount: given, reason: draft.reason.trim(), idempotencyKey };
      return (await mark({ variables: { input } })).data?.markSupplierRefund;
    });
  return (
    <ActionDialog
      title={say('review.supplierRefund.title')}
      text={say('review.supplierRefund.text')}
      confirmLabel={say('review.supplierRefund.confirm')}
      isBusy={isBusy}
      isReady={isReason(draft.reason) && amount !== null}
      refusal={refusal}
      onConfirm={() => amount && void confirm(amount)}
      onClose={onClose}
    >
      <MoneyFields
        label={say('review.supplierRefund.amount')}
        value={draft.given}
        onChange={(given) => change({ given })}
        isFirst
        isFixed={isFixed}
      />
      <ReasonField value={draft.reason} onChange={(reason) => change({ reason })} isFixed={isFixed} />
    </ActionDialog>
  );
}
