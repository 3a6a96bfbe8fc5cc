import { z } from 'zod';
import { recorded } from '../platform/i18n/stored-text.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/jobs.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { type ProvisionEsim, provisionEsimJob } from './delivery.service.ts';
import type { ProvisioningService } from './provisioning.service.ts';

/**
 * Gets one eSIM its profile. The tries counted here are for what nobody foresaw, such as a database that is away;
 * waiting for a supplier sends a job of its own and uses none up.
 */
export function createProvisioningJob(provisioning: ProvisioningService): JobDefinition<ProvisionEsim> {
  return defineJob({
    ...provisionEsimJob,
    // Jobs of an earlier version know no order.
    data: z.object({ esimId: z.uuid(), orderId: z.uuid().optional() }),
    retryLimit: 9,
    retryDelaySeconds: 2,
    retryDelayMaxSeconds: 600,
    expireInSeconds: 150,
    // Enough that some always wait for their turn at the supplier, while the others' batches end.
    concurrency: 48,
    workers: 6,
    handle: async (ctx, data, attempt) => {
      try {
        return await provisioning.provision(ctx, data);
      } catch (error) {
        if (!attempt.isLastTry) throw error;
        ctx.log.error({ error }, 'provisioning_gave_up');
        await provisioning.giveUp(
          ctx,
          data,
          error instanceof Error ? error.name : recorded(reasons.unknownError),
        );
        return 'SUCCESS';
      }
    },
  });
}
