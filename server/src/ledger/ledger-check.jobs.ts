import { z } from 'zod';
import { addDays } from '../platform/clock/clock.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/jobs.ts';
import type { CheckRequest } from './ledger.check.ts';
import type { LedgerWatch } from './ledger-watch.service.ts';

/** How far back Stripe is asked: as far as late balance transactions are looked for. */
const stripeDays = 3;
/** What an hourly look covers; the one of the night covers everything. */
const recentDays = 35;
const nightHour = 3;

export const usualScope = (now: Date): CheckRequest => ({
  since: null,
  stripeSince: addDays(now, -stripeDays),
});

/** Each hour: looks at the books and tells of what is wrong. Changes nothing, so a look that fails is left to the next. */
export function createLedgerCheckJob(watch: LedgerWatch): JobDefinition {
  return defineJob({
    name: 'check-ledger',
    data: z.object({}),
    retryLimit: 2,
    retryDelaySeconds: 60,
    retryDelayMaxSeconds: 300,
    expireInSeconds: 1800,
    concurrency: 1,
    isExclusive: true,
    cron: '23 * * * *',
    handle: async (ctx) => {
      const now = ctx.clock.now();
      const isWhole = now.getUTCHours() === nightHour;
      await watch.run(ctx, { ...usualScope(now), ...(isWhole ? {} : { since: addDays(now, -recentDays) }) });
      return 'SUCCESS';
    },
  });
}
