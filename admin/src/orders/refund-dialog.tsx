import { FormControlLabel, MenuItem, Radio, RadioGroup, TextField } from '@mui/material';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { HeldRequests } from '../actions/held-requests.ts';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useKeyedRequest } from '../actions/use-keyed-request.ts';
import { type Money, parseMoney } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useRefundOrderMutation } from '../generated/graphql.ts';
import { type MessageKey, useSay } from '../i18n/use-say.ts';
import type { OrderWhole } from './order.reader.ts';

/** A payment of which something can still go back. */
export interface Refundable {
  paymentId: string;
  left: Money;
}
type Offered = readonly [Refundable, ...Refundable[]];

/** A refund as it is being typed, and of what: that stays what the person has read while the order moves on. */
interface Draft {
  offered: Offered;
  paymentId: string;
  isPart: boolean;
  text: string;
  reason: string;
}
const held = new HeldRequests<Draft>();

interface RefundDialogProps {
  order: OrderWhole;
  /** The payments of which something is left, at least one. */
  refundable: Offered;
  onClose: () => void;
}

/**
 * Gives money back, all that is left or a part. A request whose answer was lost stays as it is, under its key, until
 * an answer comes: so trying again can never pay twice. One that was refused gets a new key.
 */
export function RefundDialog({ order, refundable, onClose }: RefundDialogProps) {
  const say = useSay();
  const { money } = useFormat();
  const [refund] = useRefundOrderMutation();
  const { draft, change, submit, isBusy, refusal, isFixed } = useKeyedRequest({
    held,
    subject: order.number,
    empty: {
      offered: refundable,
      paymentId: refundable[0].paymentId,
      isPart: false,
      text: '',
      reason: '',
    },
    done: say('orders.refund.done'),
    onClose,
  });
  const { paymentId, isPart } = draft;
  const read = readingOf(draft);
  const fields = { draft, change, read, isFixed };
  const confirm = () =>
    submit(async (idempotencyKey) => {
      const amount = isPart ? read.part : null;
      const reason = draft.reason.trim();
      const variables = { number: order.number, paymentId, amount, reason, idempotencyKey };
      return (await refund({ variables })).data?.refundOrder;
    });
  return (
    <ActionDialog
      title={say('orders.refund.title', { number: order.number })}
      text={say(texts[order.fulfillmentStatus] ?? 'orders.refund.text', { left: money(read.left) })}
      confirmLabel={say('orders.refund.confirm', { amount: money(isPart ? read.part : read.left) })}
      isGrave
      isBusy={isBusy}
      isReady={read.isReady}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {draft.offered.length > 1 && <PaymentField {...fields} />}
      <HowMuch {...fields} />
      <ReasonField value={draft.reason} onChange={(reason) => change({ reason })} isFixed={isFixed} />
    </ActionDialog>
  );
}

/** What refunding all of it does to what is delivered; where nothing is, it only cancels. */
const texts: Partial<Record<OrderWhole['fulfillmentStatus'], MessageKey>> = {
  FULFILLED: 'orders.refund.textDelivered',
  PARTIALLY_FULFILLED: 'orders.refund.textPartly',
};

interface Reading {
  left: Money;
  part: Money;
  isTooMuch: boolean;
  isMisread: boolean;
  isReady: boolean;
}

/** What a draft comes to. */
function readingOf({ offered, paymentId, isPart, text, reason }: Draft): Reading {
  const { left } = offered.find((each) => each.paymentId === paymentId) ?? offered[0];
  const typed = parseMoney(text, left.currency);
  const part = { ...left, amount: typed ?? 0 };
  const isTooMuch = part.amount > left.amount;
  const isReady = isReason(reason) && (!isPart || (part.amount > 0 && !isTooMuch));
  return { left, part, isTooMuch, isMisread: text !== '' && typed === null, isReady };
}

interface FieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  read: Reading;
  /** The request is under way for all that we know: it stays as it is. */
  isFixed: boolean;
}

function PaymentField({ draft, change, isFixed }: FieldsProps) {
  const say = useSay();
  const { money } = useFormat();
  return (
    <TextField
      select
      label={say('orders.refund.payment')}
      value={draft.paymentId}
      onChange={(event) => change({ paymentId: event.target.value })}
      disabled={isFixed}
    >
      {draft.offered.map(({ paymentId, left }, place) => (
        <MenuItem key={paymentId} value={paymentId}>
          {say('orders.refund.paymentOf', { nth: place + 1, left: money(left) })}
        </MenuItem>
      ))}
    </TextField>
  );
}

function HowMuch({ draft, change, read, isFixed }: FieldsProps) {
  const say = useSay();
  const { money } = useFormat();
  const left = money(read.left);
  return (
    <>
      <RadioGroup
        aria-label={say('orders.refund.howMuch')}
        value={draft.isPart ? 'part' : 'all'}
        onChange={(_event, value) => change({ isPart: value === 'part' })}
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
      {draft.isPart && (
        <TextField
          label={say('orders.refund.amount', { currency: read.left.currency })}
          value={draft.text}
          onChange={(event) => change({ text: event.target.value })}
          disabled={isFixed}
          autoFocus
          required
          error={read.isMisread || read.isTooMuch}
          helperText={
            read.isTooMuch ? say('orders.refund.tooMuch', { left }) : say('orders.refund.amountHint')
          }
          slotProps={{ htmlInput: { inputMode: 'decimal' } }}
        />
      )}
    </>
  );
}
