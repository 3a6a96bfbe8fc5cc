import Visibility from '@mui/icons-material/VisibilityOutlined';
import { Stack } from '@mui/material';
import { DialogButton } from '../actions/dialog-button.tsx';
import { useSay } from '../i18n/use-say.ts';
import { DeliveryActions } from '../review/delivery-actions.tsx';
import { SupplierRefundDialog } from '../review/supplier-refund-dialog.tsx';
import { useMay } from '../session/use-may.ts';
import { hasCode } from './esim-code.ts';
import type { OrderWhole } from './order.reader.ts';
import { RevealDialog } from './reveal-dialog.tsx';

/** What this person can do with one eSIM as it now is. */
export function EsimActions({ esim }: { esim: OrderWhole['esims'][number] }) {
  const say = useSay();
  const may = useMay();
  return (
    <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
      <DeliveryActions esim={esim} actions={esim.actions} />
      {may('reveal') && hasCode(esim.status) && (
        <DialogButton
          label={say('orders.reveal.open')}
          size="small"
          variant="text"
          startIcon={<Visibility />}
        >
          {(close) => <RevealDialog esimId={esim.id} onClose={close} />}
        </DialogButton>
      )}
      {may('refund') && esim.attempts.length > 0 && (
        <DialogButton label={say('review.supplierRefund.open')} size="small" variant="text">
          {(close) => <SupplierRefundDialog esimId={esim.id} onClose={close} />}
        </DialogButton>
      )}
    </Stack>
  );
}
