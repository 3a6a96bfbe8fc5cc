import { Check } from 'lucide-react';
import type { OrderDetailFragment } from '../generated/graphql.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { isDecided, type OrderStage } from './order-stage.ts';

const STEPS = ['pay', 'prepare', 'ready'] as const;
/** How many steps are behind the buyer. */
const DONE: Partial<Record<OrderStage, number>> = {
  'to-pay': 0,
  confirming: 0,
  preparing: 1,
  review: 1,
  ready: 3,
  'part-refunded': 3,
};

const MARKS = {
  done: 'bg-ready text-surface',
  now: 'border-2 border-brand',
  later: 'border-2 border-line',
};

type OrderProgressProps = { stage: OrderStage; order: Pick<OrderDetailFragment, 'esims' | 'holds'> };

/** Paid, prepared, ready: where the order stands. Nothing for orders that ended otherwise, or wait with nothing to come. */
export function OrderProgress({ stage, order }: OrderProgressProps) {
  const { t } = useTranslation();
  const isOver = isDecided(order) || order.holds.includes('REFUND_FAILED');
  const done = stage === 'review' && isOver ? undefined : DONE[stage];
  if (done === undefined) return <div className="mb-6" />;
  return (
    <ol className="my-6 grid max-w-xl grid-cols-[1fr_1fr_auto] text-sm">
      {STEPS.map((step, index) => {
        const state = index < done ? 'done' : index === done ? 'now' : 'later';
        return (
          <li key={step} aria-current={state === 'now' ? 'step' : undefined}>
            <span aria-hidden className="flex items-center">
              <span
                className={`flex size-6 shrink-0 items-center justify-center rounded-full ${MARKS[state]}`}
              >
                {state === 'done' && <Check className="size-4" strokeWidth={3} />}
                {state === 'now' && <span className="size-2 rounded-full bg-brand" />}
              </span>
              {index < STEPS.length - 1 && (
                <span className={`mx-2 h-0.5 flex-1 rounded ${index < done ? 'bg-ready' : 'bg-line'}`} />
              )}
            </span>
            <span className={`mt-1.5 block pr-2 ${state === 'later' ? 'text-soft' : 'font-medium'}`}>
              {t(`order.steps.${step}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
