import reactAdminEnglish from 'ra-language-english';
import { describe, expect, it } from 'vitest';
import { stateLooks } from '../states/state-looks.ts';
import { en } from './en.ts';
import { es } from './es.ts';
import { reactAdminSpanish } from './react-admin.es.ts';

/** Each message by its dotted key. */
function flat(tree: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}
const placeholders = (message: string) => [...new Set(message.match(/%\{\w+\}/g))].sort();
const forms = (message: string) => message.split('||||').length;

describe.each([
  ['ours', en, es],
  ['react-admin’s', reactAdminEnglish, reactAdminSpanish],
])('messages: %s', (_whose, english, spanish) => {
  const [source, translated] = [flat(english), flat(spanish)];

  it('have the same keys in both languages', () => {
    expect([...translated.keys()].sort()).toEqual([...source.keys()].sort());
  });

  it.each([...source])('%s has the same places and plural forms', (key, message) => {
    const other = translated.get(key) ?? '';
    expect(other).not.toBe('');
    expect(placeholders(other)).toEqual(placeholders(message));
    expect(forms(other)).toBe(forms(message));
  });
});

it('have a word for every state that has a look', () => {
  const states = Object.entries(stateLooks).flatMap(([kind, looks]) =>
    Object.keys(looks).map((state) => `states.${kind}.${state}`),
  );
  const words = [...flat(en).keys()].filter((key) => key.startsWith('states.'));
  expect(words.sort()).toEqual(states.sort());
});
