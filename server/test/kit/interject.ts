import { setTimeout as delay } from 'node:timers/promises';
import { kindOfStatement } from './statement-kind.ts';
import { program, type SentStatement, watchStatements } from './statements.ts';
import type { TestApp } from './test-app.ts';

/** A competing action that never ends by itself is not waited for longer than this. */
const giveUpMs = 10_000;
const lookEveryMs = 5;
/** For tests that run a race at every statement: seconds on a free machine, minutes on a busy one. */
export const sweepTimeoutMs = 240_000;

export interface Interjection<Answer> {
  /** The statement that was held, or null when none fitted (yet). */
  readonly statement: string | null;
  /** What the competing action answered. Rejects when no statement fitted. */
  answer(): Promise<Answer>;
  /** Holds nothing from now on. */
  end(): void;
}

/** Which statement to hold: by its text, or the n-th of all, from 1. */
export type Which = RegExp | number | ((statement: SentStatement) => boolean);

/**
 * Holds the next statement of this shop that fits, whoever sends it; runs `competing`
 * from its beginning until it has ended or waits for a lock that the held transaction has; then lets the statement
 * go. Statements are held in the pg client, so a competing action can be put before any line of the program.
 */
export function atStatement<Answer>(
  app: TestApp,
  which: Which,
  competing: () => Promise<Answer>,
): Interjection<Answer> {
  const database = new URL(app.databaseUrl).pathname.slice(1);
  let statement: string | null = null;
  let answer: Promise<Answer> | undefined;
  let seen = 0;
  const stop = watchStatements((sent) => {
    if (statement !== null || sent.database !== database) return;
    seen += 1;
    if (!fits(which, sent, seen)) return;
    statement = sent.text;
    const running = competing();
    answer = running;
    return Promise.race([settled(running), blocked(app, running), delay(giveUpMs)]);
  });
  return {
    get statement() {
      return statement;
    },
    answer: () => answer ?? Promise.reject(new Error('No statement fitted')),
    end: stop,
  };
}

function fits(which: Which, sent: SentStatement, nth: number): boolean {
  if (typeof which === 'number') return which === nth;
  return which instanceof RegExp ? which.test(sent.text) : which(sent);
}

async function settled(work: Promise<unknown>): Promise<void> {
  await work.catch(() => undefined);
}

/** Resolves when somebody in the shop's database waits for a lock: whoever competes can get no further. */
async function blocked(app: TestApp, work: Promise<unknown>): Promise<void> {
  let isOver = false;
  settled(work).then(() => {
    isOver = true;
  });
  while (!isOver) {
    await delay(lookEveryMs);
    const waiting = await app.sql(
      `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' limit 1`,
    );
    if (waiting.length > 0) return;
  }
}

export interface Race<Facts> {
  /** What both are about, made anew for each statement. */
  prepare(): Promise<Facts>;
  /** Runs, and is held once. */
  first(facts: Facts): Promise<unknown>;
  /** Runs while the first is held. */
  second(facts: Facts): Promise<unknown>;
  /** Looks at what came of it; gets the two answers. */
  check(facts: Facts, first: unknown, second: unknown): Promise<void>;
}

/**
 * Runs the race once for each statement of the first action, with the second put right before it.
 * @returns the statements, one a race
 */
export async function atEveryStatement<Facts>(app: TestApp, race: Race<Facts>): Promise<string[]> {
  const held: string[] = [];
  for (;;) {
    const statement = await runRace(app, race, held.length + 1);
    if (statement === null) return held;
    held.push(statement);
  }
}

/**
 * The same for long actions with many statements: before the first of each kind (`lock orders`, `insert esims`,
 * `commit`), as long as there are kinds that were not held yet.
 * @returns the kinds, one a race
 */
export async function atEveryKind<Facts>(app: TestApp, race: Race<Facts>): Promise<string[]> {
  const held: string[] = [];
  const kindOf = ({ text }: SentStatement) => kindOfStatement(text, program) ?? '';
  for (;;) {
    const next: { kind?: string } = {};
    const isNew = (statement: SentStatement) => {
      const kind = kindOf(statement);
      if (held.includes(kind)) return false;
      next.kind = kind;
      return true;
    };
    if ((await runRace(app, race, isNew)) === null || next.kind === undefined) return held;
    held.push(next.kind);
  }
}

/** Once. @returns the statement that was held, or null when there was none */
async function runRace<Facts>(app: TestApp, race: Race<Facts>, which: Which): Promise<string | null> {
  const facts = await race.prepare();
  const interjection = atStatement(app, which, () => race.second(facts));
  const first = await race.first(facts);
  interjection.end();
  if (interjection.statement === null) return null;
  await race.check(facts, first, await interjection.answer());
  return interjection.statement;
}
