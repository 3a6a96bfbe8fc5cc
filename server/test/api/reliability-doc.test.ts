import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { retentions } from '../../src/operations/retention.ts';
import { StateMachine } from '../../src/platform/states/state-machine.ts';

const sources = fileURLToPath(new URL('../../src/', import.meta.url));
const file = fileURLToPath(new URL('../../../docs/reliability.md', import.meta.url));
/** The document with what stands between two marks replaced. */
function withPart(doc: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name}: written by reliability-doc.test.ts -->`, `<!-- end of ${name} -->`];
  const [before = '', rest = ''] = doc.split(begin);
  const [, after = ''] = rest.split(end);
  return `${before}${begin}\n\n${part}\n${end}${after}`;
}

type Table = Record<string, readonly string[]>;

/** Every state machine that the program has, by its name. */
async function everyMachine(): Promise<[string, Table][]> {
  const found = new Map<string, Table>();
  for (const path of globSync('**/*.states.ts', { cwd: sources }).sort()) {
    const exported: object = await import(`${sources}${path}`);
    for (const value of Object.values(exported).flatMap(itselfOrParts))
      if (value instanceof StateMachine) found.set(value.what, value.moves);
  }
  return [...found];
}

/** An order has three machines in one record. */
const itselfOrParts = (value: unknown): unknown[] =>
  value instanceof StateMachine || typeof value !== 'object' || value === null
    ? [value]
    : Object.values(value);

function rendered([what, moves]: [string, Table]): string {
  const rows = Object.entries(moves).map(
    ([from, to]) => `| ${from} | ${to.length > 0 ? to.join(', ') : '– (final)'} |`,
  );
  return [`### ${what}`, '', '| from | to |', '|---|---|', ...rows, ''].join('\n');
}

it('docs/reliability.md shows the state tables as they are; vitest -u writes them', async () => {
  const doc = readFileSync(file, 'utf8');
  const machines = await everyMachine();
  expect(machines.length).toBeGreaterThanOrEqual(9);
  await expect(withPart(doc, 'states', machines.map(rendered).join('\n'))).toMatchFileSnapshot(file);
});

it('docs/reliability.md shows what is forgotten, and when; vitest -u writes it', async () => {
  const rows = retentions.map(({ what, days, since }) => `| ${what} | ${days} days after ${since} |`);
  const table = ['| what | when |', '|---|---|', ...rows, ''].join('\n').replace('| 1 days', '| 1 day');
  await expect(withPart(readFileSync(file, 'utf8'), 'retention', table)).toMatchFileSnapshot(file);
});
