import { describe, expect, it } from 'vitest';
import {
  isFiltered,
  optionsOf,
  readChoices,
  toFilter,
  toSort,
  withChoice,
  withoutFilters,
} from './plan-filters.ts';

const read = (query: string) => readChoices(new URLSearchParams(query));
const nothing = { data: null, days: null, price: null, hotspot: false, fast: false, sort: 'recommended' };

describe('the choices in the address', () => {
  it('are read', () => {
    expect(read('data=5&days=30&price=20&hotspot=1&fast=1&sort=price')).toEqual({
      ...{ data: '5', days: '30', price: '20', hotspot: true, fast: true, sort: 'price' },
    });
  });
  it('are no choice when they make no sense', () => {
    expect(read('data=x&days=-1&price=1e9&hotspot=yes&sort=;drop')).toEqual(nothing);
    expect(read('data=99999&days=0&price=0.5')).toEqual(nothing);
    expect(isFiltered(read('sort=price'))).toBe(false);
    expect(isFiltered(read('fast=1'))).toBe(true);
  });
  it('change one at a time and leave the rest of the address', () => {
    const address = new URLSearchParams('data=5&ref=a');
    expect(withChoice(address, 'days', '7').toString()).toBe('data=5&ref=a&days=7');
    expect(withChoice(address, 'data', '').toString()).toBe('ref=a');
    const full = new URLSearchParams('data=5&price=9&fast=1&sort=price&ref=a');
    expect(withoutFilters(full).toString()).toBe('sort=price&ref=a');
  });
});

describe('the filter for the server', () => {
  it('counts gigabytes in 1024 MB', () => {
    expect(toFilter(read('data=5&days=7'), 'EUR')).toEqual({ currency: 'EUR', minDataMb: 5120, minDays: 7 });
  });
  it('asks for unlimited plans by their own sign', () => {
    expect(toFilter(read('data=unlimited'), 'USD')).toEqual({ currency: 'USD', unlimited: true });
    expect(toSort(read('sort=data'))).toBe('DATA_DESC');
  });
  it('asks for prices in minor units of the currency', () => {
    expect(toFilter(read('price=20'), 'USD').maxPrice).toBe(2000);
    expect(toFilter(read('price=2000'), 'JPY').maxPrice).toBe(2000);
    expect(toFilter(read('hotspot=1&fast=1'), 'USD')).toEqual({
      currency: 'USD',
      hotspot: true,
      generation: 'G5',
    });
  });
});

describe('what there is to choose from', () => {
  const bounds = {
    ...{ count: 9, dataMb: [500, 1024, 5120, 10240], days: [7, 15, 30], unlimitedCount: 1, hotspotCount: 9 },
    ...{
      fastCount: 4,
      minPrice: { amount: 450, currency: 'USD' },
      maxPrice: { amount: 4900, currency: 'USD' },
    },
  };
  it('is what the plans of the place have', () => {
    expect(optionsOf(bounds, read(''))).toEqual({
      ...{ data: ['1', '5', '10'], hasUnlimited: true, days: ['15', '30'], price: ['5', '10', '20'] },
      // Every plan may be shared, so nobody need ask for it.
      ...{ hasHotspot: false, hasFast: true },
    });
  });
  it('has what the address asks for besides', () => {
    const { data, price } = optionsOf(bounds, read('data=7&price=33'));
    expect([data, price]).toEqual([
      ['1', '5', '7', '10'],
      ['5', '10', '20', '33'],
    ]);
  });
});
