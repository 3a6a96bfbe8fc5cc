import { redactText } from '../logging/redact.ts';
import type { RequestContext } from '../request-context.ts';
import type { RunOutcome } from './job-runs.ts';
import type { JobAttempt, JobDefinition } from './jobs.ts';

/** One try of a job; whatever its handler throws becomes an outcome. */
export async function tried(
  definition: JobDefinition<never>,
  ctx: RequestContext,
  data: object,
  attempt: JobAttempt,
): Promise<{ outcome: RunOutcome; detail: string | null }> {
  try {
    const report = await definition.handle(ctx, definition.data.parse(data), attempt);
    const { outcome, detail } = typeof report === 'string' ? { outcome: report, detail: null } : report;
    if (outcome === 'FAILED') ctx.log.error({ detail }, 'job_failed');
    else ctx.log.debug({ outcome, detail }, 'job_done');
    return { outcome, detail };
  } catch (error) {
    const detail = redactText(error instanceof Error ? error.message : String(error)).slice(0, 1000);
    if (attempt.isLastTry) ctx.log.error({ error }, 'job_failed');
    else ctx.log.warn({ error }, 'job_will_retry');
    return { outcome: attempt.isLastTry ? 'FAILED' : 'WILL_RETRY', detail };
  }
}
