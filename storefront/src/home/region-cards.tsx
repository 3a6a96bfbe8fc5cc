import { Earth } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Amount } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { RegionMap } from '../places/region-map.tsx';
import { type HomeGlobal, type HomeRegion, regionPath } from './destinations.ts';

type RegionCardsProps = { regions: readonly HomeRegion[]; global: HomeGlobal | null };

/** Regions that plans are sold for, each drawn from its countries, and the world. */
export function RegionCards({ regions, global }: RegionCardsProps) {
  const { t } = useTranslation();
  if (regions.length === 0) return null;
  return (
    <section aria-labelledby="regions" className="shell pb-14">
      <h2 id="regions" className="text-2xl">
        {t('home.regions')}
      </h2>
      <p className="mt-1 mb-5 text-soft">{t('home.regionsHint')}</p>
      <ul className="grid grid-cols-2 gap-3 lg:grid-cols-3">
        {regions.map((region) => (
          <li key={region.code} className="min-w-0">
            <RegionCard
              path={regionPath(region.code)}
              name={region.name}
              detail={t('place.countryCount', { count: region.countryCodes.length })}
              fromPrice={region.fromPrice}
              picture={
                <RegionMap
                  codes={region.countryCodes}
                  className="h-20 w-full shrink-0 sm:h-24 sm:w-28 lg:w-32"
                />
              }
            />
          </li>
        ))}
        {global && global.totalCount > 0 && (
          <li className="min-w-0">
            <RegionCard
              path="/global"
              name={t('place.global')}
              detail={t('place.planCount', { count: global.totalCount })}
              fromPrice={global.nodes[0]?.price ?? null}
              picture={
                <Earth
                  aria-hidden
                  strokeWidth={0.9}
                  className="size-20 shrink-0 self-center text-brand opacity-50"
                />
              }
            />
          </li>
        )}
      </ul>
    </section>
  );
}

type RegionCardProps = {
  path: string;
  name: string;
  detail: string;
  fromPrice: Amount | null;
  picture: ReactNode;
};

function RegionCard({ path, name, detail, fromPrice, picture }: RegionCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Link
      to={path}
      className="flex h-full flex-col-reverse justify-between gap-3 rounded-card border border-line bg-surface p-4 transition-colors duration-150 hover:border-brand sm:flex-row sm:items-center"
    >
      <span className="min-w-0">
        <span className="block font-display leading-tight font-bold sm:text-lg">{name}</span>
        <span className="figures mt-1 block text-sm text-soft">{detail}</span>
        {fromPrice && (
          <span className="figures mt-2 block text-sm font-semibold">
            {t('place.from', { price: format.money(fromPrice) })}
          </span>
        )}
      </span>
      {picture}
    </Link>
  );
}
