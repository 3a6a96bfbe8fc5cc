import { aligned, markdown, type Table, type Verdict } from '../../server/bench/report-table.ts';
import { type Audit, categories } from './lighthouse.ts';
import { conditions, type Vitals } from './vitals.ts';

export interface MeasuredPages {
  vitals: Vitals;
  rounds: number;
  /** Of how many looks at a page the one in the middle is told. */
  auditRounds: number;
  audits: readonly { page: string; audit: Audit }[];
}

const targets = {
  readableMs: 1_800,
  scriptKb: 170,
  layoutShift: 0.05,
  interactionMs: 200,
  score: 95,
} as const;

function vitalsTable({ vitals }: MeasuredPages): Table {
  return {
    head: ['', ''],
    rows: [
      ['readable: the first plan with its price', `${(vitals.readableMs / 1000).toFixed(2)} s`],
      ['largest part of the first view', `${(vitals.largestMs / 1000).toFixed(2)} s`],
      ['layout shift', vitals.layoutShift.toFixed(3)],
      ['longest interaction', `${Math.round(vitals.interactionMs)} ms`],
      ['script, as sent', `${vitals.scriptKb.toFixed(1)} kB`],
      ['everything, as sent', `${vitals.totalKb.toFixed(1)} kB`],
    ],
  };
}

function auditTable({ audits }: MeasuredPages): Table {
  return {
    head: ['page', ...categories],
    rows: audits.map(({ page, audit }) => [
      page,
      ...categories.map((category) => String(audit.scores[category] ?? 'barred')),
    ]),
  };
}

function verdicts({ vitals, audits }: MeasuredPages): Verdict[] {
  const scores = audits.flatMap(({ audit }) => categories.flatMap((each) => audit.scores[each] ?? []));
  const lowest = Math.min(...scores);
  return [
    [
      'a country page readable in under 1.8 s',
      `${(vitals.readableMs / 1000).toFixed(2)} s`,
      vitals.readableMs < targets.readableMs,
    ],
    ['its script under 170 kB', `${vitals.scriptKb.toFixed(1)} kB`, vitals.scriptKb < targets.scriptKb],
    ['no layout shift over 0.05', vitals.layoutShift.toFixed(3), vitals.layoutShift <= targets.layoutShift],
    [
      'an interaction under 200 ms',
      `${Math.round(vitals.interactionMs)} ms`,
      vitals.interactionMs < targets.interactionMs,
    ],
    ['Lighthouse: 95 or more in all four', `${lowest} at least`, lowest >= targets.score],
  ];
}

const verdictTable = (measured: MeasuredPages): Table => ({
  head: ['goal', 'measured', ''],
  rows: verdicts(measured).map(([goal, reached, isMet]) => [goal, reached, isMet ? 'met' : 'missed']),
});

const lostLines = ({ audits }: MeasuredPages): string[] =>
  audits.flatMap(({ page, audit }) => audit.lost.map((each) => `${page}: ${each}`));

export function printed(measured: MeasuredPages): string {
  const tables = [vitalsTable(measured), auditTable(measured), verdictTable(measured)];
  return [...tables.map(aligned), ...lostLines(measured)].join('\n\n');
}

/** The part of docs/performance.md that is about pages. */
export function written(measured: MeasuredPages): string {
  const lost = lostLines(measured);
  return `## Pages

Written by \`npm run bench:web\`: a country's page, cold, on a phone of ${conditions.viewport.width} px with a processor
${conditions.cpuSlowdown} times slower, over a line of 1.6 Mbit/s and ${conditions.latencyMs} ms; medians of ${measured.rounds}
visits. Lighthouse uses its own slow phone and line; told is the middle one of ${measured.auditRounds} looks at a page.

${markdown(verdictTable(measured))}

${markdown(vitalsTable(measured))}

${markdown(auditTable(measured))}
${lost.length > 0 ? `\nWhat cost points:\n\n${lost.map((each) => `- ${each}`).join('\n')}\n` : ''}`;
}
