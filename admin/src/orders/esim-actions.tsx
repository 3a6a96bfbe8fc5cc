import Visibility from '@mui/icons-material/VisibilityOutlined';
import { Stack } from '@mui/material';
import { DialogButton } from '../actions/dialog-button.tsx';
import type { EsimStatus, ReviewAction } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { DeliveryActions } from '../review/delivery-actions.tsx';
import { SupplierRefundDialog } from '../review/supplier-refund-dialog.tsx';
import { useMay } from '../session/use-may.ts';
import type { OrderWhole } from './order.reader.ts';
import { RevealDialog } from './reveal-dialog.tsx';

/** States in which an eSIM has no code yet, or none any more. */
const codeless: readonly EsimStatus[] = ['PENDING', 'PROVISIONING', 'FAILED', 'IN_REVIEW'];
/** States that a person decides about. */
const undecided: readonly EsimStatus[] = ['IN_REVIEW', 'FAILED'];
/** What is offered then; the server knows which of them lead nowhere wrong, and says so. */
const decisions: readonly ReviewAction[] = ['RETRY', 'ATTACH', 'REFUND'];

interface EsimActionsProps {
  esim: OrderWhole['esims'][number];
  isPaid: boolean;
}

/** What this person can do with one eSIM as it now is. */
export function EsimActions({ esim, isPaid }: EsimActionsProps) {
  const say = useSay();
  const may = useMay();
  return (
    <Stack direction="row" sx={{ gap: 0.5, flexWrap: 'wrap' }}>
      {isPaid && undecided.includes(esim.status) && <DeliveryActions esim={esim} actions={decisions} />}
      {may('reveal') && !codeless.includes(esim.status) && (
        <DialogButton
          label={say('orders.reveal.open')}
          size="small"
          variant="text"
          startIcon={<Visibility />}
        >
          {(close) => <RevealDialog esimId={esim.id} onClose={close} />}
        </DialogButton>
      )}
      {may('refund') && esim.attempts.length > 0 && !codeless.includes(esim.status) && (
        <DialogButton label={say('review.supplierRefund.open')} size="small" variant="text">
          {(close) => <SupplierRefundDialog esimId={esim.id} onClose={close} />}
        </DialogButton>
      )}
    </Stack>
  );
}
