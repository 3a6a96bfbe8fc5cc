import { useId } from 'react';
import type { PlanPassFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { PlanPassList } from '../pass/plan-pass.tsx';
import { Button } from '../ui/button.tsx';

type PlanSectionProps = {
  title: string;
  page: { totalCount: number; nodes: readonly PlanPassFragment[] };
  isPlaceKnown: boolean;
  onShowAll: () => void;
  isBusy: boolean;
};

/** A titled part of a list of plans, with the rest one tap away. */
export function PlanSection({ title, page, isPlaceKnown, onShowAll, isBusy }: PlanSectionProps) {
  const { t } = useTranslation();
  const id = useId();
  if (page.totalCount === 0) return null;
  const isMore = page.totalCount > page.nodes.length;
  return (
    <section aria-labelledby={id} className="mt-10">
      <h2 id={id} className="mb-4 text-xl">
        {title}{' '}
        <span className="figures ml-1 font-sans text-base font-normal text-soft">{page.totalCount}</span>
      </h2>
      <PlanPassList plans={page.nodes} isPlaceKnown={isPlaceKnown} />
      {isMore && (
        <Button look="plain" isBusy={isBusy} onClick={onShowAll} className="mt-4 w-full sm:w-auto">
          {t('place.showAll', { count: page.totalCount })}
        </Button>
      )}
    </section>
  );
}
