import { TextField } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';

const digits = 6;

/** Whether a code of an authenticator is typed whole. */
export const isWholeCode = (code: string): boolean => code.length === digits;

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
      onChange={(event) => onChange(event.target.value.replace(/\D/g, '').slice(0, digits))}
      name="second-factor"
      autoComplete="one-time-code"
      autoFocus
      required
      error={problem !== null}
      helperText={problem}
      slotProps={{
        formHelperText: { role: 'alert' },
        htmlInput: { inputMode: 'numeric' },
        input: {
          sx: {
            height: 52,
            '& input': { fontSize: 24, letterSpacing: '0.3em', fontVariantNumeric: 'tabular-nums' },
          },
        },
      }}
    />
  );
}
