import { z } from 'zod';
import { GatewayUnavailable } from '../payments/payment-gateway.ts';
import { defineJob, type JobDefinition, type JobOutcome } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { BalanceService } from './balance.service.ts';

/**
 * Every five minutes: reads Stripe's new balance transactions and books what is not booked yet. While Stripe does not
 * answer, what was read before is booked all the same. Idempotent; one process at a time runs it.
 */
export function createReadBalanceJob(balance: BalanceService): JobDefinition {
  return defineJob({
    name: 'read-balance',
    data: z.object({}),
    retryLimit: 2,
    retryDelaySeconds: 60,
    retryDelayMaxSeconds: 300,
    expireInSeconds: 900,
    concurrency: 1,
    isExclusive: true,
    cron: '*/5 * * * *',
    handle: (ctx) => readBalance(ctx, balance),
  });
}

export async function readBalance(ctx: RequestContext, balance: BalanceService): Promise<JobOutcome> {
  const read = await balance.read(ctx).catch((error: unknown) => {
    if (!(error instanceof GatewayUnavailable)) throw error;
    ctx.log.warn({ error: error.message }, 'balance_not_read');
    return 0;
  });
  const booked = await balance.book(ctx);
  if (read + booked > 0) ctx.log.info({ read, booked }, 'balance_read');
  return read + booked > 0 ? 'SUCCESS' : 'SKIPPED';
}
