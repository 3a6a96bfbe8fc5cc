import { type Amount, minorDigits } from '../format/money.ts';
import type { BoundsFragment, PlanFilter, PlanSort } from '../generated/graphql.ts';

/** What there is to choose from at a place. */
export type PlanBounds = Omit<BoundsFragment, '__typename' | 'minPrice' | 'maxPrice'> & {
  minPrice: Amount | null;
  maxPrice: Amount | null;
};

const MB_PER_GB = 1024;
/** More steps of price than this are no help. */
const PRICE_STEPS = 6;

export const SORT_CHOICES = ['recommended', 'price', 'data', 'days'] as const;

/** The choices of a list of plans, kept in the address so that they survive reload and can be sent to a friend. */
export type PlanChoices = {
  /** Gigabytes at least, or `unlimited`. */
  data: string | null;
  /** Days at least. */
  days: string | null;
  /** At most this many whole units of the visitor's currency. */
  price: string | null;
  hotspot: boolean;
  fast: boolean;
  sort: (typeof SORT_CHOICES)[number];
};
type ChoiceName = keyof PlanChoices;

const FILTERS = ['data', 'days', 'price', 'hotspot', 'fast'] as const satisfies ChoiceName[];

const SORTS: Record<PlanChoices['sort'], PlanSort> = {
  recommended: 'RECOMMENDED',
  price: 'PRICE_ASC',
  data: 'DATA_DESC',
  days: 'DAYS_DESC',
};

/** What the address asks for; anything else in it is no choice. */
export function readChoices(address: URLSearchParams): PlanChoices {
  const number = (name: string, digits: number) => {
    const value = address.get(name) ?? '';
    return value.length <= digits && /^[1-9]\d*$/.test(value) ? value : null;
  };
  return {
    data: address.get('data') === 'unlimited' ? 'unlimited' : number('data', 4),
    days: number('days', 3),
    price: number('price', 7),
    hotspot: address.get('hotspot') === '1',
    fast: address.get('fast') === '1',
    sort: SORT_CHOICES.find((choice) => choice === address.get('sort')) ?? 'recommended',
  };
}

/** The address with one choice changed; nothing chosen and the default leave it. */
export function withChoice(address: URLSearchParams, name: ChoiceName, value: string): URLSearchParams {
  const next = new URLSearchParams(address);
  if (value === '' || value === 'recommended') next.delete(name);
  else next.set(name, value);
  return next;
}

/** The address with every plan in its list again, in the order chosen. */
export function withoutFilters(address: URLSearchParams): URLSearchParams {
  return FILTERS.reduce((next, name) => withChoice(next, name, ''), address);
}

export function isFiltered(choices: PlanChoices): boolean {
  return FILTERS.some((name) => choices[name]);
}

/** "5" means 5 GB or more, unlimited included. */
export function toFilter(choices: PlanChoices, currency: string): PlanFilter {
  const { data, days, price, hotspot, fast } = choices;
  return {
    currency,
    ...(data === 'unlimited' ? { unlimited: true } : data ? { minDataMb: Number(data) * MB_PER_GB } : {}),
    ...(days ? { minDays: Number(days) } : {}),
    ...(price ? { maxPrice: Number(price) * 10 ** minorDigits(currency) } : {}),
    ...(hotspot ? { hotspot } : {}),
    ...(fast ? { generation: 'G5' as const } : {}),
  };
}

export function toSort({ sort }: PlanChoices): PlanSort {
  return SORTS[sort];
}

/** What there is to choose from at a place: the amounts, lengths and prices of its own plans. */
export function optionsOf(bounds: PlanBounds, choices: PlanChoices) {
  const gigabytes = bounds.dataMb.filter((mb) => mb % MB_PER_GB === 0).map((mb) => mb / MB_PER_GB);
  const isSome = (count: number) => count > 0 && count < bounds.count;
  return {
    data: withChosen(gigabytes, choices.data === 'unlimited' ? null : choices.data),
    hasUnlimited: bounds.unlimitedCount > 0 || choices.data === 'unlimited',
    // Every plan lasts the shortest time.
    days: withChosen(bounds.days.slice(1), choices.days),
    price: withChosen(priceSteps(bounds), choices.price),
    hasHotspot: isSome(bounds.hotspotCount) || choices.hotspot,
    hasFast: isSome(bounds.fastCount) || choices.fast,
  };
}

/** An address may ask for what is not on offer; it is shown as chosen all the same. */
function withChosen(options: readonly number[], chosen: string | null): string[] {
  const all = new Set([...options, ...(chosen ? [Number(chosen)] : [])]);
  return [...all].toSorted((a, b) => a - b).map(String);
}

/** Round amounts between the cheapest and the dearest: 5, 10, 20, 50 … in whole units of the currency. */
function priceSteps({ minPrice, maxPrice }: PlanBounds): number[] {
  if (!minPrice || !maxPrice) return [];
  const unit = 10 ** minorDigits(maxPrice.currency);
  const steps = Array.from({ length: 8 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();
  return steps
    .filter((step) => step * unit >= minPrice.amount && step * unit < maxPrice.amount)
    .slice(0, PRICE_STEPS);
}
