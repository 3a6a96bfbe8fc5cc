import { lastAnswerOf } from '../api/answer.ts';
import { usePlanAlternativesQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PlanPassList } from '../pass/plan-pass.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { PassListSkeleton } from '../ui/skeleton.tsx';
import type { PlanDetail } from './plan.page.tsx';

/** A plan that cannot be bought now, and the nearest ones that can. */
export function SoldOut({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation();
  const { locale, currency } = usePreferences();
  const query = usePlanAlternativesQuery({ variables: { slug: plan.slug, locale, currency } });
  const { error, refetch } = query;
  const data = lastAnswerOf(query);
  const alternatives = data?.plan?.alternatives ?? [];
  return (
    <section className="mt-6">
      <Notice tone="wait" title={plan.isActive ? t('soldOut.title') : t('soldOut.gone')}>
        {t('soldOut.text')}
      </Notice>
      {alternatives.length > 0 && <h2 className="mt-6 mb-3 text-xl">{t('soldOut.alternatives')}</h2>}
      {!data && !error && (
        <div className="mt-4">
          <PassListSkeleton count={2} />
        </div>
      )}
      {error && <Failure error={error} onRetry={() => void refetch()} className="mt-4" />}
      <PlanPassList plans={alternatives} />
    </section>
  );
}
