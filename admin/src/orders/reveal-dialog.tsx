import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { useState } from 'react';
import { ActionDialog } from '../actions/action-dialog.tsx';
import type { Done } from '../actions/outcome.ts';
import { isReason, ReasonField } from '../actions/reason-field.tsx';
import { useAction } from '../actions/use-action.ts';
import { type RevealActivationCodeMutation, useRevealActivationCodeMutation } from '../generated/graphql.ts';
import { useSay } from '../i18n/use-say.ts';
import { Facts } from '../ui/facts.tsx';

type Revealed = Done<RevealActivationCodeMutation['revealActivationCode']>;

/** Shows a buyer's activation code to staff, for a reason. It lives in this dialog and is gone with it. */
export function RevealDialog({ esimId, onClose }: { esimId: string; onClose: () => void }) {
  const say = useSay();
  const [reason, setReason] = useState('');
  const [code, setCode] = useState<Revealed | null>(null);
  const [reveal, { reset }] = useRevealActivationCodeMutation();
  const { run, isBusy, refusal } = useAction();
  const confirm = async () => {
    const variables = { esimId, reason: reason.trim() };
    setCode(await run(async () => (await reveal({ variables })).data?.revealActivationCode));
    // Apollo keeps a mutation's last answer for its hook; this one is nobody's to keep.
    reset();
  };
  if (code) return <RevealedCode code={code} onClose={onClose} />;
  return (
    <ActionDialog
      title={say('orders.reveal.title')}
      text={say('orders.reveal.text')}
      confirmLabel={say('orders.reveal.confirm')}
      isBusy={isBusy}
      isReady={isReason(reason)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} isFirst />
    </ActionDialog>
  );
}

function RevealedCode({ code, onClose }: { code: Revealed; onClose: () => void }) {
  const say = useSay();
  return (
    <Dialog open fullWidth maxWidth="xs" onClose={onClose} aria-labelledby="revealed">
      <DialogTitle id="revealed">{say('orders.reveal.shownTitle')}</DialogTitle>
      <DialogContent>
        <Typography sx={{ color: 'text.secondary', mb: 2 }}>{say('orders.reveal.shown')}</Typography>
        {/* A camera needs dark on white in the dark theme too. */}
        <Box
          sx={{ width: 'fit-content', mx: 'auto', mb: 2, p: 1.5, borderRadius: 1, backgroundColor: '#fff' }}
        >
          <Box
            component="img"
            src={code.qrCode}
            alt={say('orders.reveal.qr')}
            sx={{ display: 'block', width: 200, height: 200, imageRendering: 'pixelated' }}
          />
        </Box>
        <Facts
          facts={[
            { label: say('orders.reveal.code'), value: code.activationCode },
            { label: say('orders.reveal.smdp'), value: code.smdpAddress },
            { label: say('orders.reveal.matchingId'), value: code.matchingId },
          ]}
        />
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button variant="contained" onClick={onClose} autoFocus>
          {say('orders.reveal.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
