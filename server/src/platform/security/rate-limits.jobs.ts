import { sql } from 'kysely';
import { z } from 'zod';
import { defineJob, type JobDefinition } from '../jobs/jobs.ts';

/** Each hour: removes windows that are over. They do no harm, but each person and client address leaves some. */
export function forgetLimitsJob(): JobDefinition<Record<string, never>> {
  return defineJob({
    name: 'forget-rate-limits',
    data: z.object({}).transform((): Record<string, never> => ({})),
    retryLimit: 1,
    retryDelaySeconds: 60,
    retryDelayMaxSeconds: 60,
    expireInSeconds: 300,
    concurrency: 1,
    cron: '25 * * * *',
    handle: async (ctx) => {
      const now = ctx.clock.now().getTime();
      await sql`delete from rate_limits where expire < ${now}::bigint`.execute(ctx.em.getKysely());
      return 'SUCCESS';
    },
  });
}
