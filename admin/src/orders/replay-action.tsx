import { ConfirmAction } from '../actions/confirm-action.tsx';
import { useReplayStripeEventMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';

/** Has an event of Stripe worked on again. */
export function ReplayAction({ id, type }: { id: string; type: string }) {
  const say = useSay();
  const [replay] = useReplayStripeEventMutation();
  return (
    <ConfirmAction
      label={say('orders.replay.open')}
      size="small"
      variant="text"
      title={say('orders.replay.title', { type })}
      text={say('orders.replay.text')}
      confirmLabel={say('orders.replay.confirm')}
      asksReason
      perform={async (reason) => (await replay({ variables: { id, reason } })).data?.replayStripeEvent}
      done={say('orders.replay.done')}
    />
  );
}
