import { Earth, Map as MapIcon } from 'lucide-react';
import { useFormat } from '../format/use-format.ts';
import type { PlanPassFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Flag } from '../places/flag.tsx';

type PlanPlace = Pick<PlanPassFragment, 'scope' | 'country' | 'region'>;

/** Where a plan works, in a word or two. */
export function usePlaceName() {
  const { t } = useTranslation();
  return ({ scope, country, region }: PlanPlace) =>
    scope === 'GLOBAL' ? t('place.global') : (country?.name ?? region?.name ?? '');
}

export function PlanPlaceLine({ plan }: { plan: PlanPlace }) {
  const placeName = usePlaceName();
  const Icon = plan.scope === 'GLOBAL' ? Earth : MapIcon;
  return (
    <span className="flex min-w-0 items-center gap-2">
      {plan.country ? (
        <Flag iso2={plan.country.iso2} className="w-5" />
      ) : (
        <Icon aria-hidden className="size-4 shrink-0 text-brand" />
      )}
      <span className="truncate">{placeName(plan)}</span>
    </span>
  );
}

/** The same for an order: the catalogue may have changed since, its country codes have not. */
export function SnapshotPlaceLine({ countryCodes }: { countryCodes: readonly string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [only] = countryCodes;
  if (only && countryCodes.length === 1) {
    return (
      <span className="flex min-w-0 items-center gap-2">
        <Flag iso2={only} className="w-5" />
        <span className="truncate">{format.country(only)}</span>
      </span>
    );
  }
  return (
    <span className="flex min-w-0 items-center gap-2">
      <MapIcon aria-hidden className="size-4 shrink-0 text-brand" />
      <span className="truncate">{t('place.countryCount', { count: countryCodes.length })}</span>
    </span>
  );
}
