import type { ButtonProps } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { ActionDialog } from './action-dialog.tsx';
import { DialogButton } from './dialog-button.tsx';
import { isReason, ReasonField } from './reason-field.tsx';
import { useAction } from './use-action.ts';

interface ConfirmProps<Answer extends object> {
  title: string;
  text: ReactNode;
  confirmLabel: string;
  isGrave?: boolean;
  /** Whether a reason is asked for; `perform` then gets one the server takes. */
  asksReason?: boolean;
  perform: (reason: string) => Promise<Answer | null | undefined>;
  /** What is said once it is done. */
  done: string;
  onDone?: () => void;
}

interface ConfirmActionProps<Answer extends object>
  extends ConfirmProps<Answer>,
    Pick<ButtonProps, 'startIcon' | 'variant' | 'color' | 'size'> {
  label: string;
}

/** A button for one thing that is done after a question, and for most of them after a reason. */
export function ConfirmAction<Answer extends object>({
  label,
  startIcon,
  variant,
  color,
  size,
  ...confirm
}: ConfirmActionProps<Answer>) {
  return (
    <DialogButton
      label={label}
      startIcon={startIcon}
      {...(variant ? { variant } : {})}
      {...(color ? { color } : {})}
      {...(size ? { size } : {})}
    >
      {(close) => <ConfirmDialog {...confirm} onClose={close} />}
    </DialogButton>
  );
}

/** The question itself, where no button of its own opens it. */
export function ConfirmDialog<Answer extends object>({
  asksReason = false,
  perform,
  done,
  onDone,
  onClose,
  ...dialog
}: ConfirmProps<Answer> & { onClose: () => void }) {
  const notify = useNotify();
  const refresh = useRefresh();
  const [reason, setReason] = useState('');
  const { run, isBusy, refusal } = useAction();
  const confirm = async () => {
    if (!(await run(() => perform(reason.trim())))) return;
    onClose();
    notify(done, { type: 'success' });
    onDone?.();
    refresh();
  };
  return (
    <ActionDialog
      {...dialog}
      isBusy={isBusy}
      isReady={!asksReason || isReason(reason)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {asksReason ? <ReasonField value={reason} onChange={setReason} isFirst /> : undefined}
    </ActionDialog>
  );
}
