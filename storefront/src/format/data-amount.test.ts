import { describe, expect, it } from 'vitest';
import { formatData } from './data-amount.ts';

describe('formatData', () => {
  it('says gigabytes from 1024 MB', () => {
    expect(formatData(1023, 'en')).toBe('1,023\u00a0MB');
    expect(formatData(1024, 'en')).toBe('1\u00a0GB');
    expect(formatData(51200, 'en')).toBe('50\u00a0GB');
  });
  it('shows halves in the way of the language', () => {
    expect(formatData(1536, 'en')).toBe('1.5\u00a0GB');
    expect(formatData(1536, 'es')).toBe('1,5\u00a0GB');
  });
});
