import { describe, expect, it } from 'vitest';
import { isLuhnValid, withCheckDigit } from './luhn.ts';

describe('the check digit', () => {
  it('fits on test cards and refuses a changed digit', () => {
    expect(isLuhnValid('4242424242424242')).toBe(true);
    expect(isLuhnValid('4242424242424241')).toBe(false);
    expect(isLuhnValid('378282246310005')).toBe(true);
  });

  it('is found for any digits', () => {
    for (let number = 0; number < 500; number += 1)
      expect(isLuhnValid(withCheckDigit(`89882${number}`))).toBe(true);
  });
});
