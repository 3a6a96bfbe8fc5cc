import { Link } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Flag } from '../places/flag.tsx';
import { PlaceShape } from '../places/place-shape.tsx';
import { Bone, Loading } from '../ui/skeleton.tsx';
import { countryPath, type HomeCountry } from './destinations.ts';

const SHOWN = 8;

export type PopularCountry = HomeCountry & { planCount: number };
type PopularProps = { countries: readonly PopularCountry[]; isLoading: boolean };

/** What travellers buy most here, told by the server. */
export function Popular({ countries, isLoading }: PopularProps) {
  const { t } = useTranslation();
  if (isLoading) return <PopularSkeleton />;
  if (countries.length === 0) return null;
  return (
    <section aria-labelledby="popular" className="shell pb-14">
      <h2 id="popular" className="mb-5 text-2xl">
        {t('home.popular')}
      </h2>
      <ul className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {countries.map((country) => (
          <li key={country.iso2} className="min-w-0">
            <CountryCard country={country} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function CountryCard({ country }: { country: PopularCountry }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Link
      to={countryPath(country.iso2)}
      className="group relative isolate flex h-40 flex-col justify-between overflow-hidden rounded-card border border-line bg-surface p-4 transition-colors duration-150 hover:border-brand sm:h-44"
    >
      <PlaceShape
        iso2={country.iso2}
        className="absolute -right-3 -bottom-3 -z-10 size-32 text-brand opacity-15 transition-opacity duration-200 group-hover:opacity-30 sm:size-36"
      />
      <span className="flex min-w-0 items-center gap-2.5">
        <Flag iso2={country.iso2} />
        <span className="min-w-0 font-display leading-tight font-bold">{country.name}</span>
      </span>
      <span>
        <span className="figures block font-semibold">
          {country.fromPrice && t('place.from', { price: format.money(country.fromPrice) })}
        </span>
        <span className="figures text-sm text-soft">
          {t('place.planCount', { count: country.planCount })}
        </span>
      </span>
    </Link>
  );
}

function PopularSkeleton() {
  return (
    <Loading className="shell pb-14">
      <Bone className="mb-5 h-8 w-56" />
      <div className="grid grid-cols-2 gap-3 md:grid-cols-4">
        {Array.from({ length: SHOWN }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: all the same, never reordered
          <Bone key={index} className="h-40 rounded-card sm:h-44" />
        ))}
      </div>
    </Loading>
  );
}
