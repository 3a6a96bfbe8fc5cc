import { describe, expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };
import { flatten, misuse } from './text-use.ts';

const english = flatten(en);
const spanish = flatten(es);
const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

describe('the texts', () => {
  it('are the same in both languages', () => {
    expect([...spanish.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('are nowhere empty and fill in the same values', () => {
    for (const [key, text] of english) {
      expect(text.trim(), key).not.toBe('');
      expect(spanish.get(key)?.trim(), key).not.toBe('');
      expect(holes(spanish.get(key) ?? ''), key).toEqual(holes(text));
    }
  });

  it('are all used, and none that is used is missing', () => {
    expect(misuse(english, 't')).toEqual({ unused: [], missing: [], matchingNone: [] });
  });
});
