import { TextField } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { CodeField } from './code-field.tsx';
import { isWholeCode } from './code-input.ts';

interface FactorCodeFieldProps {
  value: string;
  onChange: (code: string) => void;
  problem: string | null;
  /** A recovery code is typed, as the authenticator is lost. */
  isRecovery: boolean;
}

/** Whether a code is typed that the server can try. */
export const isTyped = (code: string, isRecovery: boolean): boolean =>
  isRecovery ? code.trim() !== '' : isWholeCode(code);

/** What proves the second factor: a code of the authenticator, or one of the recovery codes. */
export function FactorCodeField({ value, onChange, problem, isRecovery }: FactorCodeFieldProps) {
  const say = useSay();
  if (!isRecovery) return <CodeField value={value} onChange={onChange} problem={problem} />;
  return (
    <TextField
      label={say('secondFactor.recoveryCode')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      name="recovery-code"
      autoComplete="off"
      autoFocus
      required
      error={problem !== null}
      helperText={problem}
      slotProps={{ formHelperText: { role: 'alert' } }}
    />
  );
}
