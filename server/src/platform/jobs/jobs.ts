import { fromKysely, type JobResult, type JobWithMetadata, PgBoss, type TestClock } from 'pg-boss';
import type { z } from 'zod';
import type { EntityManager } from '../database/orm.ts';
import { PreparingClient } from '../database/preparing-client.ts';
import type { Logger } from '../logging/logger.ts';
import { type RequestContext, type SystemActor, systemActor } from '../request-context.ts';
import { tried } from './job-attempt.ts';
import { type RunOutcome, recordRun } from './job-runs.ts';

/** What a handler says of its job. FAILED means: do not try again, a person is told. Throwing means: try again. */
export type JobOutcome = 'SUCCESS' | 'SKIPPED' | 'FAILED';
/** The outcome, and where there is something to tell, one line for the history of runs: `mended 3 payments`. */
export type JobReport = JobOutcome | { outcome: JobOutcome; detail: string };

export interface JobAttempt {
  /** True when no further try follows this one. */
  isLastTry: boolean;
  /** 1 for the first try. */
  number: number;
}

/** A kind of job: its name, what it carries, how it is retried, and what it does. */
export interface JobDefinition<T extends object = object> {
  name: string;
  data: z.ZodType<T>;
  /** Tries after the first; at least one for a job that runs by itself, see `define`. */
  retryLimit: number;
  /** Grows twofold with each try, with jitter, to at most `retryDelayMaxSeconds`. */
  retryDelaySeconds: number;
  retryDelayMaxSeconds: number;
  /** A try that takes longer counts as dead and is handed out again. */
  expireInSeconds: number;
  /** Jobs taken and run beside each other by one process. */
  concurrency: number;
  /**
   * Batches that the concurrency is shared among; 1 when not given. A batch ends with its last job and only then is
   * the next one taken, so jobs that wait for others' servers want several: a slow one holds up its own batch only.
   * Each costs a statement whenever a job is announced.
   */
  workers?: number;
  /** Of all processes together, one runs it at a time. Fixed when the queue is first made. */
  isExclusive?: boolean;
  /** Runs by itself at this cron time (UTC). */
  cron?: string;
  handle(ctx: RequestContext, data: T, attempt: JobAttempt): Promise<JobReport>;
}

/** Keeps a definition's data type beside its handler. */
export const defineJob = <T extends object>(definition: JobDefinition<T>): JobDefinition<T> => definition;

export interface JobsOptions {
  databaseUrl: string;
  log: Logger;
  /** Only for tests: moves jobs' time together with the program's. */
  testClock?: TestClock;
  /** @param requestId of the request that sent the job, where one did */
  contextOf(actor: SystemActor, requestId?: string): RequestContext;
  /** Called after each try, for metrics. */
  observe?(run: { name: string; outcome: RunOutcome; seconds: number }): void;
}

/** pg-boss takes jobs, its dearest statement, by a text without values, the same each time for a queue. */
class JobsClient extends PreparingClient {
  protected override isRepeated(text: string, values: unknown): boolean {
    return super.isRepeated(text, values) || /^\s*WITH\s+next AS/.test(text);
  }
}

const schema = 'pgboss';
export const deadLetterQueue = 'dead-letter';
/** Stands beside a job's data: the request that sent it, whose id is on each line of the job. */
const requestKey = '$requestId';
/** Before the time limit of a stop is over: what still runs is handed back while its row is ours. */
const handBackMs = 500;
/** By then pg-boss here has given up too, by writing a failure to whoever has taken the job meanwhile. */
const handedBackAfterSeconds = 3;

/**
 * Jobs on PostgreSQL (pg-boss): sent inside the transaction of the change that wants them, so both are
 * there or neither is; run at least once, by any process with the role `work`.
 */
export class Jobs {
  readonly #boss: PgBoss;
  readonly #definitions = new Map<string, JobDefinition<never>>();
  readonly #options: JobsOptions;
  /** Jobs taken and not settled yet, by id. */
  readonly #running = new Map<string, string>();
  #isWorking = false;

