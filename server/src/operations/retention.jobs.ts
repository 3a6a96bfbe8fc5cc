import { z } from 'zod';
import { addDays, addMinutes } from '../platform/clock/clock.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { retentions } from './retention.ts';

/** Rows of one statement: each is a transaction of its own, so that none holds its locks for long. */
const batch = 2_000;
/** What is left then is taken up the next night. */
const runMinutes = 10;

/** Each night: forgets what has aged out. Whatever it does not come to is there the next time. */
export function createRetentionJob(): JobDefinition {
  return defineJob({
    name: 'forget-old-rows',
    data: z.object({}),
    retryLimit: 3,
    retryDelaySeconds: 60,
    retryDelayMaxSeconds: 600,
    expireInSeconds: 900,
    concurrency: 1,
    isExclusive: true,
    cron: '40 3 * * *',
    handle: async (ctx) => {
      const count = await forget(ctx);
      return count > 0 ? { outcome: 'SUCCESS', detail: `forgot ${count} rows` } : 'SKIPPED';
    },
  });
}

async function forget(ctx: RequestContext): Promise<number> {
  const now = ctx.clock.now();
  const until = addMinutes(now, runMinutes);
  const db = ctx.em.getKysely();
  let count = 0;
  for (const { days, forget: forgetSome } of retentions) {
    for (let found = batch; found === batch && ctx.clock.now() < until; count += found)
      found = Number((await forgetSome(addDays(now, -days), batch).execute(db)).numAffectedRows ?? 0);
  }
  return count;
}
