import { Box, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useFormat } from '../format/use-format.ts';
import { useSay } from '../i18n/use-say.ts';
import { StateChip } from '../states/state-chip.tsx';
import { Panel } from '../ui/panel.tsx';
import type { OrderWhole } from './order.reader.ts';

type Payment = OrderWhole['payments'][number];

/** The order's payments, each with what went back and what a bank disputes. */
export function PaymentsPanel({ payments }: { payments: OrderWhole['payments'] }) {
  const say = useSay();
  return (
    <Panel title={say('orders.show.payments')}>
      {payments.length === 0 && (
        <Typography sx={{ color: 'text.secondary' }}>{say('orders.show.noPayments')}</Typography>
      )}
      <Stack sx={{ gap: 1.5 }}>
        {payments.map((payment) => (
          <PaymentEntry key={payment.id} payment={payment} />
        ))}
      </Stack>
    </Panel>
  );
}

function PaymentEntry({ payment }: { payment: Payment }) {
  const say = useSay();
  const { dateTime, money } = useFormat();
  const { amount, received, refunded } = payment;
  const isOther = received && (received.amount !== amount.amount || received.currency !== amount.currency);
  return (
    <Box
      component="article"
      sx={{ '&:not(:first-of-type)': { pt: 1.5, borderTop: 1, borderColor: 'divider' } }}
    >
      <Line
        chip={<StateChip kind="charge" state={payment.status} />}
        text={say('orders.payment.started', { at: dateTime(payment.createdAt) })}
        amount={money(amount)}
      />
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {payment.provider} {payment.paymentIntentId}
      </Typography>
      {isOther && (
        <Typography sx={{ fontWeight: 600 }}>
          {say('orders.payment.received', { amount: money(received) })}
        </Typography>
      )}
      {payment.failureCode && (
        <Typography>
          {payment.failureMessage} <code>{payment.failureCode}</code>
        </Typography>
      )}
      {refunded.amount > 0 && (
        <Typography>{say('orders.payment.back', { amount: money(refunded) })}</Typography>
      )}
      <Stack sx={{ gap: 1, mt: 1, pl: 2, '&:empty': { display: 'none' } }}>
        {payment.refunds.map((refund) => (
          <RefundEntry key={refund.id} refund={refund} />
        ))}
        {payment.disputes.map((dispute) => (
          <DisputeEntry key={dispute.id} dispute={dispute} />
        ))}
      </Stack>
    </Box>
  );
}

function RefundEntry({ refund }: { refund: Payment['refunds'][number] }) {
  const say = useSay();
  const { dateTime, money } = useFormat();
  return (
    <div>
      <Line
        chip={<StateChip kind="refund" state={refund.status} />}
        text={say(`orders.payment.refundBy.${refund.origin}`, { at: dateTime(refund.createdAt) })}
        amount={money(refund.amount)}
      />
      <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {say('orders.timeline.reason', { reason: refund.reason })}
        {refund.failureCode && ` · ${refund.failureCode}`}
      </Typography>
    </div>
  );
}

function DisputeEntry({ dispute }: { dispute: Payment['disputes'][number] }) {
  const say = useSay();
  const { dateTime, deadline, distance, money } = useFormat();
  const { answerBy, closedAt } = dispute;
  return (
    <div>
      <Line
        chip={<StateChip kind="dispute" state={dispute.status} />}
        text={say('orders.payment.disputed', { at: dateTime(dispute.openedAt), reason: dispute.reason })}
        amount={money(dispute.amount)}
      />
      {answerBy && !closedAt && (
        <Typography sx={{ fontWeight: 600 }}>
          {say('orders.payment.answerBy', { at: deadline(answerBy), when: distance(answerBy) })}
        </Typography>
      )}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {dispute.stripeDisputeId}
      </Typography>
    </div>
  );
}

interface LineProps {
  chip: ReactNode;
  text: string;
  amount: string;
}

const Line = ({ chip, text, amount }: LineProps) => (
  <Stack direction="row" sx={{ gap: 1, alignItems: 'center', flexWrap: 'wrap' }}>
    {chip}
    <Typography component="span" sx={{ flexGrow: 1 }}>
      {text}
    </Typography>
    <Typography
      component="span"
      sx={{ fontWeight: 600, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
    >
      {amount}
    </Typography>
  </Stack>
);
