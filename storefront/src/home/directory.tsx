import { ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Flag } from '../places/flag.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { countryPath, type HomeCountry, type HomeRegion } from './destinations.ts';

type DirectoryProps = { countries: readonly HomeCountry[]; regions: readonly HomeRegion[] };

/** Every country, by the part of the world it lies in. */
export function Directory({ countries, regions }: DirectoryProps) {
  const { t } = useTranslation();
  const { locale } = usePreferences();
  const groups = useMemo(() => {
    const names = new Map(regions.map(({ code, name }) => [code, name]));
    const byRegion = new Map<string, HomeCountry[]>();
    for (const country of countries) {
      const name = names.get(country.region.code) ?? country.region.code;
      byRegion.set(name, [...(byRegion.get(name) ?? []), country]);
    }
    return [...byRegion].toSorted(([a], [b]) => a.localeCompare(b, locale));
  }, [countries, regions, locale]);
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
            <ul className="directory grid gap-x-4 px-2 pb-3 sm:grid-cols-2 lg:grid-cols-3">
              {members.map((country) => (
                <CountryRow key={country.iso2} country={country} />
              ))}
            </ul>
          </details>
        ))}
      </div>
    </section>
  );
}

/** There are two hundred of these in the page's text: what they look like is written once, in app.css. */
function CountryRow({ country }: { country: HomeCountry }) {
  const format = useFormat();
  const { iso2, name, fromPrice } = country;
  return (
    <li>
      <Link to={countryPath(iso2)} discover="none">
        <Flag iso2={iso2} className="" />
        <b>{name}</b>
        {fromPrice && <i>{format.money(fromPrice)}</i>}
      </Link>
    </li>
  );
}
