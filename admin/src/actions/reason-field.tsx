import { TextField } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';

const shortest = 3;
const longest = 500;

/** Whether the server takes a reason of this length. */
export const isReason = (text: string): boolean => text.trim().length >= shortest && text.length <= longest;

interface ReasonFieldProps {
  value: string;
  onChange: (reason: string) => void;
  isFirst?: boolean;
  isFixed?: boolean;
}

/** Why something is done, for the order's history and the audit log. */
export function ReasonField({ value, onChange, isFirst = false, isFixed = false }: ReasonFieldProps) {
  const say = useSay();
  return (
    <TextField
      label={say('actions.reason')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      autoFocus={isFirst}
      disabled={isFixed}
      required
      fullWidth
      helperText={say('actions.reasonHint')}
      slotProps={{ htmlInput: { maxLength: longest } }}
    />
  );
}
