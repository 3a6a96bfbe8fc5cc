import { Link } from 'react-router';
import type { CountryHeadQuery } from '../generated/graphql.ts';
import { regionPath } from '../home/destinations.ts';
import { useTranslation } from '../i18n/use-translation.ts';

type NeighboursProps = {
  country: NonNullable<CountryHeadQuery['country']>;
  /** Whether a plan for the world works there. */
  isInGlobal: boolean;
};

/** The regions whose plans work in a country too, and the world. */
export function Neighbours({ country, isInGlobal }: NeighboursProps) {
  const { t } = useTranslation();
  const places = [
    ...country.soldRegions.map(({ code, name }) => ({ path: regionPath(code), name })),
    ...(isInGlobal ? [{ path: '/global', name: t('place.global') }] : []),
  ];
  if (places.length === 0) return null;
  return (
    <section aria-labelledby="neighbours" className="mt-12">
      <h2 id="neighbours" className="text-xl">
        {t('place.neighbours')}
      </h2>
      <p className="mt-1 text-soft">{t('place.neighboursText', { name: country.name })}</p>
      <ul className="mt-3 flex flex-wrap gap-2">
        {places.map(({ path, name }) => (
          <li key={path}>
            <Link
              to={path}
              className="inline-flex min-h-11 items-center rounded-control border border-line bg-surface px-4 font-medium hover:border-brand"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
