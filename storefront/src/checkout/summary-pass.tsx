import type { ReactNode } from 'react';
import type { Amount } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PassFacts } from '../pass/pass-facts.tsx';
import { PlaceShape } from '../places/place-shape.tsx';

type SummaryPassProps = {
  place: ReactNode;
  name: string;
  carrierName: string;
  /** The one country, for its shape. */
  iso2: string | null;
  plan: { isUnlimited: boolean; dataMb: number | null; validityDays: number };
  unitPrice: Amount;
  quantity: number;
  total: Amount;
  children?: ReactNode;
};

/** The pass as it will be ordered: torn off below with the sum. */
export function SummaryPass({
  place,
  name,
  carrierName,
  iso2,
  plan,
  unitPrice,
  quantity,
  total,
  children,
}: SummaryPassProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="pass pass-tall">
      <div className="pass-body flex flex-col gap-4 p-5">
        {iso2 && (
          <PlaceShape
            iso2={iso2}
            className="absolute -right-3 -bottom-6 -z-10 size-40 text-brand opacity-[0.11]"
          />
        )}
        <div>
          <div className="font-medium">{place}</div>
          <p className="mt-0.5 text-sm text-soft">
            {name} · {carrierName}
          </p>
        </div>
        <PassFacts plan={plan} />
      </div>
      <div className="pass-stub p-5">
        <span className="pass-perforation" />
        {children}
        <dl className="figures text-sm">
          {quantity > 1 && (
            <div className="mb-1 flex justify-between gap-3 text-soft">
              <dt>{t('checkout.times', { count: quantity, price: format.money(unitPrice) })}</dt>
              <dd>{format.money({ ...unitPrice, amount: unitPrice.amount * quantity })}</dd>
            </div>
          )}
          <div className="flex items-baseline justify-between gap-3">
            <dt className="text-base font-semibold">{t('checkout.total')}</dt>
            <dd className="font-display text-xl font-extrabold" aria-live="polite">
              {format.money(total)}
            </dd>
          </div>
        </dl>
      </div>
    </div>
  );
}
