import { X } from 'lucide-react';
import { useSearchParams } from 'react-router';
import { minorDigits } from '../format/money.ts';
import { useFormat } from '../format/use-format.ts';
import { useTranslation } from '../i18n/use-translation.ts';
import { usePreferences } from '../preferences/preferences.tsx';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import {
  isFiltered,
  optionsOf,
  type PlanBounds,
  type PlanChoices,
  readChoices,
  SORT_CHOICES,
  withChoice,
  withoutFilters,
} from './plan-filters.ts';

/** Choices and their setter, both from the address. */
export function usePlanChoices() {
  const [address, setAddress] = useSearchParams();
  const choices = readChoices(address);
  const go = (next: URLSearchParams) => setAddress(next, { replace: true });
  return {
    choices,
    choose: (name: keyof PlanChoices, value: string) => go(withChoice(current(), name, value)),
    reset: () => go(withoutFilters(current())),
  };
}

/** As the address is now: what was drawn lags behind it when two choices are made at once. */
const current = () => new URLSearchParams(window.location.search);

/** Nothing on offer yet: the choices of the address alone. */
const NOTHING: PlanBounds = {
  ...{ count: 0, dataMb: [], days: [], unlimitedCount: 0, hotspotCount: 0, fastCount: 0 },
  ...{ minPrice: null, maxPrice: null },
};

type FilterBarProps = { total: number | null; bounds: PlanBounds | null };

/** What there is to choose from at this place, and how many plans the choice leaves. */
export function FilterBar({ total, bounds }: FilterBarProps) {
  const { t } = useTranslation();
  const { choices, reset } = usePlanChoices();
  const isNarrow = isFiltered(choices);
  const count = total ?? 0;
  return (
    <search className="block" aria-label={t('filters.title')}>
      <Selects bounds={bounds ?? NOTHING} />
      <div className="mt-3 flex min-h-11 flex-wrap items-center gap-x-6">
        <p role="status" className="figures text-sm text-soft">
          {total === null || !bounds
            ? '\u00a0'
            : isNarrow
              ? t('filters.showing', { shown: count, count: bounds.count })
              : t('place.planCount', { count })}
        </p>
        <Toggles bounds={bounds ?? NOTHING} />
        {isNarrow && (
          <Button look="quiet" onClick={reset}>
            <X aria-hidden className="size-4" />
            {t('filters.reset')}
          </Button>
        )}
      </div>
    </search>
  );
}

function Selects({ bounds }: { bounds: PlanBounds }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency } = usePreferences();
  const { choices, choose } = usePlanChoices();
  const options = optionsOf(bounds, choices);
  const money = (units: string) =>
    format.money({ amount: Number(units) * 10 ** minorDigits(currency), currency });
  const unlimited = options.hasUnlimited ? [{ value: 'unlimited', label: t('plan.unlimited') }] : [];
  return (
    <div className="grid grid-cols-2 gap-2 lg:grid-cols-4">
      <Choice
        label={t('filters.data')}
        value={choices.data ?? ''}
        onChange={({ target }) => choose('data', target.value)}
        options={[
          { value: '', label: t('filters.anyData') },
          ...options.data.map((gb) => ({ value: gb, label: t('filters.dataFrom', { gb }) })),
          ...unlimited,
        ]}
      />
      <Choice
        label={t('filters.days')}
        value={choices.days ?? ''}
        onChange={({ target }) => choose('days', target.value)}
        options={[
          { value: '', label: t('filters.anyDays') },
          ...options.days.map((days) => ({ value: days, label: t('filters.daysFrom', { days }) })),
        ]}
      />
      <Choice
        label={t('filters.price')}
        value={choices.price ?? ''}
        onChange={({ target }) => choose('price', target.value)}
        options={[
          { value: '', label: t('filters.anyPrice') },
          ...options.price.map((units) => ({
            value: units,
            label: t('filters.priceTo', { price: money(units) }),
          })),
        ]}
      />
      <Choice
        label={t('filters.sort')}
        value={choices.sort}
        onChange={({ target }) => choose('sort', target.value)}
        options={SORT_CHOICES.map((value) => ({ value, label: t(`filters.sorts.${value}`) }))}
      />
    </div>
  );
}

/** Only where some plans have it and some have not. */
function Toggles({ bounds }: { bounds: PlanBounds }) {
  const { t } = useTranslation();
  const { choices, choose } = usePlanChoices();
  const { hasHotspot, hasFast } = optionsOf(bounds, choices);
  return (['hotspot', 'fast'] as const)
    .filter((name) => (name === 'hotspot' ? hasHotspot : hasFast))
    .map((name) => (
      <label key={name} className="flex min-h-11 cursor-pointer items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={choices[name]}
          onChange={({ target }) => choose(name, target.checked ? '1' : '')}
          className="size-5 accent-brand"
        />
        {t(`filters.${name}`)}
      </label>
    ));
}
