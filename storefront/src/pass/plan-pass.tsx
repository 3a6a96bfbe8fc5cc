import { Link } from 'react-router';
import { useFormat } from '../format/use-format.ts';
import type { LocalPlanPassFragment, PlanPassFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PlaceShape } from '../places/place-shape.tsx';
import { Availability } from './availability.tsx';
import { bestGeneration } from './generations.ts';
import { PassFacts, useAllowance } from './pass-facts.tsx';
import { PlanPlaceLine } from './place-name.tsx';

type ListedPlan = PlanPassFragment | LocalPlanPassFragment;
type PlanPassProps = {
  plan: ListedPlan;
  /** On a place's own page its name need not stand on every pass. */
  isPlaceKnown: boolean;
};

/** A plan in a list: what you get on the left, what it costs on the right. The whole pass is one link. */
export function PlanPass({ plan, isPlaceKnown }: PlanPassProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const allowance = useAllowance();
  const generation = 'coverage' in plan ? bestGeneration(plan.coverage) : null;
  const isSoldOut = plan.availability === 'SOLD_OUT';
  return (
    <article className="pass pass-link">
      <div className="pass-body flex flex-col justify-between gap-4 p-4">
        {plan.country && !isPlaceKnown && (
          <PlaceShape
            iso2={plan.country.iso2}
            className="absolute -right-2 -bottom-6 -z-10 size-32 text-brand opacity-[0.09]"
          />
        )}
        <div className="flex items-start justify-between gap-2 text-sm">
          <div className="min-w-0">
            {!isPlaceKnown && (
              <div className="font-medium">
                <PlanPlaceLine plan={plan} />
              </div>
            )}
            <p className="truncate text-soft">{plan.carrier.name}</p>
          </div>
          {generation && (
            <span className="rounded-md border border-line px-1.5 text-xs font-semibold text-brand">
              {generation}
            </span>
          )}
        </div>
        <div>
          <PassFacts plan={plan} />
          {plan.isUnlimited && plan.fairUse && (
            <p className="mt-2 text-xs text-soft">{t('plan.fairUse', { text: plan.fairUse })}</p>
          )}
        </div>
      </div>
      <div className="pass-stub flex w-[7.25rem] flex-col justify-between gap-4 p-3.5 pl-4 sm:w-40 sm:p-4">
        <span className="pass-perforation" />
        <div>
          <p
            className={`figures font-display text-lg leading-tight font-bold ${isSoldOut ? 'text-soft line-through decoration-1' : ''}`}
          >
            {format.money(plan.price)}
          </p>
          <p className="figures text-xs text-soft">
            {plan.pricePerGb && (
              <>
                {t('plan.perGb', { price: format.money(plan.pricePerGb) })}
                <br />
              </>
            )}
            {t('plan.perDay', { price: format.money(plan.pricePerDay) })}
          </p>
        </div>
        <Availability of={plan.availability} />
      </div>
      <Link
        to={`/plan/${plan.slug}`}
        aria-label={`${allowance(plan)}, ${format.money(plan.price)}, ${plan.carrier.name}`}
        className="pass-cover"
      />
    </article>
  );
}

type PlanPassListProps = { plans: readonly ListedPlan[]; isPlaceKnown?: boolean };

export function PlanPassList({ plans, isPlaceKnown = false }: PlanPassListProps) {
  return (
    <ul className="grid gap-3 md:grid-cols-2">
      {plans.map((plan) => (
        <li key={plan.id} className="min-w-0">
          <PlanPass plan={plan} isPlaceKnown={isPlaceKnown} />
        </li>
      ))}
    </ul>
  );
}
