import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Message } from './say.ts';

const folder = fileURLToPath(new URL('../..', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.tsx?$/.test(name) && !/\.test\./.test(name),
);
const sources = new Map(files.map((name) => [name, readFileSync(`${folder}/${name}`, 'utf8')]));
const isMessage = (value: unknown): value is Message =>
  typeof value === 'object' && value !== null && 'en' in value && 'es' in value;

/** The texts of a file, by key; those that count or nest are looked into. */
function textsOf(value: object): Array<[string, Message]> {
  return Object.entries(value).flatMap(([key, inner]): Array<[string, Message]> => {
    if (isMessage(inner)) return [[key, inner]];
    return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? textsOf(inner) : [];
  });
}

const homes = files.filter((name) => /(\.messages|mail\.texts)\.ts$/.test(name));
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted();

describe('what the server says to people', () => {
  it.each(homes)('is used, and fills in the same in both languages: %s', async (home) => {
    const module: object = await import(`${folder}/${home}`);
    const texts = textsOf(module);
    expect(texts.length).toBeGreaterThan(0);
    const elsewhere = [...sources].filter(([name]) => name !== home).map(([, text]) => text);
    const isUsed = (key: string) => {
      const name = new RegExp(`${key in module ? '\\b' : '[.\'"`]'}${key}\\b`);
      return elsewhere.some((text) => name.test(text));
    };
    expect(texts.filter(([key]) => !isUsed(key)).map(([key]) => key)).toEqual([]);
    const different = texts.filter(
      ([, { en, es }]) => (en === '') !== (es === '') || holes(en).join() !== holes(es).join(),
    );
    expect(different.map(([key]) => key)).toEqual([]);
  });
});
