import { useEffect, useState } from 'react';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { useAllowance } from '../pass/pass-facts.tsx';
import { LinkButton } from '../ui/button.tsx';
import type { PlanDetail } from './plan.page.tsx';

/** On phones, price and action within reach of the thumb, once the pass with the same button is out of sight. */
export function BuyBar({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const allowance = useAllowance();
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const pass = document.querySelector('.pass-stub a');
    if (!pass) return;
    const observer = new IntersectionObserver(([entry]) => setShown(entry?.isIntersecting === false));
    observer.observe(pass);
    return () => observer.disconnect();
  }, []);
  return (
    <div
      inert={!isShown}
      className={`buy-bar lg:hidden fixed inset-x-0 bottom-0 z-20 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] shadow-float transition-[transform,opacity] duration-200 ease-out ${isShown ? '' : 'translate-y-full opacity-0'}`}
    >
      <div className="shell flex items-center justify-between gap-4 py-2.5">
        <p className="min-w-0">
          <span className="figures block font-display text-lg leading-tight font-bold">
            {format.money(plan.price)}
          </span>
          <span className="block truncate text-xs text-soft">{allowance(plan)}</span>
        </p>
        <LinkButton to={`/checkout/${plan.slug}`} className="px-8">
          {t('plan.buy')}
        </LinkButton>
      </div>
    </div>
  );
}
