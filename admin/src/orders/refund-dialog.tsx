import { FormControlLabel, Radio, RadioGroup, TextField } from '@mui/material';
import { useRef, useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useAction } from '../actions/use-action.ts';
import { parseMoney } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useRefundOrderMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import type { OrderWhole } from './order.reader.ts';
import { refundableOf } from './refundable.ts';

interface RefundDialogProps {
  order: OrderWhole;
  onClose: () => void;
}

/**
 * Gives money back, all that is left or a part. A request whose answer was lost stays as it is, under its key, until
 * an answer comes: so trying again can never pay twice. One that was refused gets a new key.
 */
export function RefundDialog({ order, onClose }: RefundDialogProps) {
  const say = useSay();
  const { money } = useFormat();
  const { isPart, setIsPart, text, setText, reason, setReason, amount, left, isReady } = useRefundForm(order);
  const { submit, isBusy, refusal } = useRefund(order, onClose);
  const { currency } = order.total;
  const isFixed = refusal?.isUnknown ?? false;
  const isTooMuch = isPart && amount !== null && amount > left;
  return (
    <ActionDialog
      title={say('orders.refund.title', { number: order.number })}
      text={say(
        order.fulfillmentStatus === 'FULFILLED' ? 'orders.refund.textDelivered' : 'orders.refund.text',
        {
          left: money({ amount: left, currency }),
        },
      )}
      confirmLabel={say('orders.refund.confirm', {
        amount: money({ amount: isPart ? (amount ?? 0) : left, currency }),
      })}
      isGrave
      isBusy={isBusy}
      isReady={isReady}
      refusal={refusal}
      onConfirm={() => void submit(isPart && amount !== null ? { amount, currency } : null, reason.trim())}
      onClose={onClose}
    >
      <RadioGroup
        aria-label={say('orders.refund.howMuch')}
        value={isPart ? 'part' : 'all'}
        onChange={(_event, value) => setIsPart(value === 'part')}
      >
        <FormControlLabel
          value="all"
          disabled={isFixed}
          control={<Radio autoFocus />}
          label={say('orders.refund.all', { amount: money({ amount: left, currency }) })}
        />
        <FormControlLabel
          value="part"
          disabled={isFixed}
          control={<Radio />}
          label={say('orders.refund.part')}
        />
      </RadioGroup>
      {isPart && (
        <TextField
          label={say('orders.refund.amount', { currency })}
          value={text}
          onChange={(event) => setText(event.target.value)}
          disabled={isFixed}
          autoFocus
          required
          error={(text !== '' && amount === null) || isTooMuch}
          helperText={
            isTooMuch
              ? say('orders.refund.tooMuch', { left: money({ amount: left, currency }) })
              : say('orders.refund.amountHint')
          }
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
      )}
      <ReasonField value={reason} onChange={setReason} isFixed={isFixed} />
    </ActionDialog>
  );
}

function useRefundForm({ payments, total }: OrderWhole) {
  const [isPart, setIsPart] = useState(false);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const left = refundableOf(payments);
  const amount = parseMoney(text, total.currency);
  const isReady = isReason(reason) && (!isPart || (amount !== null && amount > 0 && amount <= left));
  return { isPart, setIsPart, text, setText, reason, setReason, amount, left, isReady };
}

function useRefund({ number }: OrderWhole, onClose: () => void) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const [refund] = useRefundOrderMutation();
  const { run, isBusy, refusal } = useAction();
  const key = useRef(crypto.randomUUID());
  const submit = async (amount: { amount: number; currency: string } | null, reason: string) => {
    if (refusal && !refusal.isUnknown) key.current = crypto.randomUUID();
    const variables = { number, amount, reason, idempotencyKey: key.current };
    if (!(await run(async () => (await refund({ variables })).data?.refundOrder))) return;
    onClose();
    notify(say('orders.refund.done'), { type: 'success' });
    refresh();
  };
  return { submit, isBusy, refusal };
}