  constructor(options: JobsOptions) {
    this.#options = options;
    // pg-boss gives its options to its pool of connections, which makes them of this class.
    const connections = { max: 4, Client: JobsClient };
    this.#boss = new PgBoss({
      connectionString: options.databaseUrl,
      application_name: 'tribi-jobs',
      schema,
      ...connections,
      useListenNotify: true,
      superviseIntervalSeconds: 30,
      ...(options.testClock ? { clock: options.testClock } : {}),
    });
    this.#boss.on('error', (error) => options.log.error({ error }, 'jobs_error'));
    this.#boss.on('warning', ({ message }) => options.log.warn({ detail: message }, 'jobs_warning'));
  }

  /** @throws for a periodic job without a second try: whenever a process died in it, a dead letter would call a person */
  define<T extends object>(definition: JobDefinition<T>): void {
    if (definition.cron && definition.retryLimit < 1)
      throw new Error(`${definition.name} runs by itself and needs a second try`);
    this.#definitions.set(definition.name, definition as unknown as JobDefinition<never>);
  }

  /** Creates the tables of pg-boss and the queues; safe to run again and at once. */
  async start(): Promise<void> {
    await this.#boss.start();
    await this.#boss.createQueue(deadLetterQueue, { retentionSeconds: 90 * 86_400 });
    for (const definition of this.#definitions.values()) {
      const queue = {
        retryLimit: definition.retryLimit,
        retryDelay: definition.retryDelaySeconds,
        retryDelayMax: definition.retryDelayMaxSeconds,
        retryBackoff: true,
        expireInSeconds: definition.expireInSeconds,
        deadLetter: deadLetterQueue,
        notify: true,
      };
      const policy = definition.isExclusive ? 'singleton' : 'standard';
      await this.#boss.createQueue(definition.name, { ...queue, policy });
      await this.#boss.updateQueue(definition.name, queue);
    }
  }

  /** Begins to run jobs in this process. */
  async work(): Promise<void> {
    this.#isWorking = true;
    for (const definition of this.#definitions.values()) {
      const workers = definition.workers ?? 1;
      await this.#boss.work(
        definition.name,
        {
          localConcurrency: workers,
          batchSize: Math.ceil(definition.concurrency / workers),
          includeMetadata: true,
          perJobResults: true,
          pollingIntervalSeconds: 2,
          // A notice wakes us for new jobs, but not when a retry falls due.
          notifyPollingIntervalSeconds: 2,
          burstWhenBatchFull: true,
        },
        (jobs: JobWithMetadata<object>[]) => this.#runBatch(definition, jobs),
      );
      if (definition.cron) await this.#boss.schedule(definition.name, definition.cron, {}, { tz: 'UTC' });
    }
  }

  /** Sends a job with the transaction of `em`, and with the id of the request whose entity manager it is. */
  async send<T extends object>(
    em: EntityManager,
    definition: Pick<JobDefinition<T>, 'name'>,
    data: T,
    options: { startAfter?: Date; id?: string } = {},
  ): Promise<void> {
    const { requestId } = em.getLoggerContext<{ requestId?: string }>();
    const sent = requestId === undefined ? data : { ...data, [requestKey]: requestId };
    await this.#boss.send(definition.name, sent, { ...options, db: fromKysely(em.getKysely()) });
  }

  /** Whether the queues can be reached. */
  async isHealthy(): Promise<boolean> {
    return (await this.#boss.isInstalled()) === true;
  }

  /** Whether this process runs jobs. */
  get isWorking(): boolean {
    return this.#isWorking;
  }

  /** Jobs that run by themselves, and how far apart their times are. */
  get periodic(): { name: string; everyMs: number }[] {
    return [...this.#definitions.values()].flatMap(({ name, cron }) => {
      if (!cron) return [];
      const [one, next] = this.#boss.previewSchedule(cron, { tz: 'UTC', count: 2, from: new Date(0) });
      return one && next ? [{ name, everyMs: next.getTime() - one.getTime() }] : [];
    });
  }

  /** Puts a dead letter back into its own queue, with the transaction of `em`; false when it is not there (any more). */
  async redrive(em: EntityManager, id: string): Promise<boolean> {
    return (await this.#boss.redrive(deadLetterQueue, { ids: [id], db: fromKysely(em.getKysely()) })) > 0;
  }

  /** Removes a dead letter, with the transaction of `em`. */
  async discard(em: EntityManager, id: string): Promise<void> {
    await this.#boss.deleteJob(deadLetterQueue, id, { db: fromKysely(em.getKysely()) });
  }

  /** Takes no more jobs; those that run go on, and sending still works. */
  async pause(): Promise<void> {
    if (!this.#isWorking) return;
    this.#isWorking = false;
    const names = [...this.#definitions.keys()];
    await Promise.all(names.map((name) => this.#boss.offWork(name, { wait: false })));
  }

  /**
   * Takes no more jobs and lets those that run end, up to `timeoutMs`. Those that are not done by then are handed
   * back: another process runs them a few seconds later, and the try does not count.
   */
  async stop(timeoutMs = 10_000): Promise<void> {
    this.#isWorking = false;
    const timer = setTimeout(() => void this.#handBack(), Math.max(0, timeoutMs - handBackMs));
    try {
      await this.#boss.stop({ graceful: true, timeout: timeoutMs, close: true });
    } finally {
      clearTimeout(timer);
    }
  }

  async #handBack(): Promise<void> {
    const { log } = this.#options;
    const jobs = [...this.#running].map(([id, name]) => ({ id, name }));
    if (jobs.length === 0) return;
    try {
      // Without a start, the next claim counts as the same try. pg-boss itself would count these as failed.
      await this.#boss.getDb().executeSql(
        `update ${schema}.job set state = 'created', started_on = null, heartbeat_on = null,
           start_after = greatest(start_after, ${schema}.job_now() + interval '${handedBackAfterSeconds} seconds')
         where state = 'active' and name = any($1) and id = any($2)`,
        [jobs.map(({ name }) => name), jobs.map(({ id }) => id)],
      );
      log.warn({ jobs }, 'jobs_handed_back');
    } catch (error) {
      log.error({ error }, 'jobs_not_handed_back');
    }
  }

  async #runBatch(
    definition: JobDefinition<never>,
    jobs: readonly JobWithMetadata<object>[],
  ): Promise<JobResult[]> {
    for (const { id } of jobs) this.#running.set(id, definition.name);
    try {
      return await Promise.all(jobs.map((job) => this.#run(definition, job)));
    } finally {
      for (const { id } of jobs) this.#running.delete(id);
    }
  }

  async #run(definition: JobDefinition<never>, job: JobWithMetadata<object>): Promise<JobResult> {
    const { [requestKey]: requestId, ...data } = { ...job.data, [requestKey]: requestIdOf(job) };
    const plain = this.#options.contextOf(systemActor(definition.name), requestId);
    const attempt = { number: job.retryCount + 1, isLastTry: job.retryCount >= job.retryLimit };
    const log = plain.log.child({ job: definition.name, jobId: job.id, attempt: attempt.number });
    const ctx = { ...plain, log };
    const startedAt = ctx.clock.now();
    const started = performance.now();
    const { outcome, detail } = await tried(definition, ctx, data, attempt);
    this.#options.observe?.({ name: job.name, outcome, seconds: (performance.now() - started) / 1000 });
    if (definition.cron || outcome === 'FAILED' || outcome === 'WILL_RETRY')
      await recordRun(ctx, {
        name: job.name,
        jobId: job.id,
        attempt: attempt.number,
        startedAt,
        outcome,
        detail,
      });
    const output = detail === null ? { outcome } : { outcome, message: detail };
    return { id: job.id, status: statusOf[outcome], output };
  }
}

function requestIdOf({ data }: JobWithMetadata<object>): string | undefined {
  const id: unknown = Reflect.get(data ?? {}, requestKey);
  return typeof id === 'string' ? id : undefined;
}

/** pg-boss tries again what has `failed`; a `deadletter` it does not. */
const statusOf: Record<RunOutcome, JobResult['status']> = {
  SUCCESS: 'completed',
  SKIPPED: 'completed',
  WILL_RETRY: 'failed',
  FAILED: 'deadletter',
};
