import type { Person } from '../test/kit/people.ts';
import type { Child } from './child.ts';
import type { FloorStatement } from './floor-answers.ts';
import type { LoadOrder, LoadResult } from './list-load.process.ts';
import type { List } from './lists.ts';
import type { SentStatement } from './statement-log.ts';

/** A list as the app was seen to answer it: with these statements, in these words. */
export interface SeenList extends List {
  statements: FloorStatement[];
  answer: string;
}

export interface ListResult {
  list: SeenList;
  floor: LoadResult;
  app: LoadResult;
  /** The app's requests per second for each of the floor's; the median of the rounds. */
  ratio: number;
}

/** The connection's name of requests, beside which jobs and notices have their own. */
export const requestConnection = 'tribi';

/** Asks an instrumented app for each list, and notes what it sent to PostgreSQL for it. */
export async function seeLists(
  app: Child,
  url: string,
  person: Person,
  lists: readonly List[],
): Promise<SeenList[]> {
  const seen: SeenList[] = [];
  for (const list of lists) {
    // The first request compiles the operation.
    await post(`${url}/graphql`, bodyOf(list), person.token);
    await app.ask({ ask: 'statements' });
    const answer = await post(`${url}/graphql`, bodyOf(list), person.token);
    const sent = await app.ask<SentStatement[]>({ ask: 'statements' });
    const statements = sent
      .filter(({ connection }) => connection === requestConnection)
      .map(({ text, values, name }) => ({ text, values, prepared: name }));
    seen.push({ ...list, statements, answer });
  }
  return seen;
}

export interface ListContest {
  lists: readonly SeenList[];
  load: Child;
  floorUrl: string;
  appUrl: string;
  person: Person;
  rounds: number;
  seconds: number;
  connections: number;
}

/** Measures floor and app by turns, round after round, after a warm-up of each. */
export async function measureLists(contest: ListContest): Promise<ListResult[]> {
  const runs = new Map<SeenList, { floor: LoadResult[]; app: LoadResult[] }>();
  for (let round = 0; round <= contest.rounds; round += 1) {
    for (const list of contest.lists) {
      const isWarmUp = round === 0;
      const seconds = isWarmUp ? Math.min(2, contest.seconds) : contest.seconds;
      const floor = () => floorOrder(contest, list).then((order) => run(contest.load, { ...order, seconds }));
      const app = () => askApp(contest, list, seconds);
      // Whoever comes second finds warmer caches, so they take turns in that too.
      const isAppFirst = round % 2 === 1;
      const first = isAppFirst ? await app() : await floor();
      const second = isAppFirst ? await floor() : await app();
      if (isWarmUp) continue;
      const known = runs.get(list) ?? { floor: [], app: [] };
      runs.set(list, known);
      known.app.push(isAppFirst ? first : second);
      known.floor.push(isAppFirst ? second : first);
    }
  }
  return [...runs].map(([list, { floor, app }]) => ({
    list,
    floor: medians(floor),
    app: medians(app),
    ratio: median(app.map((each, index) => each.perSecond / (floor[index]?.perSecond ?? Number.NaN))),
  }));
}

/** Asks the app alone for one list, over and over. */
export async function askApp(
  contest: Pick<ListContest, 'load' | 'appUrl' | 'person' | 'connections'>,
  list: SeenList,
  seconds: number,
): Promise<LoadResult> {
  return await run(contest.load, { ...appOrder(contest, list), seconds });
}

const bodyOf = ({ query, variables }: List): string => JSON.stringify({ query, variables });

function appOrder(
  { appUrl, person, connections }: Pick<ListContest, 'appUrl' | 'person' | 'connections'>,
  list: SeenList,
): Omit<LoadOrder, 'seconds'> {
  return {
    url: `${appUrl}/graphql`,
    body: bodyOf(list),
    token: person.token,
    connections,
    expected: list.answer,
  };
}

/** @throws when the floor does not answer what the app answers: the ratio would mean nothing */
async function floorOrder(
  { floorUrl, person, connections }: ListContest,
  list: SeenList,
): Promise<Omit<LoadOrder, 'seconds'>> {
  const url = `${floorUrl}/${list.name}`;
  const expected = await post(url, bodyOf(list), person.token);
  if (expected !== list.answer.trimEnd()) {
    throw new Error(`The floor answers ${list.name} with\n${expected}\nand the app with\n${list.answer}`);
  }
  return { url, body: bodyOf(list), token: person.token, connections, expected };
}

async function run(load: Child, order: LoadOrder): Promise<LoadResult> {
  const result = await load.ask<LoadResult>(order);
  if (result.failures > 0) throw new Error(`${result.failures} requests to ${order.url} failed`);
  return result;
}

async function post(url: string, body: string, token: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const response = await fetch(url, { method: 'POST', headers, body });
  const text = await response.text();
  if (!response.ok || text.includes('"errors"'))
    throw new Error(`${url} answered ${response.status}: ${text}`);
  return text;
}

const medians = (results: readonly LoadResult[]): LoadResult => ({
  perSecond: median(results.map((each) => each.perSecond)),
  p50: median(results.map((each) => each.p50)),
  p99: median(results.map((each) => each.p99)),
  failures: 0,
});

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}
