import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { Availability } from '../pass/availability.tsx';
import { PassFacts } from '../pass/pass-facts.tsx';
import { PlanPlaceLine } from '../pass/place-name.tsx';
import { PlaceShape } from '../places/place-shape.tsx';
import { RegionMap } from '../places/region-map.tsx';
import { LinkButton } from '../ui/button.tsx';
import type { PlanDetail } from './plan.page.tsx';

/** The plan as a large pass: what you get, and beside the perforation what it costs. */
export function PlanHeroPass({ plan, canBuy }: { plan: PlanDetail; canBuy: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const codes = plan.coverage.map(({ country }) => country.iso2);
  return (
    <section aria-label={plan.name} className="pass pass-tall pass-wide">
      <div className="pass-body flex flex-col gap-5 p-5 sm:min-h-56 sm:justify-between sm:p-6">
        {plan.country ? (
          <PlaceShape
            iso2={plan.country.iso2}
            className="absolute -right-4 -bottom-8 -z-10 size-52 text-brand opacity-[0.12] sm:size-64"
          />
        ) : (
          <RegionMap codes={codes} className="absolute right-3 bottom-3 -z-10 h-4/5 w-1/2 opacity-40" />
        )}
        <div>
          <div className="font-medium">
            <PlanPlaceLine plan={plan} />
          </div>
          <p className="mt-1 text-sm text-soft">
            {plan.name} · {plan.carrier.name}
          </p>
        </div>
        <PassFacts plan={plan} size="large" />
      </div>
      <div className="pass-stub flex flex-col justify-between gap-4 p-5 sm:w-60 sm:p-6">
        <span className="pass-perforation" />
        <div>
          <p className="eyebrow">{t('plan.price')}</p>
          <p className="figures font-display text-2xl font-extrabold tracking-tight">
            {format.money(plan.price)}
          </p>
          <p className="figures mt-1 text-sm text-soft">
            {plan.pricePerGb && (
              <>
                {t('plan.perGb', { price: format.money(plan.pricePerGb) })}
                <br />
              </>
            )}
            {t('plan.perDay', { price: format.money(plan.pricePerDay) })}
          </p>
        </div>
        <div>
          <Availability of={plan.availability} className="mb-3 text-sm" />
          {canBuy && (
            <LinkButton to={`/checkout/${plan.slug}`} className="w-full">
              {t('plan.buy')}
            </LinkButton>
          )}
        </div>
      </div>
    </section>
  );
}
