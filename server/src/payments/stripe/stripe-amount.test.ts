import { describe, expect, it } from 'vitest';
import { fromStripeAmount, toStripeAmount } from './stripe-amount.ts';

describe('Stripe’s minor units', () => {
  it.each([
    ['USD', 1990, 1990],
    ['JPY', 1990, 1990],
    ['KWD', 1380, 1380],
    ['ISK', 500, 50_000],
    ['UGX', 500, 50_000],
    ['MGA', 500, 5],
  ])('%s %i is %i, and back', (currency, iso, stripe) => {
    expect(toStripeAmount(iso, currency)).toBe(stripe);
    expect(fromStripeAmount(stripe, currency.toLowerCase())).toBe(iso);
  });

  it.each([
    ['KWD', 1234],
    ['MGA', 250.5],
    ['ISK', Number.MAX_SAFE_INTEGER],
  ])('%s %d cannot be charged', (currency, amount) => {
    expect(() => toStripeAmount(amount, currency)).toThrow(RangeError);
  });
});
