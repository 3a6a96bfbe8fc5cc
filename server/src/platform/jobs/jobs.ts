import { fromKysely, type JobResult, type JobWithMetadata, PgBoss, type TestClock } from 'pg-boss';
import type { z } from 'zod';
import type { EntityManager } from '../database/orm.ts';
import { PreparingClient } from '../database/preparing-client.ts';
import type { Logger } from '../logging/logger.ts';
import { type RequestContext, systemActor } from '../request-context.ts';

/** What a handler says of its job. FAILED means: do not try again, a person is told. Throwing means: try again. */
export type JobOutcome = 'SUCCESS' | 'SKIPPED' | 'FAILED';

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
  /** Tries after the first. */
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
  handle(ctx: RequestContext, data: T, attempt: JobAttempt): Promise<JobOutcome>;
}

/** Keeps a definition's data type beside its handler. */
export const defineJob = <T extends object>(definition: JobDefinition<T>): JobDefinition<T> => definition;

export interface JobsOptions {
  databaseUrl: string;
  log: Logger;
  /** Only for tests: moves jobs' time together with the program's. */
  testClock?: TestClock;
  contextOf(actor: ReturnType<typeof systemActor>): RequestContext;
}

/** pg-boss takes jobs, its dearest statement, by a text without values, the same each time for a queue. */
class JobsClient extends PreparingClient {
  protected override isRepeated(text: string, values: unknown): boolean {
    return super.isRepeated(text, values) || /^\s*WITH\s+next AS/.test(text);
  }
}

const schema = 'pgboss';
const deadLetterQueue = 'dead-letter';

/**
 * Jobs on PostgreSQL (pg-boss): sent inside the transaction of the change that wants them, so both are
 * there or neither is; run at least once, by any process with the role `work`.
 */
export class Jobs {
  readonly #boss: PgBoss;
  readonly #definitions = new Map<string, JobDefinition<never>>();
  readonly #options: JobsOptions;

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

  define<T extends object>(definition: JobDefinition<T>): void {
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
        (jobs: JobWithMetadata<object>[]) => Promise.all(jobs.map((job) => this.#run(definition, job))),
      );
      if (definition.cron) await this.#boss.schedule(definition.name, definition.cron, {}, { tz: 'UTC' });
    }
  }

  /**
   * Sends a job with the transaction of `em`.
   * @param options.key at most one waiting job of this key
   */
  async send<T extends object>(
    em: EntityManager,
    definition: Pick<JobDefinition<T>, 'name'>,
    data: T,
    options: { startAfter?: Date; id?: string } = {},
  ): Promise<void> {
    await this.#boss.send(definition.name, data, { ...options, db: fromKysely(em.getKysely()) });
  }

  /** Whether the queues can be reached. */
  async isHealthy(): Promise<boolean> {
    return (await this.#boss.isInstalled()) === true;
  }

  /** Lets running jobs end, up to `timeoutMs`; those cut off are run again by another process. */
  async stop(timeoutMs = 10_000): Promise<void> {
    await this.#boss.stop({ graceful: true, timeout: timeoutMs, close: true });
  }

  async #run(definition: JobDefinition<never>, job: JobWithMetadata<object>): Promise<JobResult> {
    const ctx = this.#options.contextOf(systemActor(definition.name));
    const attempt = { number: job.retryCount + 1, isLastTry: job.retryCount >= job.retryLimit };
    const log = ctx.log.child({ job: definition.name, jobId: job.id, attempt: attempt.number });
    try {
      const data = definition.data.parse(job.data ?? {});
      const outcome = await definition.handle(ctx, data, attempt);
      if (outcome === 'FAILED') {
        log.error('job_failed');
        return { id: job.id, status: 'deadletter', output: { outcome } };
      }
      log.debug({ outcome }, 'job_done');
      return { id: job.id, status: 'completed', output: { outcome } };
    } catch (error) {
      log[attempt.isLastTry ? 'error' : 'warn'](
        { error },
        attempt.isLastTry ? 'job_failed' : 'job_will_retry',
      );
      return {
        id: job.id,
        status: 'failed',
        output: { message: error instanceof Error ? error.message : String(error) },
      };
    }
  }
}
