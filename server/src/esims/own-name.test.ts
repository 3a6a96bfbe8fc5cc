import { describe, expect, it } from 'vitest';
import { cleanName, isName } from './own-name.ts';

describe('a name', () => {
  it.each([
    ['  Ana’s   phone ', 'Ana’s phone'],
    ['line\nbreak\tand tab', 'line break and tab'],
    ['right\u202Eto left\u2066', 'rightto left'],
    ['zero\u200Bwidth\uFEFF', 'zerowidth'],
    ['Jose\u0301', 'José'],
    ['👩‍👧 trip', '👩‍👧 trip'],
    ['\u0007\u200B ', ''],
  ])('%j is cleaned to %j', (typed, clean) => expect(cleanName(typed)).toBe(clean));

  it.each([
    ['', false],
    ['\u200D', false],
    ['x', true],
    ['😀'.repeat(40), true],
    ['x'.repeat(41), false],
  ])('%j is one: %s', (name, is) => expect(isName(name)).toBe(is));
});
