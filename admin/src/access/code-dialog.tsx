import { Button } from '@mui/material';
import { useState } from 'react';
import { ActionDialog } from '../actions/action-dialog.tsx';
import type { Done } from '../actions/outcome.ts';
import { useAction } from '../actions/use-action.ts';
import { useSay } from '../i18n/use-say.ts';
import { FactorCodeField, isTyped } from '../session/factor-code.tsx';

interface CodeDialogProps<Answer extends object> {
  title: string;
  text: string;
  confirmLabel: string;
  isGrave?: boolean;
  perform: (code: string) => Promise<Answer | null | undefined>;
  onDone: (answer: Done<Answer>) => void;
  onClose: () => void;
}

/** A question that a code of the authenticator answers, or one of the recovery codes where it is lost. */
export function CodeDialog<Answer extends object>({
  perform,
  onDone,
  onClose,
  ...dialog
}: CodeDialogProps<Answer>) {
  const say = useSay();
  const [code, setCode] = useState('');
  const [isRecovery, setIsRecovery] = useState(false);
  const { run, isBusy, refusal } = useAction();
  const confirm = async () => {
    const answer = await run(() => perform(code.trim()));
    if (!answer) return;
    onClose();
    onDone(answer);
  };
  const swap = () => {
    setCode('');
    setIsRecovery(!isRecovery);
  };
  return (
    <ActionDialog
      {...dialog}
      isBusy={isBusy}
      isReady={isTyped(code, isRecovery)}
      refusal={refusal}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <FactorCodeField value={code} onChange={setCode} problem={null} isRecovery={isRecovery} />
      <Button onClick={swap} sx={{ alignSelf: 'flex-start' }}>
        {say(isRecovery ? 'secondFactor.useCode' : 'secondFactor.useRecovery')}
      </Button>
    </ActionDialog>
  );
}
