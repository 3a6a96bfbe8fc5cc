import { FormControlLabel, MenuItem, Radio, RadioGroup, TextField } from '@mui/material';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useAction } from '../actions/use-action.ts';
import { useRequestKey } from '../actions/use-request-key.ts';
import { type Money, parseMoney } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useRefundOrderMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import type { OrderWhole } from './order.reader.ts';
import type { Refundable } from './refundable.ts';

interface RefundDialogProps {
  order: OrderWhole;
  /** The payments of which something is left, at least one. */
  refundable: readonly [Refundable, ...Refundable[]];
  onClose: () => void;
}

/**
 * Gives money back, all that is left or a part. A request whose answer was lost stays as it is, under its key, until
 * an answer comes: so trying again can never pay twice. One that was refused gets a new key.
 */
export function RefundDialog({ order, refundable, onClose }: RefundDialogProps) {
  const say = useSay();
  const { money } = useFormat();
  // What is asked for while the order moves behind the dialog stays what the person has read.
  const [offered] = useState(refundable);
  const form = useRefundForm(offered);
  const { submit, isBusy, refusal } = useRefund(order, onClose);
  const { left, part } = form;
  const isFixed = refusal?.isUnknown ?? false;
  return (
    <ActionDialog
      title={say('orders.refund.title', { number: order.number })}
      text={say(
        order.fulfillmentStatus === 'FULFILLED' ? 'orders.refund.textDelivered' : 'orders.refund.text',
        { left: money(left) },
      )}
      confirmLabel={say('orders.refund.confirm', { amount: money(form.isPart ? part : left) })}
      isGrave
      isBusy={isBusy}
      isReady={form.isReady}
      refusal={refusal}
      onConfirm={() =>
        void submit({
          paymentId: form.paymentId,
          amount: form.isPart ? part : null,
          reason: form.reason.trim(),
        })
      }
      onClose={onClose}
    >
      {offered.length > 1 && <PaymentField form={form} offered={offered} isFixed={isFixed} />}
      <HowMuch form={form} isFixed={isFixed} />
      <ReasonField value={form.reason} onChange={form.setReason} isFixed={isFixed} />
    </ActionDialog>
  );
}

type Form = ReturnType<typeof useRefundForm>;

function useRefundForm(offered: RefundDialogProps['refundable']) {
  const [paymentId, setPaymentId] = useState(offered[0].paymentId);
  const [isPart, setIsPart] = useState(false);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const { left } = offered.find((each) => each.paymentId === paymentId) ?? offered[0];
  const typed = parseMoney(text, left.currency);
  const part: Money = { ...left, amount: typed ?? 0 };
  const isTooMuch = part.amount > left.amount;
  const isReady = isReason(reason) && (!isPart || (part.amount > 0 && !isTooMuch));
  const isMisread = text !== '' && typed === null;
  return {
    ...{ paymentId, setPaymentId, isPart, setIsPart, text, setText, reason, setReason },
    ...{ left, part, isTooMuch, isMisread, isReady },
  };
}

interface FieldsProps {
  form: Form;
  /** The request is under way for all that we know: it stays as it is. */
  isFixed: boolean;
}

function PaymentField({ form, offered, isFixed }: FieldsProps & { offered: readonly Refundable[] }) {
  const say = useSay();
  const { money } = useFormat();
  return (
    <TextField
      select
      label={say('orders.refund.payment')}
      value={form.paymentId}
      onChange={(event) => form.setPaymentId(event.target.value)}
      disabled={isFixed}
    >
      {offered.map(({ paymentId, left }, place) => (
        <MenuItem key={paymentId} value={paymentId}>
          {say('orders.refund.paymentOf', { nth: place + 1, left: money(left) })}
        </MenuItem>
      ))}
    </TextField>
  );
}

function HowMuch({ form, isFixed }: FieldsProps) {
  const say = useSay();
  const { money } = useFormat();
  const left = money(form.left);
  return (
    <>
      <RadioGroup
        aria-label={say('orders.refund.howMuch')}
        value={form.isPart ? 'part' : 'all'}
        onChange={(_event, value) => form.setIsPart(value === 'part')}
      >
        <FormControlLabel
          value="all"
          disabled={isFixed}
          control={<Radio autoFocus />}
          label={say('orders.refund.all', { amount: left })}
        />
        <FormControlLabel
          value="part"
          disabled={isFixed}
          control={<Radio />}
          label={say('orders.refund.part')}
        />
      </RadioGroup>
      {form.isPart && (
        <TextField
          label={say('orders.refund.amount', { currency: form.left.currency })}
          value={form.text}
          onChange={(event) => form.setText(event.target.value)}
          disabled={isFixed}
          autoFocus
          required
          error={form.isMisread || form.isTooMuch}
          helperText={
            form.isTooMuch ? say('orders.refund.tooMuch', { left }) : say('orders.refund.amountHint')
          }
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
      )}
    </>
  );
}

interface RefundRequest {
  paymentId: string;
  amount: Money | null;
  reason: string;
}

function useRefund({ number }: OrderWhole, onClose: () => void) {
  const say = useSay();
  const notify = useNotify();
  const refresh = useRefresh();
  const [refund] = useRefundOrderMutation();
  const { run, isBusy, refusal } = useAction();
  const keyAfter = useRequestKey();
  const submit = async (request: RefundRequest) => {
    const variables = { number, ...request, idempotencyKey: keyAfter(refusal) };
    if (!(await run(async () => (await refund({ variables })).data?.refundOrder))) return;
    onClose();
    notify(say('orders.refund.done'), { type: 'success' });
    refresh();
  };
  return { submit, isBusy, refusal };
}
