import { sql } from 'kysely';
import { z } from 'zod';
import { provisionEsimJob } from '../esims/delivery.service.ts';
import { addMinutes } from '../platform/clock/clock.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobDefinition, type Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { PaymentService } from './payment.service.ts';
import type { RefundService } from './refund.service.ts';
import type { StripeEventService } from './stripe-event.service.ts';

interface Parts {
  payments: PaymentService;
  refunds: RefundService;
  events: StripeEventService;
  jobs: Jobs;
}

/** What is younger is still being worked on the usual way. */
const settleMinutes = 2;
const provisioningMinutes = 30;
const batch = 100;

/**
 * Once a minute: asks Stripe about open payments, because a webhook may never come; wants stored events and
 * unfinished deliveries worked on again whose job is gone; goes on with refunds whose answer was lost. Each step
 * is idempotent, and one that fails leaves the others to be done.
 */
export function createReconcileJob(parts: Parts): JobDefinition {
  return defineJob({
    name: 'reconcile-payments',
    data: z.object({}),
    retryLimit: 0,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 60,
    expireInSeconds: 240,
    concurrency: 1,
    cron: '* * * * *',
    handle: async (ctx) => {
      const done = [
        await attempt(ctx, 'payments', () => refreshOpenPayments(ctx, parts.payments)),
        await attempt(ctx, 'events', () => resendEvents(ctx, parts)),
        await attempt(ctx, 'deliveries', () => resendDeliveries(ctx, parts.jobs)),
        await attempt(ctx, 'refunds', () => parts.refunds.resumePending(ctx)),
      ];
      return done.some((count) => count > 0) ? 'SUCCESS' : 'SKIPPED';
    },
  });
}

async function attempt(ctx: RequestContext, step: string, work: () => Promise<number>): Promise<number> {
  try {
    const count = await work();
    if (count > 0) ctx.log.info({ step, count }, 'reconciled');
    return count;
  } catch (error) {
    ctx.log.error({ error, step }, 'reconciliation_failed');
    return 0;
  }
}

async function refreshOpenPayments(ctx: RequestContext, payments: PaymentService): Promise<number> {
  const { rows } = await sql<{ intentId: string }>`
    select p.payment_intent_id as "intentId"
    from payments p join orders o on o.id = p.order_id
    where p.payment_intent_id is not null and p.status not in ('SUCCEEDED', 'CANCELLED')
      and p.updated_at < ${addMinutes(ctx.clock.now(), -settleMinutes)}
      and o.payment_status in ('UNPAID', 'PROCESSING') and o.status = 'OPEN'
    order by random() limit ${batch}`.execute(ctx.em.getKysely());
  let applied = 0;
  for (const { intentId } of rows) if ((await payments.refresh(ctx, intentId)) === 'APPLIED') applied += 1;
  return applied;
}

async function resendEvents(ctx: RequestContext, { events, jobs }: Parts): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select e.id from stripe_events e
    where e.processed_at is null and e.received_at < ${addMinutes(ctx.clock.now(), -settleMinutes)}
      and not exists (
        select from pgboss.job j
        where j.name = ${events.job.name} and j.state in ('created', 'retry', 'active') and j.data ->> 'eventId' = e.id
      )
    order by e.received_at limit ${batch}`.execute(ctx.em.getKysely());
  for (const { id } of rows) await inTransaction(ctx.em, (em) => jobs.send(em, events.job, { eventId: id }));
  return rows.length;
}

async function resendDeliveries(ctx: RequestContext, jobs: Jobs): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select e.id from esims e
    where e.status = 'PROVISIONING' and e.updated_at < ${addMinutes(ctx.clock.now(), -provisioningMinutes)}
      and not exists (
        select from pgboss.job j
        where j.name = ${provisionEsimJob.name} and j.state in ('created', 'retry', 'active')
          and j.data ->> 'esimId' = e.id::text
      )
    order by e.id limit ${batch}`.execute(ctx.em.getKysely());
  for (const { id } of rows)
    await inTransaction(ctx.em, (em) => jobs.send(em, provisionEsimJob, { esimId: id }));
  return rows.length;
}
