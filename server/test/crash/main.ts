/** `npm run test:crash`: kills the shop at every step of every scenario and looks at what comes of it. */
import { parseArgs } from 'node:util';
import setUpPostgres from '../kit/global-setup.ts';
import { Ground } from './ground.ts';
import { describeFailure, summarise } from './report.ts';
import { sampledScenarios, scenarios } from './scenarios/index.ts';
import { moments } from './step-counter.ts';
import {
  countedByName,
  everyPoint,
  kindsWithoutSample,
  lastingPoints,
  type Outcome,
  type Point,
  recordAll,
  samplePoints,
  sweep,
} from './sweep.ts';

const usage = `Usage: npm run test:crash -- [options]
  --scenario a,b   only these of: ${scenarios.map(({ name }) => name).join(', ')}
  --moment before  only before steps are made, or only after
  --step n         only the n-th step
  --of 'commit'    only steps of this name, and the n-th of them
  --from n         leave out the points before the n-th
  --every n        only each n-th point
  --lasting        only right after what changed the world for good, which are all states a crash can leave
  --sample         only so many that every kind of step is among them
  --lanes n        points run beside each other (2)
  --list           print the steps and kill nothing
`;

const { values: options } = parseArgs({
  options: {
    scenario: { type: 'string' },
    moment: { type: 'string' },
    step: { type: 'string' },
    of: { type: 'string' },
    from: { type: 'string', default: '1' },
    every: { type: 'string', default: '1' },
    lasting: { type: 'boolean', default: false },
    sample: { type: 'boolean', default: false },
    lanes: { type: 'string', default: '2' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (text: string) => void process.stdout.write(`${text}\n`);

function chosen(points: readonly Point[]): Point[] {
  const named = countedByName(points).filter(({ kind }) => kind === options.of);
  const some = (options.of === undefined ? points : named)
    .filter(({ moment }) => options.moment === undefined || moment === options.moment)
    .filter(({ step }) => options.step === undefined || step === Number(options.step));
  const lasting = options.lasting ? lastingPoints(some) : some;
  const spread = options.sample ? samplePoints(lasting) : lasting;
  return spread.slice(Number(options.from) - 1).filter((_, index) => index % Number(options.every) === 0);
}

async function run(grounds: readonly Ground[]): Promise<boolean> {
  const names = options.scenario?.split(',') ?? scenarios.map(({ name }) => name);
  const recorded = await recordAll(
    grounds,
    scenarios.filter(({ name }) => names.includes(name)),
  );
  for (const { scenario, steps } of recorded)
    say(`${scenario.name}: ${moments.map((moment) => `${steps[moment].length} ${moment}`).join(', ')}`);
  const isWhole = recorded.length === scenarios.length;
  const unsampled = isWhole ? kindsWithoutSample(recorded, sampledScenarios) : [];
  for (const { kind, scenario } of unsampled)
    say(`FAILED npm test has no step like "${kind}" of ${scenario}: let it sample that scenario too`);
  const points = chosen(everyPoint(recorded));
  if (options.list) {
    for (const point of points) say(`${point.scenario.name} ${point.moment} ${point.step} ${point.kind}`);
    return unsampled.length === 0;
  }
  const began = Date.now();
  let done = 0;
  const outcomes = await sweep(grounds, points, (outcome) => {
    done += 1;
    if (outcome.result.problems.length > 0) say(describeFailure(outcome));
    const seconds = (Date.now() - began) / 1000;
    if (done % 20 === 0 || done === points.length)
      say(`${done} of ${points.length} points, ${Math.round(seconds)} s`);
  });
  const failed: Outcome[] = outcomes.filter(({ result }) => result.problems.length > 0);
  say(`\n${summarise(outcomes)}\n\n${outcomes.length} points, ${failed.length} failed`);
  return failed.length === 0 && unsampled.length === 0;
}

async function main(): Promise<void> {
  if (options.help) return say(usage);
  const stopPostgres = await setUpPostgres();
  // PostgreSQL is a process of its own and outlives us unless it is told.
  const interrupted = () => void stopPostgres().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const lanes = Array.from({ length: Number(options.lanes) }, (_, lane) => `crash_${process.pid}_${lane}`);
  const grounds = await Promise.all(lanes.map((name) => Ground.prepare(name)));
  try {
    process.exitCode = (await run(grounds)) ? 0 : 1;
  } finally {
    for (const ground of grounds) await ground.close();
    await stopPostgres();
  }
}

await main();
