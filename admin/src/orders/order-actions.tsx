import Undo from '@mui/icons-material/Undo';
import { Stack } from '@mui/material';
import { DialogButton } from '../actions/dialog-button.tsx';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import { CancelAction } from './cancel-action.tsx';
import type { OrderWhole } from './order.reader.ts';
import { RefundDialog } from './refund-dialog.tsx';
import { refundableOf } from './refundable.ts';
import { ResendAction } from './resend-action.tsx';

/** Whether there is something to send again. */
const hasDelivered = ({ fulfillmentStatus }: OrderWhole): boolean =>
  fulfillmentStatus === 'FULFILLED' || fulfillmentStatus === 'PARTIALLY_FULFILLED';

/** What this person can do with the order as it now is. */
export function OrderActions({ order }: { order: OrderWhole }) {
  const say = useSay();
  const may = useMay();
  const [first, ...others] = refundableOf(order.payments);
  return (
    <Stack direction="row" sx={{ gap: 1, flexWrap: 'wrap' }}>
      {may('cancel') && order.isCancellable && <CancelAction number={order.number} />}
      {may('resend') && hasDelivered(order) && (
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
