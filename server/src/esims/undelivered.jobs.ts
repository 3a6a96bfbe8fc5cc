import { z } from 'zod';
import { defineJob, type JobDefinition } from '../platform/jobs/jobs.ts';
import type { SurplusWatch } from './surplus-watch.ts';
import type { UndeliveredService } from './undelivered.service.ts';

const housekeeping = {
  data: z.object({}),
  retryLimit: 2,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 60,
  expireInSeconds: 240,
  concurrency: 1,
};

/**
 * Each minute: tells buyers of what is there, gives back what was not delivered in time, and calls a person for what a
 * supplier may have made all the same.
 */
export const createWatchDeliveriesJob = (
  undelivered: UndeliveredService,
  surplus: SurplusWatch,
): JobDefinition =>
  defineJob({
    ...housekeeping,
    name: 'watch-deliveries',
    cron: '* * * * *',
    handle: async (ctx) => {
      const told = await undelivered.tellParts(ctx);
      const settled = await undelivered.refundOverdue(ctx);
      await undelivered.settleReviewAlert(ctx);
      const raised = await surplus.look(ctx);
      return told + settled + raised > 0 ? 'SUCCESS' : 'SKIPPED';
    },
  });

/** Each morning (UTC), where a person decides about what was not delivered: calls for one. */
export const createRemindUndeliveredJob = (undelivered: UndeliveredService): JobDefinition =>
  defineJob({
    ...housekeeping,
    name: 'remind-undelivered',
    cron: '0 7 * * *',
    handle: async (ctx) => ((await undelivered.remind(ctx)) > 0 ? 'SUCCESS' : 'SKIPPED'),
  });
