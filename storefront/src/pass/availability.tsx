import { CircleSlash, PackageCheck, Zap } from 'lucide-react';
import type { Availability as State } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';

const looks = {
  IN_STOCK: { icon: Zap, className: 'text-ready' },
  ON_DEMAND: { icon: PackageCheck, className: 'text-soft' },
  SOLD_OUT: { icon: CircleSlash, className: 'text-wait' },
};

/** From real stock and suppliers: in stock is handed over at once, on demand is made by the supplier first. */
export function Availability({ of, className = '' }: { of: State; className?: string }) {
  const { t } = useTranslation();
  const { icon: Icon, className: colour } = looks[of];
  return (
    <p className={`flex items-center gap-1 text-xs whitespace-nowrap font-medium ${colour} ${className}`}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {t(`availability.${of}`)}
    </p>
  );
}
