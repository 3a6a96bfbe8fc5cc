import { Stack, TextField } from '@mui/material';
import { type Money, parseMoney } from '../format/money.ts';
import { useSay } from '../i18n/use-say.ts';

/** An amount as it is being typed. */
export interface MoneyDraft {
  text: string;
  currency: string;
}

const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code);

/** The amount that was typed, in minor units; null where there is none. */
export function moneyOf({ text, currency }: MoneyDraft): Money | null {
  if (!isCurrency(currency)) return null;
  const amount = parseMoney(text, currency);
  return amount === null || amount === 0 ? null : { amount, currency };
}

/** Whether nothing was typed, or an amount. */
export const isMoneyDraft = (draft: MoneyDraft): boolean => draft.text === '' || moneyOf(draft) !== null;

interface MoneyFieldsProps {
  label: string;
  value: MoneyDraft;
  onChange: (value: MoneyDraft) => void;
  isFirst?: boolean;
  isFixed: boolean;
}

/** An amount and its currency. */
export function MoneyFields({ label, value, onChange, isFirst = false, isFixed }: MoneyFieldsProps) {
  const say = useSay();
  return (
    <Stack direction="row" sx={{ gap: 1 }}>
      <TextField
        label={label}
        value={value.text}
        onChange={(event) => onChange({ ...value, text: event.target.value })}
        autoFocus={isFirst}
        disabled={isFixed}
        error={!isMoneyDraft(value)}
        helperText={say('orders.refund.amountHint')}
        sx={{ flexGrow: 1 }}
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      />
      <TextField
        label={say('review.currency')}
        value={value.currency}
        onChange={(event) => onChange({ ...value, currency: event.target.value.toUpperCase().slice(0, 3) })}
        disabled={isFixed}
        error={!isCurrency(value.currency)}
        sx={{ width: 100 }}
      />
    </Stack>
  );
}
