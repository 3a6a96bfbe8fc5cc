import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import es from './es.json' with { type: 'json' };

const PLURAL = /_(zero|one|two|few|many|other)$/;

function flatten(texts: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  );
}

/** Every source file of the storefront, tests aside. */
function sources(): string {
  const folder = fileURLToPath(new URL('..', import.meta.url));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|generated/.test(name))
    .map((name) => readFileSync(`${folder}/${name}`, 'utf8'))
    .join('\n');
}

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
    const code = sources();
    const literal = new Set([...code.matchAll(/\bt\(\s*['"]([\w.-]+)['"]/g)].map(([, key]) => key ?? ''));
    const patterns = [...code.matchAll(/\bt\(\s*`([^`]+)`/g)].map(
      ([, key]) => new RegExp(`^${(key ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]+\}/g, '[\\w-]+')}$`),
    );
    const keys = new Set([...english.keys()].map((key) => key.replace(PLURAL, '')));
    const isUsed = (key: string) => literal.has(key) || patterns.some((pattern) => pattern.test(key));
    expect([...keys].filter((key) => !isUsed(key))).toEqual([]);
    expect([...literal].filter((key) => !keys.has(key))).toEqual([]);
    expect(patterns.filter((pattern) => ![...keys].some((key) => pattern.test(key)))).toEqual([]);
  });
});
