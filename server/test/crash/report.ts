import { moments } from './step-counter.ts';
import type { Outcome, Point } from './sweep.ts';

/** A step as it is told: writes by their table, looks and locks whatever at. */
const stepOf = (step: string): string => /^(read|lock)\b/.exec(step)?.[0] ?? step;

/** The command that runs one point again. */
export const commandFor = ({ scenario, moment, step, of }: Point): string =>
  `npm run test:crash -- --scenario ${scenario.name} --moment ${moment} --step ${step}${of ? ` --of '${of}'` : ''}`;

export function describeFailure({ point, result }: Outcome): string {
  const where = `${point.scenario.name}: ${point.moment} step ${point.step} (${result.killed?.kind ?? point.kind})`;
  return [`FAILED ${where}`, ...result.problems.map((each) => `  ${each}`), `  ${commandFor(point)}`].join(
    '\n',
  );
}

/** What was killed where and what came of it: by scenario, then by kind of step. */
export function summarise(outcomes: readonly Outcome[]): string {
  const byScenario = groupBy(outcomes, ({ point }) => point.scenario.name);
  const rows: [string, readonly Outcome[]][] = [...byScenario, ['all', outcomes]];
  const byKind = groupBy(
    outcomes.filter(({ result }) => result.killed),
    ({ result }) => stepOf(result.killed?.kind ?? ''),
  );
  const count = (of: readonly Outcome[], fits: (each: Outcome) => boolean) => String(of.filter(fits).length);
  const isFailed = ({ result }: Outcome) => result.problems.length > 0;
  return [
    table(
      ['scenario', 'points', 'killed', 'failed', 's a point'],
      rows.map(([name, of]) => [
        name,
        String(of.length),
        count(of, ({ result }) => result.killed !== null),
        count(of, isFailed),
        (of.reduce((sum, { result }) => sum + result.milliseconds, 0) / of.length / 1000).toFixed(1),
      ]),
    ),
    table(
      ['kind of step', 'before', 'after', 'failed'],
      [...byKind]
        .sort(([one], [other]) => one.localeCompare(other))
        .map(([kind, of]) => [
          kind,
          ...moments.map((moment) => count(of, ({ result }) => result.killed?.moment === moment)),
          count(of, isFailed),
        ]),
    ),
  ].join('\n\n');
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** As Markdown, so that it can be put into a document as it is. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
