import ForwardToInbox from '@mui/icons-material/ForwardToInbox';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { useResendDeliveryMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';

/** Sends the delivery mail to the buyer again. */
export function ResendAction({ number, email }: { number: string; email: string }) {
  const say = useSay();
  const [resend] = useResendDeliveryMutation();
  return (
    <ConfirmAction
      label={say('review.resend.open')}
      startIcon={<ForwardToInbox />}
      title={say('review.resend.title')}
      text={say('review.resend.text', { email })}
      confirmLabel={say('review.resend.confirm')}
      perform={async () => (await resend({ variables: { number } })).data?.resendDelivery}
      done={say('review.resend.done')}
    />
  );
}
