import { ConfirmAction } from '../actions/confirm-action.tsx';
import { useReleaseHoldMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';

/** Holds that end by a person's word; the others end with what they are about. */
const releasable = ['AMOUNT_MISMATCH', 'REFUND_FAILED'] as const;

/** Ends a hold that this person has looked at, where their word can end it. */
export function ReleaseAction({ number, hold }: { number: string; hold: string }) {
  const say = useSay();
  const [release] = useReleaseHoldMutation();
  const known = releasable.find((each) => each === hold);
  if (!known) return null;
  return (
    <ConfirmAction
      label={say(`orders.release.${known}.open`)}
      size="small"
      color="inherit"
      title={say(`orders.release.${known}.open`)}
      text={say(`orders.release.${known}.text`)}
      confirmLabel={say('orders.release.confirm')}
      asksReason
      perform={async (reason) => (await release({ variables: { number, hold, reason } })).data?.releaseHold}
      done={say('orders.release.done')}
    />
  );
}
