import { memo, useMemo, useState } from 'react';
import { lastAnswerOf } from '../api/answer.ts';
import { type DestinationsQuery, useDestinationsQuery, useOtherNamesQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { WorldMap } from '../places/world-map.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { PageHead } from '../rendering/page-head.tsx';
import { Piece } from '../rendering/piece.tsx';
import { Failure } from '../ui/failure.tsx';
import { DestinationSearch } from './destination-search.tsx';
import { type OtherNames, toDestinations, toOtherNames } from './destinations.ts';
import { Directory } from './directory.tsx';
import { HowItWorks } from './how-it-works.tsx';
import { Popular, type PopularCountry } from './popular.tsx';
import { RegionCards } from './region-cards.tsx';

const NONE: ReadonlySet<string> = new Set();
const NO_NAMES: OtherNames = new Map();

/** Search over the map, then places to choose from. All of it comes from one query. */
export function HomePage() {
  const { t } = useTranslation();
  const { locale, currency } = usePreferences();
  const query = useDestinationsQuery({ variables: { locale, currency } });
  const { error, refetch } = query;
  const data = lastAnswerOf(query);
  const [lit, setLit] = useState(NONE);
  const [isSearching, setSearching] = useState(false);
  const otherNames = useOtherNames(isSearching);
  const countries = useMemo(() => data?.countries ?? [], [data]);
  const regions = useMemo(() => data?.regions.filter(isSold) ?? [], [data]);
  const popular = useMemo(() => {
    const byCode = new Map(countries.map((country) => [country.iso2, country]));
    return (
      data?.popularCountries.flatMap(({ iso2, planCount }) => {
        const country = byCode.get(iso2);
        return country ? { ...country, planCount } : [];
      }) ?? []
    );
  }, [countries, data]);
  const covered = useMemo(() => new Set(countries.map(({ iso2 }) => iso2)), [countries]);
  const destinations = useMemo(
    () => toDestinations(countries, regions, data?.global ?? null, t('place.global'), otherNames),
    [countries, regions, data, t, otherNames],
  );
  return (
    <>
      <PageHead title={t('home.documentTitle')} description={t('home.subtitle')} />
      <section className="relative isolate overflow-hidden">
        <div className="hero-map pointer-events-none absolute inset-x-0 -z-10 flex justify-center max-sm:bottom-0 sm:top-0 lg:justify-end">
          <WorldMap covered={covered} lit={lit} className="w-[42rem] max-w-none shrink-0 sm:w-[72rem]" />
        </div>
        <div className="shell pt-6 pb-32 sm:pt-24 sm:pb-36">
          <h1 className="max-w-[14ch] text-4xl font-extrabold">{t('home.title')}</h1>
          <p className="mt-4 max-w-[34rem] text-lg text-soft">{t('home.subtitle')}</p>
          <DestinationSearch
            destinations={destinations}
            hasFailed={error !== undefined && !data}
            onMatches={setLit}
            onBegin={() => setSearching(true)}
          />
          {data && (
            <p className="figures mt-3 text-sm text-soft">
              {t('home.coverage', { count: countries.length, regions: regions.length })}
            </p>
          )}
        </div>
      </section>
      {error && !data && (
        <div className="shell mb-12">
          <Failure error={error} onRetry={() => void refetch()} className="max-w-2xl" />
        </div>
      )}
      <Places data={data} popular={popular} isLoading={!data && !error} />
    </>
  );
}

type PlacesProps = {
  data: DestinationsQuery | undefined;
  popular: readonly PopularCountry[];
  isLoading: boolean;
};

/** Drawn anew only for another answer: else a letter typed above would have the whole page taken over in one go. */
const Places = memo(function Places({ data, popular, isLoading }: PlacesProps) {
  return (
    <>
      <Piece>
        <Popular countries={popular} isLoading={isLoading} />
      </Piece>
      <Piece>
        <RegionCards regions={data?.regions.filter(isSold) ?? []} global={data?.global ?? null} />
        <HowItWorks />
      </Piece>
      <Piece>
        <Directory countries={data?.countries ?? []} regions={data?.regions ?? []} />
      </Piece>
    </>
  );
});

const isSold = (region: { isSold: boolean }) => region.isSold;

/** Asked for when somebody begins to search: a page that is only read does without. */
function useOtherNames(isSearching: boolean): OtherNames {
  const names = lastAnswerOf(useOtherNamesQuery({ skip: !isSearching, ssr: false }));
  return useMemo(() => (names ? toOtherNames(names) : NO_NAMES), [names]);
}
