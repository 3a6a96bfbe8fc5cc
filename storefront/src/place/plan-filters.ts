import type { PlanFilter, PlanSort } from '../generated/graphql.ts';

const MB_PER_GB = 1024;

/** The choices of a list of plans, kept in the address so that they survive reload and can be sent to a friend. */
export const DATA_CHOICES = ['1', '3', '5', '10', '20', 'unlimited'] as const;
export const DAY_CHOICES = ['7', '15', '30', '60'] as const;
export const SORT_CHOICES = ['recommended', 'price', 'data', 'days'] as const;

export type PlanChoices = {
  data: (typeof DATA_CHOICES)[number] | null;
  days: (typeof DAY_CHOICES)[number] | null;
  sort: (typeof SORT_CHOICES)[number];
};

const SORTS: Record<PlanChoices['sort'], PlanSort> = {
  recommended: 'RECOMMENDED',
  price: 'PRICE_ASC',
  data: 'DATA_DESC',
  days: 'DAYS_DESC',
};

function oneOf<Value extends string>(choices: readonly Value[], value: string | null): Value | null {
  return choices.find((choice) => choice === value) ?? null;
}

/** What the address asks for; anything else in it is no choice. */
export function readChoices(address: URLSearchParams): PlanChoices {
  return {
    data: oneOf(DATA_CHOICES, address.get('data')),
    days: oneOf(DAY_CHOICES, address.get('days')),
    sort: oneOf(SORT_CHOICES, address.get('sort')) ?? 'recommended',
  };
}

/** The address with one choice changed; null and the default leave it. */
export function withChoice(
  address: URLSearchParams,
  name: keyof PlanChoices,
  value: string,
): URLSearchParams {
  const next = new URLSearchParams(address);
  if (value === '' || value === 'recommended') next.delete(name);
  else next.set(name, value);
  return next;
}

export function isFiltered({ data, days }: PlanChoices): boolean {
  return data !== null || days !== null;
}

/** "5" means 5 GB or more, unlimited included. */
export function toFilter({ data, days }: PlanChoices, currency: string): PlanFilter {
  return {
    currency,
    ...(data === 'unlimited' ? { unlimited: true } : data ? { minDataMb: Number(data) * MB_PER_GB } : {}),
    ...(days ? { minDays: Number(days) } : {}),
  };
}

export function toSort({ sort }: PlanChoices): PlanSort {
  return SORTS[sort];
}
