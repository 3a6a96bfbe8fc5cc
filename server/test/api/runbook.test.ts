import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const sources = fileURLToPath(new URL('../../src/', import.meta.url));
const runbook = readFileSync(new URL('../../../docs/runbook.md', import.meta.url), 'utf8');

/** The kinds that a file raises: what stands after `kind:` where an alert is made. */
function kindsOf(path: string): string[] {
  const text = readFileSync(`${sources}${path}`, 'utf8');
  const made = [...text.matchAll(/alerts\.raise\([\s\S]{0,120}?kind: ([^\n]+)/g)].map(
    ([, kind]) => kind ?? '',
  );
  const found = path.endsWith('job-watch.jobs.ts')
    ? [...made, ...text.split('\n').filter((line) => /kind: '/.test(line))]
    : made;
  return found.flatMap((line) => [...line.matchAll(/'([A-Z_]+)'/g)].map(([, kind]) => kind ?? ''));
}

it('the runbook says of every kind of alert what to do', () => {
  const files = globSync('**/*.ts', { cwd: sources }).filter((path) => !/\.(test|fixture)\.ts$/.test(path));
  const kinds = [...new Set(files.flatMap(kindsOf))].sort();
  expect(kinds).toContain('DEAD_LETTER');
  expect(kinds.length).toBeGreaterThan(6);
  const documented = [...runbook.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, kind]) => kind ?? '');
  expect(kinds.filter((kind) => !documented.includes(kind))).toEqual([]);
});
