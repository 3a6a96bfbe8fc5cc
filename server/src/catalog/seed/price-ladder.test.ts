import { describe, expect, test } from 'vitest';
import { derivedCountryLadder, type LadderStep, nearestPlace, scaledLadder } from './price-ladder.ts';

const step = (gb: number | null, validityDays: number, price: number, cost: number): LadderStep => ({
  dataMb: gb === null ? null : gb * 1024,
  validityDays,
  voiceMinutes: null,
  texts: null,
  priceUsdMinor: price,
  supplierCostUsdMinor: cost,
  topUpAvailable: true,
  identityCheck: false,
});
const unlimited = step(null, 10, 3500, 2500);
const price = (ladder: LadderStep[], gb: number | null, days: number) =>
  ladder.find((s) => s.dataMb === (gb === null ? null : gb * 1024) && s.validityDays === days)?.priceUsdMinor;

describe('scaledLadder', () => {
  test('rounds a price half up to the half dollar and a cost to the cent', () => {
    expect(scaledLadder([step(1, 7, 450, 133)], 105)).toMatchObject([
      { priceUsdMinor: 450, supplierCostUsdMinor: 140 },
    ]);
    expect(scaledLadder([step(1, 7, 1500, 100)], 115)).toMatchObject([{ priceUsdMinor: 1750 }]);
  });

  test('lifts a price that rounding would bring under its cost', () => {
    // 11.20 rounds down to 11.00; the cost is 11.10.
    expect(scaledLadder([step(1, 7, 1120, 1110)], 100)).toMatchObject([
      { priceUsdMinor: 1150, supplierCostUsdMinor: 1110 },
    ]);
  });

  test('leaves plans with calls behind', () => {
    expect(scaledLadder([{ ...step(1, 7, 700, 170), voiceMinutes: 20, texts: 10 }], 100)).toEqual([]);
  });
});

describe('derivedCountryLadder', () => {
  const neighbour = [step(2, 15, 950, 300), step(3, 30, 1000, 400), step(5, 30, 1450, 650), unlimited];

  test('adds weeks at 90 % and unlimited days up to the index of 160, and only the ladder above', () => {
    const wide = derivedCountryLadder(neighbour, unlimited, 160);
    expect(wide.map((s) => `${s.dataMb ?? '∞'}/${s.validityDays}`)).toEqual([
      '2048/15',
      '3072/7',
      '3072/30',
      '5120/7',
      '5120/30',
      '∞/5',
      '∞/10',
      '∞/15',
      '∞/30',
    ]);
    expect(derivedCountryLadder(neighbour, unlimited, 161)).toHaveLength(3);
  });

  test('a week never undercuts a smaller plan', () => {
    const ladder = derivedCountryLadder(neighbour, unlimited, 100);
    // 90 % of 10.00 would be 9.00, less than 2 GB at 9.50.
    expect(price(ladder, 3, 7)).toBe(950);
    expect(price(ladder, 5, 7)).toBe(1300);
  });

  test('unlimited days are shares of the ten-day price', () => {
    const ladder = derivedCountryLadder(neighbour, unlimited, 100);
    expect([5, 10, 15, 30].map((days) => price(ladder, null, days))).toEqual([2100, 3500, 5100, 8400]);
  });
});

describe('nearestPlace', () => {
  test('measures along the great circle, across the date line too', () => {
    const fiji = { lat: -18, lon: 178 };
    const samoa = { name: 'Samoa', lat: -14, lon: -172 };
    const sydney = { name: 'Sydney', lat: -34, lon: 151 };
    expect(nearestPlace(fiji, [sydney, samoa]).name).toBe('Samoa');
  });

  test('refuses to choose from nothing', () => {
    expect(() => nearestPlace({ lat: 0, lon: 0 }, [])).toThrow(RangeError);
  });
});
