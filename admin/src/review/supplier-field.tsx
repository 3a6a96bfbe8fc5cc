import { MenuItem, TextField } from '@mui/material';
import { useSay } from '../i18n/use-say.ts';
import { useSuppliers } from './use-suppliers.ts';

interface SupplierFieldProps {
  value: string;
  onChange: (supplier: string) => void;
  /** What it means that none is chosen. */
  noneText: string;
  isFirst?: boolean;
  isFixed: boolean;
}

/** One of the shop's suppliers, or none in particular (an empty text). */
export function SupplierField({ value, onChange, noneText, isFirst = false, isFixed }: SupplierFieldProps) {
  const say = useSay();
  return (
    <TextField
      select
      label={say('review.supplier')}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      autoFocus={isFirst}
      disabled={isFixed}
      // What stands for none is shown, as any other choice.
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
    >
      <MenuItem value="">{noneText}</MenuItem>
      {useSuppliers().map((supplier) => (
        <MenuItem key={supplier} value={supplier}>
          {supplier}
        </MenuItem>
      ))}
    </TextField>
  );
}
