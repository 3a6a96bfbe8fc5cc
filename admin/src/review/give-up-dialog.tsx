import { ActionDialog } from '../actions/action-dialog.tsx';
import { HeldRequests } from '../actions/held-requests.ts';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useKeyedRequest } from '../actions/use-keyed-request.ts';
import { useRefundUndeliveredMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';

const empty = { reason: '' };
const held = new HeldRequests<typeof empty>();

/** Gives an eSIM up for good and sends its share of the price back. */
export function GiveUpDialog({ esimId, onClose }: { esimId: string; onClose: () => void }) {
  const say = useSay();
  const [giveUp] = useRefundUndeliveredMutation();
  const done = say('review.giveUp.done');
  const request = useKeyedRequest({ held, subject: esimId, empty, done, onClose });
  const { draft, change, submit, isBusy, refusal, isFixed } = request;
  const confirm = () =>
    submit(async (idempotencyKey) => {
      const variables = { esimId, reason: draft.reason.trim(), idempotencyKey };
      return (await giveUp({ variables })).data?.refundUndelivered;
    });
  return (
    <ActionDialog
      title={say('review.giveUp.title')}
      text={say('review.giveUp.text')}
      confirmLabel={say('review.giveUp.confirm')}
      isGrave
      isBusy={isBusy}
      isReady={isReason(draft.reason)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <ReasonField value={draft.reason} onChange={(reason) => change({ reason })} isFirst isFixed={isFixed} />
    </ActionDialog>
  );
}
