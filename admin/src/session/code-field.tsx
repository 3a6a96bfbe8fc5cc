import { TextField } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { codeInput, digitsOf } from './code-input.ts';

interface CodeFieldProps {
  value: string;
  onChange: (code: string) => void;
  problem: string | null;
}

/** The six digits that an authenticator shows. Spaces that it shows between them are taken out. */
export function CodeField({ value, onChange, problem }: CodeFieldProps) {
  const say = useSay();
  return (
    <TextField
      label={say('secondFactor.code')}
      value={value}
      onChange={(event) => onChange(digitsOf(event.target.value))}
      name="second-factor"
      autoComplete="one-time-code"
      autoFocus
      required
      error={problem !== null}
      helperText={problem}
      slotProps={{
        formHelperText: { role: 'alert' },
        htmlInput: { inputMode: 'numeric' },
        input: { sx: codeInput },
      }}
    />
  );
}
