import type { RushRun } from './measure-rush.ts';
import type { DrainRun, StockRun } from './measure-waiting.ts';
import type { Memory } from './proc.ts';
import { markdown, megabytes, seconds, type Table, tenth, type Verdict, whole } from './report-table.ts';

/** What was measured of a rush, of waiting orders, and of the memory after all of it. */
export interface MeasuredRush {
  rush: RushRun;
  fromStock: StockRun;
  drain: DrainRun;
  /** Before the rush, and after everything. */
  memory: Memory;
  memoryAtEnd: Memory;
}

const targets = { rushP99: 250, stockPerSecond: 100, drainShare: 0.9, memoryGrowthMb: 50 } as const;

export function rushVerdicts({ rush, fromStock, drain, memory, memoryAtEnd }: MeasuredRush): Verdict[] {
  const { p99 } = rush.result.started;
  const share = drain.perSecond / drain.limit;
  const growth = memoryAtEnd.now - memory.now;
  const isExact = rush.sharedItems === 0 && rush.reserved === rush.items && rush.orders === rush.items;
  return [
    [
      `a rush of ${rush.perSecond} checkouts a second: p99 to CheckoutStarted under ${targets.rushP99} ms`,
      `${whole(p99)} ms`,
      p99 < targets.rushP99,
    ],
    [
      `the rush sells each of ${whole(rush.items)} items once`,
      `${whole(rush.reserved)} set aside for ${whole(rush.orders)} orders, ${rush.sharedItems} twice`,
      isExact,
    ],
    [
      `${targets.stockPerSecond} paid orders a second delivered from stock`,
      tenth(fromStock.perSecond),
      fromStock.perSecond >= targets.stockPerSecond,
    ],
    [
      `after an outage, ${targets.drainShare} of the supplier's ${drain.limit} calls a second`,
      share.toFixed(2),
      share >= targets.drainShare,
    ],
    ['and not one call too many', String(drain.refused), drain.refused === 0],
    [
      `memory flat (under ${targets.memoryGrowthMb} MB more after all of it)`,
      `${growth < 0 ? '−' : '+'}${whole(Math.abs(growth))} MB`,
      growth < targets.memoryGrowthMb,
    ],
  ];
}

function rushTable({ rush }: MeasuredRush): Table {
  const { result } = rush;
  const rows = Object.entries(result.answers).map(([answer, count]) => [answer, whole(count)]);
  return {
    head: ['', ''],
    rows: [
      ...rows,
      ['failed', whole(result.failures.length)],
      [
        'CheckoutStarted: p50, p99, longest',
        `${whole(result.started.p50)}, ${whole(result.started.p99)}, ${whole(result.started.max)} ms`,
      ],
      ['other answers: p50, p99', `${whole(result.others.p50)}, ${whole(result.others.p99)} ms`],
      ['the client was late by at most', `${whole(result.lateMs)} ms`],
      [
        'resident memory before · after',
        `${megabytes(rush.memory.before)} · ${megabytes(rush.memory.after)}`,
      ],
    ],
  };
}

function waitingTable({ fromStock, drain }: MeasuredRush): Table {
  return {
    head: ['', ''],
    rows: [
      ['delivered from stock', whole(fromStock.delivered)],
      ['a second', tenth(fromStock.perSecond)],
      ['until the last mail was sent, after that', seconds(fromStock.mailsMs)],
      ['waiting for the supplier', whole(drain.waiting)],
      ['calls it counted · refused', `${whole(drain.calls)} · ${whole(drain.refused)}`],
      [`calls a second, of ${drain.limit} allowed`, tenth(drain.perSecond)],
    ],
  };
}

export const rushTables = [rushTable, waitingTable];

export const rushWritten = (measured: MeasuredRush): string => `## A rush for one plan

${measured.rush.perSecond} checkouts a second for ${measured.rush.seconds} s, begun on time whatever became of those before (an open loop), by
1,200 people, for one plan of which ${whole(measured.rush.items)} are on the shelf, no supplier makes more, and a threshold is watched. Times
count from when a checkout was due. An answer costs Stripe's sandbox a PaymentIntent; what is sold out answers with
alternatives.

${markdown(rushTable(measured))}

## Orders that wait

Orders are paid while nothing can be delivered: with the supplier switched off, and then with a supplier that answers
every call with an error, until its breaker opens. Then what they wait for comes: items on the shelf for each of them;
or the supplier, ten minutes later (the times of waiting jobs and of the breaker are moved), which takes
${measured.drain.limit} calls in any one second and counts those it refuses.

${markdown(waitingTable(measured))}
`;
