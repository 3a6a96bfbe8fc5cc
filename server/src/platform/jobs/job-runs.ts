import { hostname } from 'node:os';
import { sql } from 'kysely';
import { addDays } from '../clock/clock.ts';
import { newId } from '../database/id.ts';
import type { RequestContext } from '../request-context.ts';

/** What a try came to. WILL_RETRY is a failure that another try follows. */
export type RunOutcome = 'SUCCESS' | 'SKIPPED' | 'FAILED' | 'WILL_RETRY';

export interface FinishedRun {
  name: string;
  jobId: string;
  /** 1 for the first try. */
  attempt: number;
  startedAt: Date;
  outcome: RunOutcome;
  detail: string | null;
}

/** Which process of which machine ran it. */
const thisProcess = `${hostname()}:${process.pid}`;

const keptDays = 30;
/** A job that runs each minute and finds nothing to do. */
const skippedKeptDays = 2;

/**
 * Adds a run to the history. That it cannot is logged and changes nothing for the job, whose work is done.
 * One statement.
 */
export async function recordRun(ctx: RequestContext, run: FinishedRun): Promise<void> {
  try {
    await sql`
      insert into job_runs (id, name, job_id, attempt, started_at, ended_at, outcome, detail, request_id, process)
      values (${newId()}, ${run.name}, ${run.jobId}, ${run.attempt}, ${run.startedAt}, ${ctx.clock.now()},
        ${run.outcome}, ${run.detail}, ${ctx.requestId}, ${thisProcess})`.execute(ctx.em.fork().getKysely());
  } catch (error) {
    ctx.log.error({ error }, 'job_run_not_recorded');
  }
}

/** Forgets runs of long ago: after 30 days, those that found nothing to do after two. Gives how many. */
export async function forgetOldRuns(ctx: RequestContext): Promise<number> {
  const now = ctx.clock.now();
  const { numAffectedRows } = await sql`
    delete from job_runs
    where ended_at < ${addDays(now, -keptDays)}
      or (outcome = 'SKIPPED' and ended_at < ${addDays(now, -skippedKeptDays)})`.execute(ctx.em.getKysely());
  return Number(numAffectedRows ?? 0);
}
