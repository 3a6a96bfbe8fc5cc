import { X } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { useTranslation } from '../i18n/use-translation.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import {
  DATA_CHOICES,
  DAY_CHOICES,
  isFiltered,
  type PlanChoices,
  readChoices,
  SORT_CHOICES,
  withChoice,
} from './plan-filters.ts';

/** Choices and their setter, both from the address. */
export function usePlanChoices() {
  const [address, setAddress] = useSearchParams();
  const choices = readChoices(address);
  const go = (next: URLSearchParams) => setAddress(next, { replace: true });
  return {
    choices,
    choose: (name: keyof PlanChoices, value: string) => go(withChoice(address, name, value)),
    reset: () => go(withChoice(withChoice(address, 'data', ''), 'days', '')),
  };
}

export function FilterBar({ total }: { total: number | null }) {
  const { t } = useTranslation();
  const { choices, choose, reset } = usePlanChoices();
  return (
    <search className="block" aria-label={t('filters.title')}>
      <div className="grid grid-cols-2 gap-2 sm:flex sm:items-end">
        <Choice
          label={t('filters.data')}
          value={choices.data ?? ''}
          onChange={({ target }) => choose('data', target.value)}
          options={[
            { value: '', label: t('filters.anyData') },
            ...DATA_CHOICES.map((value) => ({
              value,
              label: value === 'unlimited' ? t('plan.unlimited') : t('filters.dataFrom', { gb: value }),
            })),
          ]}
          className="sm:w-40"
        />
        <Choice
          label={t('filters.days')}
          value={choices.days ?? ''}
          onChange={({ target }) => choose('days', target.value)}
          options={[
            { value: '', label: t('filters.anyDays') },
            ...DAY_CHOICES.map((value) => ({ value, label: t('filters.daysFrom', { days: value }) })),
          ]}
          className="sm:w-44"
        />
        <Choice
          label={t('filters.sort')}
          value={choices.sort}
          onChange={({ target }) => choose('sort', target.value)}
          options={SORT_CHOICES.map((value) => ({ value, label: t(`filters.sorts.${value}`) }))}
          className="max-sm:col-span-2 sm:w-52"
        />
        {isFiltered(choices) && (
          <Button look="quiet" onClick={reset} className="max-sm:col-span-2">
            <X aria-hidden className="size-4" />
            {t('filters.reset')}
          </Button>
        )}
      </div>
      <p role="status" className={isFiltered(choices) ? 'figures mt-3 text-sm text-soft' : 'sr-only'}>
        {total === null ? '\u00a0' : t('place.planCount', { count: total })}
      </p>
    </search>
  );
}
