import { Check } from 'lucide-react';
import { useTranslation } from '../i18n/use-translation.ts';
import type { OrderStage } from './order-stage.ts';

const STEPS = ['pay', 'prepare', 'ready'] as const;
/** How many steps are behind the buyer. */
const DONE: Partial<Record<OrderStage, number>> = {
  'to-pay': 0,
  confirming: 0,
  preparing: 1,
  review: 1,
  ready: 3,
};

/** Paid, prepared, ready: where the order stands. Nothing for orders that ended otherwise. */
export function OrderProgress({ stage }: { stage: OrderStage }) {
  const { t } = useTranslation();
  const done = DONE[stage];
  if (done === undefined) return <div className="mb-6" />;
  return (
    <ol className="my-6 flex max-w-xl items-center gap-2 text-sm">
      {STEPS.map((step, index) => {
        const state = index < done ? 'done' : index === done ? 'now' : 'later';
        return (
          <li
            key={step}
            aria-current={state === 'now' ? 'step' : undefined}
            className="flex items-center gap-2 not-first:flex-1"
          >
            {index > 0 && (
              <span
                aria-hidden
                className={`h-0.5 flex-1 rounded ${index <= done ? 'bg-ready' : 'bg-line'}`}
              />
            )}
            <span
              aria-hidden
              className={`flex size-6 items-center justify-center rounded-full ${
                state === 'done'
                  ? 'bg-ready text-surface'
                  : state === 'now'
                    ? 'border-2 border-brand text-brand'
                    : 'border-2 border-line'
              }`}
            >
              {state === 'done' && <Check className="size-4" strokeWidth={3} />}
              {state === 'now' && <span className="size-2 rounded-full bg-brand" />}
            </span>
            <span className={state === 'later' ? 'text-soft' : 'font-medium'}>
              {t(`order.steps.${step}`)}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
