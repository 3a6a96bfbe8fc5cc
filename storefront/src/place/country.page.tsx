import { useState } from 'react';
import { useParams } from 'react-router';
import { answerOf, lastAnswerOf } from '../api/answer.ts';
import { useFormat } from '../format/use-format.ts';
import {
  type CountryHeadQuery,
  type CountryPlansQuery,
  useCountryHeadQuery,
  useCountryPlansQuery,
} from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { NotFoundPage } from '../not-found/not-found.page.tsx';
import { Flag } from '../places/flag.tsx';
import { PlaceShape } from '../places/place-shape.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { Piece } from '../rendering/piece.tsx';
import { Failure } from '../ui/failure.tsx';
import { Bone, PassListSkeleton } from '../ui/skeleton.tsx';
import { CountryMeta } from './country-meta.tsx';
import { FilterBar, usePlanChoices } from './filter-bar.tsx';
import { Neighbours } from './neighbours.tsx';
import { NoPlans } from './no-plans.tsx';
import { PlaceHead } from './place-head.tsx';
import { toFilter, toSort } from './plan-filters.ts';
import { PlanSection } from './plan-section.tsx';

const FIRST = { local: 24, regional: 6, global: 4 };
const ALL = 100;
type Part = keyof typeof FIRST;

/** Plans made for the country first, then regional and global ones that work there too. */
export function CountryPage() {
  const { iso2 = '' } = useParams();
  const { locale, currency } = usePreferences();
  const head = useCountryHeadQuery({
    variables: {
      iso2,
      global: { currency, country: iso2.toUpperCase(), scope: 'GLOBAL' },
      locale,
      currency,
    },
  });
  const data = lastAnswerOf(head);
  if (data?.country === null) return <NotFoundPage />;
  return (
    <div className="shell">
      <CountryHead country={data?.country ?? null} iso2={iso2} />
      <CountryPlans key={iso2} iso2={iso2} name={data?.country?.name ?? ''} />
      {data?.country && <Neighbours country={data.country} isInGlobal={data.global.count > 0} />}
    </div>
  );
}

function CountryHead({ country, iso2 }: { country: CountryHeadQuery['country']; iso2: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  // The address already names the country: its name and shape need not wait for the answer.
  const name = country?.name ?? (/^[a-z]{2}$/i.test(iso2) ? format.country(iso2.toUpperCase()) : '');
  return (
    <>
      <CountryMeta country={country} name={name} />
      <PlaceHead
        title={
          <>
            <Flag iso2={iso2} className="w-11 rounded-md sm:w-14" />
            {name}
          </>
        }
        facts={
          country ? (
            [
              t('place.planCount', { count: country.planCount }),
              country.fromPrice && t('place.from', { price: format.money(country.fromPrice) }),
            ]
              .filter(Boolean)
              .join(' · ')
          ) : (
            <Bone className="h-6 w-44" />
          )
        }
        picture={
          <PlaceShape
            iso2={iso2}
            className="size-28 shrink-0 text-brand opacity-25 max-sm:absolute max-sm:top-0 max-sm:right-0 max-sm:-z-10 max-sm:opacity-15 sm:size-40"
          />
        }
      />
    </>
  );
}

function CountryPlans({ iso2, name }: { iso2: string; name: string }) {
  const { t } = useTranslation();
  const { locale, currency } = usePreferences();
  const { choices, reset } = usePlanChoices();
  const [first, setFirst] = useState(FIRST);
  const filter = { ...toFilter(choices, currency), country: iso2.toUpperCase() };
  const query = useCountryPlansQuery({
    variables: {
      place: { currency, country: iso2.toUpperCase() },
      local: { ...filter, coverage: 'LOCAL' },
      regional: { ...filter, scope: 'REGION' },
      global: { ...filter, scope: 'GLOBAL' },
      sort: toSort(choices),
      firstLocal: first.local,
      firstRegional: first.regional,
      firstGlobal: first.global,
      locale,
      currency,
    },
  });
  const { error, loading, refetch } = query;
  const data = lastAnswerOf(query);
  const showAll = (part: Part) => setFirst((before) => ({ ...before, [part]: ALL }));
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} className="mt-4" />;
  const total = data ? data.local.totalCount + data.regional.totalCount + data.global.totalCount : null;
  return (
    <>
      {error && <Failure error={error} onRetry={() => void refetch()} className="mb-4" />}
      <FilterBar total={total} bounds={data?.planBounds ?? null} />
      {!data && (
        <div className="mt-6">
          <PassListSkeleton count={6} />
        </div>
      )}
      {data && (
        <div
          aria-busy={loading}
          className={loading && !answerOf(query) ? 'opacity-60 transition-opacity duration-200' : ''}
        >
          {(['local', 'regional', 'global'] as const).map((part) => (
            <Piece key={part}>
              <PlanSection
                title={t(`place.parts.${part}`, { name })}
                page={pageOf(data, part)}
                isPlaceKnown={part !== 'regional'}
                isBusy={loading}
                onShowAll={() => showAll(part)}
              />
            </Piece>
          ))}
          {total === 0 && <NoPlans onReset={reset} />}
        </div>
      )}
    </>
  );
}

function pageOf(data: CountryPlansQuery, part: Part) {
  return data[part];
}
