import { describe, expect, it } from 'vitest';
import { isMistyped } from './typing-errors.ts';

describe('a mistyped word', () => {
  it.each([
    ['japn', 'japan'],
    ['itlay', 'italy'],
    ['apan', 'japan'],
    ['ajpan', 'japan'],
    ['mlai', 'mali'],
    ['tailanda', 'tailandia'],
    ['thialand', 'thailand'],
    ['switzerlnd', 'switzerland'],
    ['austrlai', 'australia'],
  ])('%s may be %s', (typed, word) => {
    expect(isMistyped(typed, word)).toBe(true);
  });

  it.each([
    ['iran', 'iraq'],
    ['mali', 'bali'],
    ['oma', 'oman'],
    ['peru', 'per'],
    ['asdfgh', 'japan'],
    ['sp_in', 'spain'],
    ['xxxxxxxx', 'x'],
    ['x'.repeat(100), 'japan'],
  ])('%s is not %s', (typed, word) => {
    expect(isMistyped(typed, word)).toBe(false);
  });
});
