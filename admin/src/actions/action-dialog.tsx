import { Alert, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type ReactNode, type SyntheticEvent, useId } from 'react';
import { useSay } from '../i18n/use-say.ts';
import type { Refusal } from './outcome.ts';

interface ActionDialogProps {
  title: string;
  /** What will happen, and what will not. */
  text: ReactNode;
  confirmLabel: string;
  /** What cannot be taken back is red. */
  isGrave?: boolean;
  isBusy: boolean;
  isReady?: boolean;
  refusal: Refusal | null;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/**
 * Asks before something is done and says what that will do. Enter confirms, Esc closes, and the keyboard goes back
 * to where it came from. What the server refuses is said inside, with everything typed still there.
 */
export function ActionDialog({
  title,
  text,
  confirmLabel,
  isGrave = false,
  isBusy,
  isReady = true,
  refusal,
  onConfirm,
  onClose,
  children,
}: ActionDialogProps) {
  const say = useSay();
  const id = useId();
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (isReady && !isBusy) onConfirm();
  };
  return (
    <Dialog
      open
      fullWidth
      maxWidth="xs"
      aria-labelledby={id}
      onClose={() => isBusy || onClose()}
      // A dialog stands inside a table's row for React: what is clicked in it is not the row's.
      onClick={(event) => event.stopPropagation()}
    >
      <form noValidate onSubmit={submit}>
        <DialogTitle id={id}>{title}</DialogTitle>
        <DialogContent sx={{ display: 'flex', flexDirection: 'column', gap: 2 }}>
          <Typography component="div">{text}</Typography>
          {children}
          {refusal && (
            <Alert severity="error" role="alert">
              {refusal.message}
              {refusal.isUnknown && <div>{say('actions.unknown')}</div>}
            </Alert>
          )}
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={onClose} disabled={isBusy}>
            {say('actions.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={isGrave ? 'error' : 'primary'}
            loading={isBusy}
            disabled={!isReady}
            autoFocus={children === undefined}
          >
            {confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
