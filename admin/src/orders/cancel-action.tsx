import Block from '@mui/icons-material/Block';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { useCancelOrderByStaffMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';

/** Closes an unpaid order for its buyer. */
export function CancelAction({ number }: { number: string }) {
  const say = useSay();
  const [cancel] = useCancelOrderByStaffMutation();
  return (
    <ConfirmAction
      label={say('orders.cancel.open')}
      startIcon={<Block />}
      title={say('orders.cancel.title', { number })}
      text={say('orders.cancel.text')}
      confirmLabel={say('orders.cancel.confirm')}
      isGrave
      asksReason
      perform={async (reason) => (await cancel({ variables: { number, reason } })).data?.cancelOrderByStaff}
      done={say('orders.cancel.done')}
    />
  );
}
