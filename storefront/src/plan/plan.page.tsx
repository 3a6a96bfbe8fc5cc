import { ChevronLeft } from 'lucide-react';
import { Link, useParams } from 'react-router';
import { answerOf } from '../api/answer.ts';
import { DeviceCheck } from '../devices/device-check.tsx';
import { type PlanQuery, usePlanQuery } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { NotFoundPage } from '../not-found/not-found.page.tsx';
import { usePlaceName } from '../pass/place-name.tsx';
import { usePreferences } from '../preferences/preferences.tsx';
import { Piece } from '../rendering/piece.tsx';
import { Failure } from '../ui/failure.tsx';
import { Notice } from '../ui/notice.tsx';
import { PageSkeleton } from '../ui/skeleton.tsx';
import { BuyBar } from './buy-bar.tsx';
import { placePath } from './place-path.ts';
import { PlanCoverage } from './plan-coverage.tsx';
import { PlanFacts } from './plan-facts.tsx';
import { PlanHeroPass } from './plan-hero-pass.tsx';
import { PlanMeta } from './plan-meta.tsx';
import { SoldOut } from './sold-out.tsx';

export type PlanDetail = NonNullable<PlanQuery['plan']>;

/** One plan with all there is to know before paying. */
export function PlanPage() {
  const { slug = '' } = useParams();
  const { locale, currency } = usePreferences();
  const query = usePlanQuery({ variables: { slug, locale, currency } });
  const { error, refetch, previousData } = query;
  const data = answerOf(query) ?? (previousData?.plan?.slug === slug ? previousData : undefined);
  if (data?.plan) return <Plan key={slug} plan={data.plan} />;
  if (data) return <NotFoundPage />;
  if (error) return <Failure error={error} onRetry={() => void refetch()} isPage />;
  return <PageSkeleton />;
}

function Plan({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const isGlobal = plan.scope === 'GLOBAL';
  const canBuy = plan.isActive && plan.availability !== 'SOLD_OUT';
  return (
    <div className="shell pt-2 sm:pt-4">
      <PlanMeta plan={plan} />
      <Link
        to={placePath(plan)}
        className="-ml-2 inline-flex min-h-11 items-center gap-1 rounded-control px-2 text-sm text-soft hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-4" />
        {isGlobal ? t('plan.backGlobal') : t('plan.back', { place: placeName(plan) })}
      </Link>
      <h1 className="mt-2 mb-5 text-2xl sm:text-3xl">
        {isGlobal ? t('plan.headingGlobal') : t('plan.heading', { place: placeName(plan) })}
      </h1>
      <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="min-w-0">
          <PlanHeroPass plan={plan} canBuy={canBuy} />
          {!canBuy && <SoldOut plan={plan} />}
          {plan.description && <p className="mt-6 max-w-prose text-soft">{plan.description}</p>}
          {plan.isUnlimited && <Unlimited fairUse={plan.fairUse} />}
          <Piece>
            <PlanFacts plan={plan} />
          </Piece>
        </div>
        <div className="min-w-0 space-y-8 lg:pt-0">
          <Piece>
            <DeviceCheck />
          </Piece>
          <Piece>
            <PlanCoverage plan={plan} />
          </Piece>
        </div>
      </div>
      {canBuy && <BuyBar plan={plan} />}
    </div>
  );
}

/** The word is large on the pass: what stands behind it is said beside it. */
function Unlimited({ fairUse }: { fairUse: string | null }) {
  const { t } = useTranslation();
  return (
    <Notice tone="info" title={t('plan.unlimitedTitle')} className="mt-6">
      {t('plan.unlimitedText', { fairUse: fairUse ?? t('plan.unlimitedNoLimit') })}
    </Notice>
  );
}
