import { expect, it } from 'vitest';
import { distanceOf } from './distance.ts';

const hour = 3_600_000;

it.each([
  [-1000, -1, 'minute'],
  [-59 * 60_000, -59, 'minute'],
  [-hour, -1, 'hour'],
  [-(2 * hour - 1), -1, 'hour'],
  [-49 * hour, -2, 'day'],
  [36 * hour, 1, 'day'],
  [90_000, 1, 'minute'],
] as const)('%i ms is %i %s', (span, value, unit) => {
  expect(distanceOf(span)).toEqual({ value, unit });
});
