import { useState } from 'react';
import { answerOf, lastAnswerOf } from '../api/answer.ts';
import { type PlanFilter, usePlaceListQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PlanPassList } from '../pass/plan-pass.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { PassListSkeleton } from '../ui/skeleton.tsx';
import { FilterBar, usePlanChoices } from './filter-bar.tsx';
import { NoPlans } from './no-plans.tsx';
import { toFilter, toSort } from './plan-filters.ts';

const FIRST = 24;
const ALL = 100;

/** One list of plans with its choices: of a region, or of the world. */
export function PlacePlans({ of }: { of: Pick<PlanFilter, 'region' | 'scope'> }) {
  const { t } = useTranslation();
  const { locale, currency } = usePreferences();
  const { choices, reset } = usePlanChoices();
  const [first, setFirst] = useState(FIRST);
  const query = usePlaceListQuery({
    variables: {
      place: { currency, ...of },
      filter: { ...toFilter(choices, currency), ...of },
      sort: toSort(choices),
      first,
      locale,
      currency,
    },
  });
  const { error, loading, refetch } = query;
  const data = lastAnswerOf(query);
  const plans = data?.plans;
  if (error && !plans) return <Failure error={error} onRetry={() => void refetch()} className="mt-4" />;
  return (
    <>
      {error && <Failure error={error} onRetry={() => void refetch()} className="mb-4" />}
      <FilterBar total={plans?.totalCount ?? null} bounds={data?.planBounds ?? null} />
      <div aria-busy={loading} className={`mt-6 ${loading && plans && !answerOf(query) ? 'opacity-60' : ''}`}>
        {plans ? <PlanPassList plans={plans.nodes} isPlaceKnown /> : <PassListSkeleton count={6} />}
        {plans?.totalCount === 0 && <NoPlans onReset={reset} />}
        {plans && plans.totalCount > plans.nodes.length && (
          <Button
            look="plain"
            isBusy={loading}
            onClick={() => setFirst(ALL)}
            className="mt-4 w-full sm:w-auto"
          >
            {t('place.showAll', { count: plans.totalCount })}
          </Button>
        )}
      </div>
    </>
  );
}
