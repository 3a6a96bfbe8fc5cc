import { expect, test } from 'vitest';
import { buildCatalogue } from './catalogue.ts';
import { luhnDigit, mintInventory } from './inventory.ts';

test('the Luhn digit of a published example', () => {
  // The account number of the ISO/IEC 7812 literature: 7992739871 with check digit 3.
  expect(luhnDigit('7992739871')).toBe(3);
});

/** Written the other way round than the code under test: digits doubled from the left of an even-length number. */
function luhnSum(number: string): number {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  return [...number].reduce(
    (sum, char, at) => sum + (at % 2 === 0 ? (doubled[Number(char)] ?? Number.NaN) : Number(char)),
    0,
  );
}

test('items are the same at each call and continue where the last batch ended', () => {
  const first = mintInventory('spain-1gb-7d', 3, 0);
  expect(mintInventory('spain-1gb-7d', 3, 0)).toEqual(first);
  expect(mintInventory('spain-1gb-7d', 2, 1)).toEqual(first.slice(1));
  expect(mintInventory('spain-1gb-7d', 0)).toEqual([]);
});

test('every item has a valid ICCID and activation code, and no two plans share one', () => {
  const items = buildCatalogue().plans.flatMap(({ slug }) => mintInventory(slug, 3, 0));
  for (const { iccid, activationCode } of items) {
    expect(iccid).toMatch(/^89\d{18}$/);
    expect(luhnSum(iccid) % 10, iccid).toBe(0);
    expect(activationCode).toMatch(
      /^LPA:1\$smdp\.stock\.tribi\.example\$[2-9A-HJ-NP-Z]{5}(-[2-9A-HJ-NP-Z]{5}){3}$/,
    );
  }
  expect(new Set(items.map(({ iccid }) => iccid)).size).toBe(items.length);
  expect(new Set(items.map(({ activationCode }) => activationCode)).size).toBe(items.length);
});

test.each([
  [-1, 0],
  [1, -1],
  [1.5, 0],
  [2, 99_999],
])('refuses count %d from index %d', (count, startIndex) => {
  expect(() => mintInventory('spain-1gb-7d', count, startIndex)).toThrow(RangeError);
});
