import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';

/** The same in every language: names, formats of cards, and signs of the trade. */
const UNTRANSLATED = ['Tribi', 'tribi', 'ICCID', 'SM-DP+', 'EID', 'GB', 'MB', 'QR', 'APN'];
const SPOKEN = new Set(['aria-label', 'title', 'placeholder', 'alt', 'label']);

const folder = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.tsx'),
);

const at = (node: unknown, key: string): unknown =>
  typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined;

/** What a node of the syntax tree puts before a reader's eyes or ears without asking for a translation. */
function textOf(node: object): unknown {
  const type = at(node, 'type');
  if (type === 'JSXText') return at(node, 'value');
  // {'text'} between tags; in an attribute the attribute itself decides.
  if (type === 'JSXElement' || type === 'JSXFragment') {
    const children = at(node, 'children');
    return Array.isArray(children)
      ? children.map((child) => literalIn(at(child, 'expression'))).join(' ')
      : undefined;
  }
  if (type !== 'JSXAttribute' || !SPOKEN.has(String(at(at(node, 'name'), 'name')))) return undefined;
  const value = at(node, 'value');
  return literalIn(value) || literalIn(at(value, 'expression'));
}

function literalIn(node: unknown): string {
  if (at(node, 'type') === 'TemplateLiteral') {
    const quasis = at(node, 'quasis');
    return Array.isArray(quasis) ? quasis.map((quasi) => at(at(quasi, 'value'), 'cooked')).join(' ') : '';
  }
  const value = at(node, 'type') === 'Literal' ? at(node, 'value') : undefined;
  return typeof value === 'string' ? value : '';
}

function* nodesOf(node: unknown): Generator<object> {
  if (typeof node !== 'object' || node === null) return;
  yield node;
  for (const inner of Object.values(node)) yield* nodesOf(inner);
}

function hardTexts(source: string): string[] {
  return [...nodesOf(parseAst(source, { lang: 'tsx' }))].flatMap((node) => {
    const text = textOf(node);
    if (typeof text !== 'string') return [];
    const rest = UNTRANSLATED.reduce((left, word) => left.replaceAll(word, ''), text);
    return /\p{L}/u.test(rest) ? [text.trim()] : [];
  });
}

describe('what pages say', () => {
  it('stands in the texts of both languages, not in the pages', () => {
    expect(files.length).toBeGreaterThan(50);
    const found = files.flatMap((name) =>
      hardTexts(readFileSync(`${folder}/${name}`, 'utf8')).map((text) => `${name}: ${text}`),
    );
    expect(found).toEqual([]);
  });
  it('would be found otherwise', () => {
    const page =
      '<p title="Hello" className="x">Good {\'day\'} {t(\'own.done\')} <b aria-label={`Close`} /></p>';
    expect(hardTexts(`const a = ${page}`).toSorted()).toEqual(['Close', 'Good', 'Hello', 'day']);
  });
});
