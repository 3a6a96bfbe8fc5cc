import { problemsOf } from '../kit/oracle.ts';
import type { ResultOf } from '../kit/shop-under-test.ts';
import type { CrashShop } from './crash-shop.ts';
import type { Ground } from './ground.ts';
import type { Scenario } from './scenario.ts';
import type { KillPoint, LastWords, StepList } from './step-counter.ts';

/** Time that sweeps get after everybody has what they wait for: they must find nothing to do, or do it right. */
const quietMs = 6 * 60_000;

/** What is younger may still be on its way to Stripe's balance. */
const booksSettleMs = 4 * 3_600_000;

export interface PointResult {
  /** Null where the scenario ended before it came to this step. */
  killed: LastWords | null;
  /** Empty when all is well. */
  problems: string[];
  milliseconds: number;
}

/** Runs a scenario undisturbed and gives its steps. @throws when even that ends badly */
export async function recordSteps(ground: Ground, scenario: Scenario): Promise<StepList> {
  const shop = await ground.open();
  try {
    await shop.start();
    await shop.settle();
    const facts = await scenario.setUp(shop);
    await shop.settle();
    await shop.countDuring(async () => {
      await scenario.act(shop, facts);
      await shop.settle();
    }, null);
    const steps = await shop.steps();
    const problems = await problemsInTheEnd(shop, scenario, facts);
    if (problems.length > 0)
      throw new Error(`Undisturbed, ${scenario.name} ends badly:\n${problems.join('\n')}`);
    return steps;
  } finally {
    await shop.close();
  }
}

/** Runs a scenario, kills the shop at the point, starts it again, lets people go on, and looks at what came of it. */
export async function runPoint(ground: Ground, scenario: Scenario, point: KillPoint): Promise<PointResult> {
  const began = Date.now();
  const shop = await ground.open();
  let killed: LastWords | null = null;
  const done = (problems: string[]): PointResult => ({ killed, problems, milliseconds: Date.now() - began });
  try {
    await shop.start();
    await shop.settle();
    const facts = await scenario.setUp(shop);
    await shop.settle();
    killed = await shop.countDuring(async () => {
      await scenario.act(shop, facts);
      await shop.settle();
    }, point);
    if (killed) {
      await shop.start();
      shop.letTimeFlow();
      await scenario.act(shop, facts);
    }
    return done(await problemsInTheEnd(shop, scenario, facts));
  } catch (error) {
    const found = await problemsOf(shop).catch((failure) => [`The oracle could not look: ${failure}`]);
    const output = shop.process.output.trim();
    return done([String(error), ...found, ...(output ? [`The process said: ${output}`] : [])]);
  } finally {
    await shop.close();
  }
}

/** Lets the sweeps of some minutes run, and then looks at everything. */
async function problemsInTheEnd(shop: CrashShop, scenario: Scenario, facts: unknown): Promise<string[]> {
  shop.letTimeFlow();
  const end = shop.now.getTime() + quietMs;
  while (shop.now.getTime() < end) await shop.flow();
  await shop.settle();
  const alerts = await shop.sql('select key from staff_alerts where settled_at is null');
  return [
    ...alerts.map(({ key }) => `somebody was called for nothing: ${key}`),
    ...(await problemsOf(shop)),
    ...(await scenario.problems(shop, facts)),
    ...(await problemsInTheBooks(shop)),
  ];
}

/** The shop's own look at its books, against its rows and Stripe's balance, when nothing can be still on its way. */
async function problemsInTheBooks(shop: CrashShop): Promise<string[]> {
  await shop.advance(booksSettleMs);
  await shop.settle();
  const { data, errors } = await shop.graphql(
    'mutation { runLedgerCheck { isStripeAsked findings { message subject } } }',
    {},
    { as: shop.people.finance },
  );
  if (!data?.runLedgerCheck?.isStripeAsked)
    return [`the books were not looked at: ${JSON.stringify(errors)}`];
  return data.runLedgerCheck.findings.map(
    ({ message, subject }: ResultOf) => `the books say: ${message} (${subject})`,
  );
}
