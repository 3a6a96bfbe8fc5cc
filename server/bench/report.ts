import { availableParallelism, totalmem } from 'node:os';
import type { CheckoutRun, CheckoutStatements } from './measure-checkouts.ts';
import { type ListResult, median } from './measure-lists.ts';
import type { Memory } from './proc.ts';
import type { Layers } from './profile-layers.ts';
import { type MeasuredRush, rushTables, rushVerdicts, rushWritten } from './report-rush.ts';
import {
  aligned,
  markdown,
  megabytes,
  seconds,
  type Table,
  tenth,
  type Verdict,
  whole,
} from './report-table.ts';
import { serverFlags } from './shop.ts';

export interface Measured extends MeasuredRush {
  lists: ListResult[];
  checkouts: CheckoutRun[];
  statements: CheckoutStatements;
  layers: { lists: Layers; checkouts: Layers };
  memoryAfterLists: Memory;
  readyMs: number;
  launcherReadyMs: number;
  listConnections: number;
  checkoutConcurrency: number;
}

/** What has to be reached (and is written beside what was). */
const targets = {
  ratio: 0.28,
  statements: 3,
  checkoutsPerSecond: 50,
  residentMb: 300,
  readySeconds: 5,
} as const;

function listTable({ lists }: Measured): Table {
  const head = [
    '',
    'requests/s',
    'p50 ms',
    'p99 ms',
    'floor requests/s',
    'p50 ms',
    'p99 ms',
    'ratio',
    'SQL statements',
  ];
  const rows = lists.map(({ list, app, floor, ratio }) => [
    list.title,
    ...[whole(app.perSecond), tenth(app.p50), tenth(app.p99)],
    ...[whole(floor.perSecond), tenth(floor.p50), tenth(floor.p99)],
    ratio.toFixed(2),
    String(list.statements.length),
  ]);
  return { head, rows };
}

const of = (runs: readonly CheckoutRun[], value: (run: CheckoutRun) => number): number =>
  median(runs.map(value));

function checkoutTable({ checkouts, statements }: Measured): Table {
  const step = (name: keyof CheckoutRun['result']['steps']) =>
    of(checkouts, ({ result }) => result.steps[name]);
  return {
    head: ['', ''],
    rows: [
      ['checkouts to paid a second', tenth(of(checkouts, ({ result }) => result.perSecond))],
      [
        'p50, p99 of one',
        `${whole(of(checkouts, ({ result }) => result.p50))} ms, ${whole(of(checkouts, ({ result }) => result.p99))} ms`,
      ],
      [
        'of which: checkout · card at Stripe · until paid',
        `${whole(step('checkout'))} · ${whole(step('card'))} · ${whole(step('paid'))} ms (p50 each)`,
      ],
      [
        'until the last eSIM was delivered and mailed, after the last order was paid',
        seconds(of(checkouts, ({ drainMs }) => drainMs)),
      ],
      [
        'SQL statements, of requests and jobs · of the job queue',
        `${tenth(statements.requests)} · ${tenth(statements.jobs)}`,
      ],
    ],
  };
}

function costTable({ checkouts }: Measured): Table {
  const cost = (key: keyof CheckoutRun['cost']) => of(checkouts, (run) => run.cost[key]);
  const rows = [
    ['the app', cost('app')],
    ['PostgreSQL (the shop and the sandboxes)', cost('postgres')],
    ['the sandboxes (Stripe, supplier, mail)', cost('sandboxes')],
    ['the buyers', cost('buyers')],
  ] as const;
  const sum = rows.reduce((total, [, value]) => total + value, 0);
  return {
    head: ['process', 'processor ms a checkout', 'share'],
    rows: rows.map(([name, value]) => [name, tenth(value), `${whole((100 * value) / sum)} %`]),
  };
}

function processTable(measured: Measured): Table {
  return {
    head: ['', ''],
    rows: [
      ['resident memory of the app after the lists', megabytes(measured.memoryAfterLists)],
      ['resident memory of the app after the checkouts', megabytes(measured.memory)],
      ['resident memory of the app after everything', megabytes(measured.memoryAtEnd)],
      ['the app ready, on a seeded database', seconds(measured.readyMs)],
      ['`npm start` ready, on an initialised data folder', seconds(measured.launcherReadyMs)],
    ],
  };
}

function layerTable({ layers }: Measured): Table {
  const share = (of: Layers, layer: string) => of.find(([name]) => name === layer)?.[1] ?? 0;
  const names = [...new Set([...layers.lists, ...layers.checkouts].map(([name]) => name))];
  const weight = (name: string) => share(layers.lists, name) + share(layers.checkouts, name);
  return {
    head: ['layer', 'lists', 'checkouts'],
    rows: names
      .sort((one, other) => weight(other) - weight(one))
      .map((name) => [
        name,
        `${tenth(100 * share(layers.lists, name))} %`,
        `${tenth(100 * share(layers.checkouts, name))} %`,
      ]),
  };
}

