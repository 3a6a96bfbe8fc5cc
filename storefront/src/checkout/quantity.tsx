import { Minus, Plus } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';

export const MAX_QUANTITY = 10;

type QuantityProps = { value: number; onChange: (quantity: number) => void; error: string | null };

/** How many eSIMs, one for each traveller or phone. */
export function Quantity({ value, onChange, error }: QuantityProps) {
  const { t } = useTranslation();
  const button =
    'flex size-11 items-center justify-center rounded-control border border-control bg-surface hover:bg-brand-soft disabled:opacity-40';
  return (
    <fieldset>
      <legend className="sr-only">{t('checkout.quantity')}</legend>
      <div className="flex items-center justify-between gap-4">
        <div aria-hidden>
          <p className="text-sm font-medium">{t('checkout.quantity')}</p>
          <p className="text-xs text-soft">{t('checkout.quantityHint')}</p>
        </div>
        <div className="flex items-center gap-1">
          <button
            type="button"
            className={button}
            disabled={value <= 1}
            aria-label={t('checkout.fewer')}
            onClick={() => onChange(value - 1)}
          >
            <Minus aria-hidden className="size-4" />
          </button>
          <output className="figures w-9 text-center font-display text-lg font-bold" aria-live="polite">
            {value}
          </output>
          <button
            type="button"
            className={button}
            disabled={value >= MAX_QUANTITY}
            aria-label={t('checkout.more')}
            onClick={() => onChange(value + 1)}
          >
            <Plus aria-hidden className="size-4" />
          </button>
        </div>
      </div>
      {error && (
        <p role="alert" className="mt-2 text-sm text-lost">
          {error}
        </p>
      )}
    </fieldset>
  );
}
