import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import {
  controlSandbox,
  graphqlAt,
  mailsIn,
  type ResultOf,
  type SentMail,
  type ShopUnderTest,
} from '../kit/shop-under-test.ts';
import { databaseUrl, onServer } from '../kit/template.ts';
import { type AppProcess, ShopGone } from './app-process.ts';
import type { Ground, People } from './ground.ts';
import type { KillPoint, LastWords, StepList } from './step-counter.ts';

const lookEveryMs = 10;
const giveUpMs = 45_000;
/** After this long without what is waited for, time moves a little: a retry may be what it waits for. */
const patienceMs = 2_000;

/** What the clock moves on by itself after a move, so that pollers look for work. */
const tickMs = 2_100;
/** Moved between two looks when time flows: with the tick a minute, so that no minute's tick of cron is passed over. */
const strideMs = 60_000 - tickMs;

/** One shop with processes that die and come back: the same database and services throughout. */
export class CrashShop implements ShopUnderTest {
  readonly sandboxes: Ground['sandboxes'];
  readonly secrets: Ground['secrets'];
  readonly #ground: Ground;
  readonly #database: string;
  readonly #settings: Record<string, string>;
  readonly #pool: pg.Pool;
  #process: AppProcess | null = null;
  #url = '';
  #now = new Date();
  /** When the process that runs now was started, by the shop's own time. */
  #startedAt = this.#now;
  #isTimeFlowing = false;

  constructor(ground: Ground, database: string, settings: Record<string, string>) {
    this.sandboxes = ground.sandboxes;
    this.secrets = ground.secrets;
    this.#ground = ground;
    this.#database = database;
    this.#settings = settings;
    this.#pool = new pg.Pool({ connectionString: databaseUrl(database), max: 4 });
    // Connections that idle are ended together with the database.
    this.#pool.on('error', () => undefined);
  }

  get url(): string {
    return this.#url;
  }

  get people(): People {
    return this.#ground.people;
  }

  get now(): Date {
    return this.#now;
  }

  get process(): AppProcess {
    if (!this.#process) throw new Error('The shop was not started');
    return this.#process;
  }

  /** Starts a process, at the time at which the last one ended. */
  async start(): Promise<void> {
    this.#process = this.#ground.takeProcess();
    // What the last process had in hand began before.
    this.#now = new Date(this.#now.getTime() + 1);
    this.#startedAt = this.#now;
    this.#url = await this.#process.start(this.#settings, this.#now);
    this.sandboxes.setWebhookUrl(`${this.#url}/webhooks/stripe`);
  }

  /** Runs `work` with steps counted, to its end or the process's. @returns what was killed, or null */
  async countDuring(work: () => Promise<void>, killPoint: KillPoint | null): Promise<LastWords | null> {
    const { process } = this;
    await process.count(killPoint);
    try {
      await work();
      await process.stopCounting();
    } catch (error) {
      // Whoever talks to a dying process sees its connection break before the end is announced.
      await Promise.race([process.ended, delay(1_000)]);
      if (!process.hasEnded) throw error;
    }
    return process.hasEnded ? process.lastWords : null;
  }

  async steps(): Promise<StepList> {
    return this.process.steps();
  }

  /** From here on waiting moves time, so that sweeps and back-offs come. */
  letTimeFlow(): void {
    this.#isTimeFlowing = true;
  }

  /** Moves the time of the program, its jobs and the services. */
  async advance(milliseconds: number): Promise<void> {
    // Known before it is done: time has passed also for whom it kills.
    this.#now = new Date(this.#now.getTime() + milliseconds + tickMs);
    this.#now = await this.process.advance(milliseconds);
    const body = { offsetMs: this.#now.getTime() - Date.now() };
    await controlSandbox(this.sandboxes, 'stripe', 'clock', body);
  }

  /** Moves time by a minute, unless this process has a job in hand: real work must not look slow. */
  async flow(): Promise<void> {
    const [running] = await this.sql(
      `select 1 from pgboss.job where state = 'active' and started_on >= $1 limit 1`,
      [this.#startedAt],
    );
    if (!running) await this.advance(strideMs);
  }

  /** Waits until no job is due or running. */
  async settle(): Promise<void> {
    await this.until('the jobs to be done', async () => {
      const [row] = await this.sql<{ waiting: number }>(
        `select count(*)::int as waiting from pgboss.job where name not like '\\_\\_%' and name <> 'dead-letter'
           and (state in ('retry', 'active') or (state = 'created' and start_after <= pgboss.job_now()))`,
      );
      return row?.waiting === 0 ? true : null;
    });
  }

  readonly graphql: ShopUnderTest['graphql'] = (...call) => graphqlAt(this.#url)(...call);

  async sql<Row extends object = ResultOf>(text: string, values?: unknown[]): Promise<Row[]> {
    return (await this.#pool.query(text, values)).rows;
  }

  mailsTo(email: string): Promise<SentMail[]> {
    return mailsIn(this.sandboxes, email);
  }

  control(...call: Parameters<ShopUnderTest['control']>): Promise<ResultOf> {
    return controlSandbox(this.sandboxes, ...call);
  }

  async until<T>(what: string, look: () => Promise<T | null>): Promise<T> {
    const began = Date.now();
    for (;;) {
      if (this.process.hasEnded) throw new ShopGone(`The shop went away while somebody waited for ${what}`);
      const found = await look();
      if (found !== null) return found;
      const waited = Date.now() - began;
      if (waited > giveUpMs) throw new Error(`Waited in vain for ${what}`);
      await delay(lookEveryMs);
      if (this.#isTimeFlowing || waited > patienceMs) await this.flow();
    }
  }

  /** Lets the process end what it has in hand, and gives it back. */
  async stop(): Promise<void> {
    await this.#pool.end();
    if (this.#process) await this.#ground.giveBack(this.#process);
  }

  /** Ends the shop and forgets its database. */
  async close(): Promise<void> {
    await this.stop();
    await onServer(`drop database if exists ${this.#database} with (force)`);
  }
}
