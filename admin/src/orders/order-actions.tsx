import Undo from '@mui/icons-material/Undo';
import { Stack } from '@mui/material';
import { DialogButton } from '../actions/dialog-button.tsx';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { CancelAction } from './cancel-action.tsx';
import { isUsable } from './esim-code.ts';
import type { OrderWhole } from './order.reader.ts';
import { type Refundable, RefundDialog } from './refund-dialog.tsx';
import { ResendAction } from './resend-action.tsx';

/** Whether there is something to send again: an eSIM that has a code and has not been taken back. */
const hasUsable = ({ esims }: OrderWhole): boolean => esims.some(({ status }) => isUsable(status));

/** The payments of which something can still go back. */
const refundableOf = ({ payments }: OrderWhole): Refundable[] =>
  payments
    // Only these two of an amount: a part of it is sent back as it stands here.
    .map(({ id, refundable: { amount, currency } }) => ({ paymentId: id, left: { amount, currency } }))
    .filter(({ left }) => left.amount > 0);

/** What this person can do with the order as it now is. */
export function OrderActions({ order }: { order: OrderWhole }) {
  const say = useSay();
  const may = useMay();
  const [first, ...others] = refundableOf(order);
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      {may('cancel') && order.isCancellable && <CancelAction number={order.number} />}
      {may('resend') && hasUsable(order) && (
        <ResendAction number={order.number} email={order.customer.email} />
      )}
      {may('refund') && first && (
        <DialogButton label={say('orders.refund.open')} startIcon={<Undo />}>
          {(close) => <RefundDialog order={order} refundable={[first, ...others]} onClose={close} />}
        </DialogButton>
      )}
    </Stack>
  );
}
