import Visibility from '@mui/icons-material/VisibilityOutlined';
import { Stack } from '@mui/material';
import { DialogButton } from '../actions/dialog-button.tsx';
import type { EsimStatus } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { useMay } from '../session/use-may.ts';
import type { OrderWhole } from './order.reader.ts';
import { RevealDialog } from './reveal-dialog.tsx';

/** States in which an eSIM has no code yet, or none any more. */
const codeless: readonly EsimStatus[] = ['PENDING', 'PROVISIONING', 'FAILED', 'IN_REVIEW'];

/** What this person can do with one eSIM as it now is. */
export function EsimActions({ esim }: { esim: OrderWhole['esims'][number] }) {
  const say = useSay();
  const may = useMay();
  return (
    <Stack direction="row" sx={{ gap: 0.5, justifyContent: 'flex-end', flexWrap: 'wrap' }}>
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
    </Stack>
  );
}
