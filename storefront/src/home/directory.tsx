import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Flag } from '../places/flag.tsx';
import { countryPath, type HomeCountry } from './destinations.ts';

/** Every country, by the part of the world it lies in. */
export function Directory({ countries }: { countries: readonly HomeCountry[] }) {
  const { t } = useTranslation();
  const groups = useMemo(() => {
    const byRegion = Map.groupBy(countries, ({ region }) => region.name);
    return [...byRegion].toSorted(([a], [b]) => a.localeCompare(b));
  }, [countries]);
  if (groups.length === 0) return null;
  return (
    <section aria-labelledby="all" className="shell">
      <h2 id="all" className="mb-5 text-2xl">
        {t('home.all')}
      </h2>
      <div className="overflow-hidden rounded-card border border-line bg-surface">
        {groups.map(([region, members]) => (
          <details key={region} className="group border-line not-first:border-t">
            <summary className="flex min-h-14 list-none items-center gap-3 px-4 hover:bg-stub [&::-webkit-details-marker]:hidden">
              <span className="font-display text-lg font-bold">{region}</span>
              <span className="figures text-sm text-soft">
                {t('place.countryCount', { count: members.length })}
              </span>
              <ChevronDown
                aria-hidden
                className="ml-auto size-5 text-soft transition-transform duration-200 group-open:rotate-180"
              />
            </summary>
            <ul className="grid gap-x-4 px-2 pb-3 sm:grid-cols-2 lg:grid-cols-3">
              {members.map((country) => (
                <CountryRow key={country.id} country={country} />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
  );
}

function CountryRow({ country }: { country: HomeCountry }) {
  const format = useFormat();
  return (
    <li className="min-w-0">
      <Link
        to={countryPath(country.iso2)}
        className="flex min-h-11 items-center gap-3 rounded-control px-2 hover:bg-brand-soft"
      >
        <Flag iso2={country.iso2} />
        <span className="min-w-0 flex-1 truncate">{country.name}</span>
        {country.fromPrice && (
          <span className="figures text-sm text-soft">{format.money(country.fromPrice)}</span>
        )}
      </Link>
    </li>
  );
}
