import { Stack, Typography } from '@mui/material';
import { ConfirmAction } from '../actions/confirm-action.tsx';
import { useFormat } from '../format/use-format.ts';
import {
  type OrderWholeFragment,
  useApproveRefundRequestMutation,
  useRefuseRefundRequestMutation,
} from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Panel } from '../ui/panel.tsx';

type Request = OrderWholeFragment['refundRequests'][number];

/** What the buyer asked back of an order, with the answer or the buttons to give one. */
export function RefundRequestsPanel({ requests }: { requests: readonly Request[] }) {
  const say = useSay();
  if (requests.length === 0) return null;
  return (
    <Panel title={say('returns.title')}>
      <Stack sx={{ gap: 2 }}>
        {requests.toReversed().map((request) => (
          <RequestEntry key={request.id} request={request} />
        ))}
      </Stack>
    </Panel>
  );
}

function RequestEntry({ request }: { request: Request }) {
  const say = useSay();
  const may = useMay();
  const { money, dateTime } = useFormat();
  const { status, reason, answer, esims } = request;
  const amount = money(request.amount);
  return (
    <Stack sx={{ gap: 0.5, alignItems: 'flex-start' }}>
      <StateChip kind="refundRequest" state={status} />
      <Typography>
        {say('returns.asked', {
          smart_count: esims.length,
          count: esims.length,
          amount,
          date: dateTime(request.createdAt),
        })}
      </Typography>
      <Typography sx={{ color: 'text.secondary' }}>{say('returns.reason', { reason })}</Typography>
      {answer && (
        <Typography sx={{ color: 'text.secondary' }}>{say('returns.answer', { answer })}</Typography>
      )}
      {status === 'OPEN' && may('decideRefund') && <Decision id={request.id} amount={amount} />}
    </Stack>
  );
}

function Decision({ id, amount }: { id: string; amount: string }) {
  const say = useSay();
  const [approve] = useApproveRefundRequestMutation();
  const [refuse] = useRefuseRefundRequestMutation();
  return (
    <Stack direction="row" sx={{ gap: 1, mt: 1, flexWrap: 'wrap' }}>
      <ConfirmAction
        label={say('returns.approve.open')}
        variant="contained"
        title={say('returns.approve.title', { amount })}
        text={say('returns.approve.text')}
        confirmLabel={say('returns.approve.confirm')}
        perform={async () => (await approve({ variables: { id } })).data?.approveRefundRequest}
        done={say('returns.approve.done')}
      />
      <ConfirmAction
        label={say('returns.refuse.open')}
        variant="outlined"
        title={say('returns.refuse.title')}
        text={say('returns.refuse.text')}
        confirmLabel={say('returns.refuse.confirm')}
        asksReason
        perform={async (reason) => (await refuse({ variables: { id, reason } })).data?.refuseRefundRequest}
        done={say('returns.refuse.done')}
      />
    </Stack>
  );
}
