/** `npm run bench`: measures the shop against a floor, prints the result and writes docs/performance.md. */
import type { Profiler } from 'node:inspector';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Person, signPeopleIn } from '../test/kit/people.ts';
import { Child } from './child.ts';
import { lists } from './lists.ts';
import { buyFor, type CheckoutContest, countStatements } from './measure-checkouts.ts';
import { askApp, measureLists, type SeenList, seeLists } from './measure-lists.ts';
import { measureRush } from './measure-rush.ts';
import { measureDrain, measureStock } from './measure-waiting.ts';
import { writePart } from './performance-page.ts';
import { layersOf } from './profile-layers.ts';
import { type Measured, printed, written } from './report.ts';
import { openShop, type Shop } from './shop.ts';

const program = (name: string) => fileURLToPath(new URL(`${name}.process.ts`, import.meta.url));

const plans = {
  whole: {
    listRounds: 4,
    listSeconds: 3,
    checkoutRounds: 3,
    checkoutSeconds: 9,
    warmUpSeconds: 8,
    profileSeconds: 4,
    rush: { perSecond: 100, seconds: 30, items: 1_000 },
    waiting: 1_000,
  },
  quick: {
    listRounds: 1,
    listSeconds: 1,
    checkoutRounds: 1,
    checkoutSeconds: 4,
    warmUpSeconds: 2,
    profileSeconds: 1,
    rush: { perSecond: 100, seconds: 4, items: 150 },
    waiting: 100,
  },
} as const;
type Plan = (typeof plans)[keyof typeof plans];

const listConnections = 32;
const checkoutConcurrency = 16;
/** Many buyers, as a shop has them: one person's checkouts wait for each other. */
const buyers = 200;
/** So many that nobody of the rush has more open orders than a person may. */
const rushers = 1_200;
/** What the supplier's sandbox takes a second, as ConnectedYou is set to be asked by default. */
const supplierLimit = 100;

async function bench(shop: Shop, plan: Plan): Promise<Measured> {
  const everybody = await signPeopleIn(shop.postgres.url, rushers);
  const people = everybody.slice(0, buyers);
  const [person] = people;
  if (!person) throw new Error('Nobody to ask as');
  const start = (name: string, settings = {}) =>
    Child.start(
      name,
      [program(name)],
      { PATH: process.env.PATH, NODE_ENV: 'production', ...settings },
      'ready',
    );
  const [load, buying] = [await start('list-load'), await start('checkout-load')];
  const contest = { shop, buyers: buying.child, people, concurrency: checkoutConcurrency };

  say('looking at the statements');
  const look = await shop.startApp({ isInstrumented: true });
  const seen = await seeLists(look.app, look.url, person, lists);
  const statements = await countStatements({ ...contest, app: look.app, appUrl: look.url });
  await look.app.stop();

  const { app, url, readyMs } = await shop.startApp();
  const floor = await start('floor', { DATABASE_URL: shop.postgres.url, FLOOR_LISTS: JSON.stringify(seen) });
  say('lists');
  const listResults = await measureLists({
    ...{ lists: seen, load: load.child, appUrl: url, person, connections: listConnections },
    ...{ floorUrl: floor.line.replace('ready ', ''), rounds: plan.listRounds, seconds: plan.listSeconds },
  });
  const memoryAfterLists = app.memory();
  await floor.child.stop();

  say('checkouts');
  const checkout = { ...contest, app, appUrl: url };
  await buyFor(checkout, plan.warmUpSeconds);
  const checkoutRuns = [];
  for (let round = 0; round < plan.checkoutRounds; round += 1)
    checkoutRuns.push(await buyFor(checkout, plan.checkoutSeconds));
  const memory = app.memory();

  say('a rush for one plan');
  const crowd = await start('rush-load');
  const rush = await measureRush({ shop, app, appUrl: url, load: crowd.child, people: everybody }, plan.rush);
  await crowd.child.stop();
  say('paid orders delivered from stock');
  const fromStock = await measureStock(checkout, plan.waiting);
  say('a supplier that was away');
  const drain = await measureDrain(checkout, { count: plan.waiting, limit: supplierLimit });
  const memoryAtEnd = app.memory();
  await app.stop();

  say('profiles');
  const layers = await profile(shop, contest, { load: load.child, seen, person, plan });
  for (const { child } of [load, buying]) await child.stop();
  say('a start by the launcher');
  const launcherReadyMs = await shop.launcherReadyMs();
  return {
    ...{ lists: listResults, checkouts: checkoutRuns, statements, layers },
    ...{ rush, fromStock, drain, memoryAtEnd },
    ...{ memory, memoryAfterLists, readyMs, launcherReadyMs },
    ...{ listConnections, checkoutConcurrency },
  };
}

/** Where the app's time goes, by an app of its own: profiling costs time. */
async function profile(
  shop: Shop,
  contest: Omit<CheckoutContest, 'app' | 'appUrl'>,
  { load, seen, person, plan }: { load: Child; seen: SeenList[]; person: Person; plan: Plan },
): Promise<Measured['layers']> {
  const { app, url } = await shop.startApp({ isInstrumented: true });
  const of = async (work: () => Promise<unknown>) => {
    await app.ask({ ask: 'begin-profile' });
    await work();
    return layersOf(await app.ask<Profiler.Profile>({ ask: 'end-profile' }));
  };
  const asking = async (seconds: number) => {
    for (const list of seen)
      await askApp({ load, appUrl: url, person, connections: listConnections }, list, seconds / seen.length);
  };
  const checkout = { ...contest, app, appUrl: url };
  await buyFor(checkout, plan.warmUpSeconds);
  const ofCheckouts = await of(() => buyFor(checkout, plan.profileSeconds));
  await asking(plan.warmUpSeconds);
  const ofLists = await of(() => asking(plan.profileSeconds));
  await app.stop();
  return { lists: ofLists, checkouts: ofCheckouts };
}

const say = (what: string) => void process.stdout.write(`… ${what}\n`);

const { values: flags } = parseArgs({ options: { quick: { type: 'boolean' } } });
say('a fresh shop');
const shop = await openShop();
try {
  const measured = await bench(shop, flags.quick ? plans.quick : plans.whole);
  process.stdout.write(`\n${printed(measured)}\n`);
  if (!flags.quick) await writePart('server', written(measured));
} finally {
  await shop.close();
}
