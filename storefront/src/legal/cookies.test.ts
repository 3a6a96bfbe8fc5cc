import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LOCALES } from '../preferences/choices.ts';
import { cookiesText } from './cookies.text.ts';

/** The names of cookies as the sources of a part of the shop define them: `…ookie = 'tribi_…'`. */
function cookiesOf(folder: string): string[] {
  const path = fileURLToPath(new URL(folder, import.meta.url));
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .flatMap((name) => [...readFileSync(`${path}/${name}`, 'utf8').matchAll(/cookie = '(\w+)'/gi)])
    .map(([, cookie]) => cookie ?? '');
}

describe('the page about cookies', () => {
  it.each(LOCALES)('names every cookie that the shop sets, and none besides (%s)', (locale) => {
    const set = [...cookiesOf('..'), ...cookiesOf('../../../server/src')].toSorted();
    const named = [...JSON.stringify(cookiesText[locale]).matchAll(/\btribi_\w+/g)].map(([name]) => name);
    expect(set.length).toBeGreaterThan(3);
    expect([...new Set(named)].toSorted()).toEqual(set);
  });
});