/** How the goals stand, a line each. */
function verdicts(measured: Measured): Verdict[] {
  const ratio = Math.min(...measured.lists.map((each) => each.ratio));
  const statements = Math.max(...measured.lists.map(({ list }) => list.statements.length));
  const checkouts = of(measured.checkouts, ({ result }) => result.perSecond);
  const peak = Math.max(measured.memory.peak, measured.memoryAfterLists.peak, measured.memoryAtEnd.peak);
  const ready = measured.launcherReadyMs / 1_000;
  return [
    [`lists at ${targets.ratio} of the floor or more`, ratio.toFixed(2), ratio >= targets.ratio],
    [`at most ${targets.statements} statements a list`, String(statements), statements <= targets.statements],
    [
      `${targets.checkoutsPerSecond} checkouts to paid a second`,
      tenth(checkouts),
      checkouts >= targets.checkoutsPerSecond,
    ],
    [`the app under ${targets.residentMb} MB`, `${whole(peak)} MB`, peak < targets.residentMb],
    [`ready in under ${targets.readySeconds} s`, `${tenth(ready)} s`, ready < targets.readySeconds],
    ...rushVerdicts(measured),
  ];
}

const verdictTable = (measured: Measured): Table => ({
  head: ['goal', 'measured', ''],
  rows: verdicts(measured).map(([goal, reached, isMet]) => [goal, reached, isMet ? 'met' : 'missed']),
});

/** For the terminal. */
export function printed(measured: Measured): string {
  const tables = [listTable, checkoutTable, costTable, ...rushTables, processTable, layerTable, verdictTable];
  return tables.map((table) => aligned(table(measured))).join('\n\n');
}

/** docs/performance.md. */
export function written(measured: Measured): string {
  const { listConnections, checkoutConcurrency } = measured;
  const others = of(measured.checkouts, ({ cost }) => cost.others);
  const processor = of(
    measured.checkouts,
    ({ cost }) => cost.app + cost.postgres + cost.sandboxes + cost.buyers,
  );
  const machine = `${availableParallelism()} processors and ${whole(totalmem() / 2 ** 30)} GB`;
  return `# Performance

Written by \`npm run bench\`; run it to see your own numbers (about six minutes; \`npm run bench -- --quick\` for a
look, which writes nothing).

${markdown(verdictTable(measured))}

Measured on a shared machine with ${machine}, Node ${process.versions.node}, PostgreSQL 18 with its usual durability
(fsync, synchronous commit), all of it on this one machine: the app, PostgreSQL, the sandboxes and the clients that
make the load compete for the same processors. While checkouts were measured, other programs of the machine used
${tenth(others)} of its ${availableParallelism()} processors. Numbers are medians of the rounds.

The app runs as \`npm start\` runs it (\`node ${serverFlags.join(' ')}\`), with
one log line a request in JSON. Nothing is cached: each request looks its session up, checks \`@auth\` over the whole
document and reads PostgreSQL.

## Lists

${listConnections} connections, a session, prices in EUR; each document also asks \`me { id }\`. The floor is a bare
\`node:http\` server with \`pg\` in a process of its own: it sends the very statements that the app was seen to send,
prepared where the app prepares them, and answers the same bytes, which is checked. Floor and app are measured by
turns in one run, so the ratio holds on a busy machine where requests per second do not.

${markdown(listTable(measured))}

A list is two statements whatever the page's size: the session with its account, and the page with carrier, country,
region, price and availability. \`totalCount\` is a third.

## Checkouts

${checkoutConcurrency} buyers at once. A checkout is: the mutation (order, reservation, PaymentIntent), the card confirmed
at the Stripe sandbox, the signed webhook stored, the job that asks Stripe again, and the order seen as PAID in the
database. Provisioning at the supplier's sandbox and the mails with their QR pictures go on during the measurement, in
the same process; no plan was on the shelf.

${markdown(checkoutTable(measured))}

A checkout costs ${tenth(processor)} ms of processor time from the first request to the sent mail, so ${availableParallelism()} processors
that do nothing else would bring about ${whole((1_000 * availableParallelism()) / processor)} a second:

${markdown(costTable(measured))}

Each calls Stripe twice (a PaymentIntent made, and read again when the webhook has come), the supplier once and the
mail server once; Stripe calls back with ${tenth(measured.statements.webhooks)} webhooks. The app's JavaScript runs on one processor, so its share alone
bounds a process to about ${whole(1_000 / of(measured.checkouts, ({ cost }) => cost.app))} a second; more processes (\`serve\` and \`work\` apart) pass that bound where there are
processors for them.

${rushWritten(measured)}
## Memory and start

${markdown(processTable(measured))}

Node's defaults would let the heap grow to a multiple of what the app needs before collecting. \`--max-semi-space-size\`
holds the young generation small, and \`--max-old-space-size\` makes the old one be collected early; neither costs
measurable throughput.

## Where the app's time goes

By a sampling profiler, self time on the app's main thread while it was busy. Sending to sockets, most of it statements
for PostgreSQL, is counted with "compiled operations and built-ins" and is the largest part of that.

${markdown(layerTable(measured))}

## What was done for it

- Resolvers are called straight by the compiled operations (graphql-jit), properties are read without one.
- Statements with parameters are prepared once a connection, and written so that a generic plan is as good as one for
  the values; a list finds and sorts with narrow rows and joins the rest for its page alone.
- The session's one statement brings the account that \`me\` answers with.
- QR pictures are written as one-bit PNGs, a tenth of the time of the usual way.
- Changes of an order within a transaction are announced once.
`;
}
