import { useState } from 'react';
import { ActionDialog } from '../actions/action-dialog.tsx';
import { type Done, useAction } from '../actions/use-action.ts';
import { CodeField, isWholeCode } from '../session/code-field.tsx';

interface CodeDialogProps<Answer extends object> {
  title: string;
  text: string;
  confirmLabel: string;
  isGrave?: boolean;
  perform: (code: string) => Promise<Answer | null | undefined>;
  onDone: (answer: Done<Answer>) => void;
  onClose: () => void;
}

/** A question that a code of the authenticator answers. */
export function CodeDialog<Answer extends object>({
  perform,
  onDone,
  onClose,
  ...dialog
}: CodeDialogProps<Answer>) {
  const [code, setCode] = useState('');
  const { run, isBusy, refusal } = useAction();
  const confirm = async () => {
    const answer = await run(() => perform(code));
    if (!answer) return;
    onClose();
    onDone(answer);
  };
  return (
    <ActionDialog
      {...dialog}
      isBusy={isBusy}
      isReady={isWholeCode(code)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <CodeField value={code} onChange={setCode} problem={null} />
    </ActionDialog>
  );
}
