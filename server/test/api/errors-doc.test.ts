import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/platform/graphql/errors.ts';

const sources = fileURLToPath(new URL('../../src/', import.meta.url));
const doc = readFileSync(new URL('../../../docs/errors.md', import.meta.url), 'utf8');

const files = globSync('**/*.ts', { cwd: sources }).filter((path) => !/\.(test|fixture)\.ts$/.test(path));
const text = (path: string) => readFileSync(`${sources}${path}`, 'utf8');
const matches = (source: string, pattern: RegExp) =>
  [...source.matchAll(pattern)].flatMap((match) => match[1] ?? []);

/** Rows of the doc's tables: `| \`CODE\` | …`. */
const documented = matches(doc, /^\| `([A-Z_]+)` \|/gm);

/** The room's table of a messages file (`orderMessages` of order.messages.ts); other tables say details, not codes. */
function roomCodes(path: string): string[] {
  const room = path.split('/').at(-1)?.split('.')[0];
  const table = new RegExp(`export const ${room}Messages = \\{\\n([^]*?)\\n\\}`).exec(text(path))?.[1] ?? '';
  return matches(table, /^ {2}([A-Z_]+): \{/gm);
}

/** What each room says by code, and codes written out where an error is made. */
const used = new Set<string>([
  ...errorCodes,
  ...files.filter((path) => path.endsWith('.messages.ts')).flatMap(roomCodes),
  ...files.flatMap((path) => matches(text(path), /\bcode: '([A-Z_]{3,})'/g)),
]);

describe('docs/errors.md', () => {
  it('lists every code of the source', () => {
    expect([...used].filter((code) => !documented.includes(code)).join()).toBe('');
  });

  it('lists no code that the source does not have', () => {
    expect(documented.filter((code) => !used.has(code)).join()).toBe('');
  });

  it('gives each code a row that says what happened', () => {
    for (const row of doc.split('\n').filter((line) => line.startsWith('| `'))) {
      const cells = row.split('|').map((cell) => cell.trim());
      expect(cells.slice(1, -1).every(Boolean), row).toBe(true);
    }
  });
});
