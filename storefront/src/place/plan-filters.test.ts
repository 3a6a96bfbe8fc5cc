import { describe, expect, it } from 'vitest';
import { isFiltered, readChoices, toFilter, toSort, withChoice } from './plan-filters.ts';

const read = (query: string) => readChoices(new URLSearchParams(query));

describe('the choices in the address', () => {
  it('are read', () => {
    expect(read('data=5&days=30&sort=price')).toEqual({ data: '5', days: '30', sort: 'price' });
  });
  it('are no choice when they are not ours', () => {
    expect(read('data=7&days=-1&sort=;drop')).toEqual({ data: null, days: null, sort: 'recommended' });
    expect(isFiltered(read('sort=price'))).toBe(false);
  });
  it('change one at a time and leave the rest of the address', () => {
    const address = new URLSearchParams('data=5&ref=a');
    expect(withChoice(address, 'days', '7').toString()).toBe('data=5&ref=a&days=7');
    expect(withChoice(address, 'data', '').toString()).toBe('ref=a');
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
});
