import { describe, expect, it } from 'vitest';
import { flatten, misuse } from '../i18n/text-use.ts';
import en from './texts/en.json' with { type: 'json' };
import es from './texts/es.json' with { type: 'json' };

const textsOf = (node: object): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [`${key} ${[...value.matchAll(/\{\{\w+\}\}/g)].map(String).sort().join()} ${value.trim() !== ''}`]
      : textsOf(value),
  );

describe('the words of the account', () => {
  it('are the same in both languages, with the same values, and nowhere empty', () => {
    expect(textsOf(es)).toEqual(textsOf(en));
    expect(textsOf(en).filter((text) => text.endsWith('false'))).toEqual([]);
  });

  it('are all used, and none that is used is missing', () => {
    expect(misuse(flatten(en), 'own')).toEqual({ unused: [], missing: [], matchingNone: [] });
  });
});
