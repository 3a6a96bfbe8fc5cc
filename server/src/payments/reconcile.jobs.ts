import { sql } from 'kysely';
import { z } from 'zod';
import { provisionEsimJob } from '../esims/delivery.service.ts';
import { addMinutes } from '../platform/clock/clock.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobDefinition, type Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { PaymentService } from './payment.service.ts';
import { sendRefundJob } from './refund-requests.ts';
import type { StripeEventService } from './stripe-event.service.ts';
import type { StripeSweep } from './stripe-sweep.ts';

interface Parts {
  payments: PaymentService;
  events: StripeEventService;
  sweep: StripeSweep;
  jobs: Jobs;
}

/** What is younger is still being worked on the usual way. */
const settleMinutes = 2;
const provisioningMinutes = 30;
const pendingMinutes = 60;
const batch = 100;
/** An event that failed so often needs a person: its dead letter has called one. */
const maxTries = 60;

/**
 * Once a minute: asks Stripe about open payments and for its events, because a webhook may never come; takes up events
 * that came before their payment; wants stored events, refunds and unfinished deliveries worked on again whose job is
 * gone; asks about refunds that a bank has not answered. Each step is idempotent, and one that fails leaves the others
 * to be done. What it mended is logged and stands in the run's history.
 */
export function createReconcileJob(parts: Parts): JobDefinition {
  return defineJob({
    name: 'reconcile-payments',
    data: z.object({}),
    retryLimit: 2,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 60,
    expireInSeconds: 240,
    concurrency: 1,
    cron: '* * * * *',
    handle: async (ctx) => {
      const mended = await runSteps(ctx, {
        payments: () => refreshOpenPayments(ctx, parts.payments),
        'missing events': () => parts.sweep.takeMissing(ctx),
        'early events': () => parts.sweep.adoptOrphans(ctx),
        'stalled events': () => resendEvents(ctx, parts),
        'stalled deliveries': () => resendDeliveries(ctx, parts.jobs),
        'stalled refunds': () => resendRefunds(ctx, parts.jobs),
        'pending refunds': () => refreshPendingRefunds(ctx, parts.payments),
        'open disputes': () => refreshOpenDisputes(ctx, parts.payments),
      });
      return mended.length > 0 ? { outcome: 'SUCCESS', detail: `mended ${mended.join(', ')}` } : 'SKIPPED';
    },
  });
}

/** Runs each step whatever becomes of the others. @returns what was mended, in words */
async function runSteps(
  ctx: RequestContext,
  steps: Record<string, () => Promise<number>>,
): Promise<string[]> {
  const mended: string[] = [];
  for (const [step, work] of Object.entries(steps)) {
    try {
      const count = await work();
      if (count > 0) mended.push(`${count} ${step}`);
    } catch (error) {
      ctx.log.error({ error, step }, 'reconciliation_failed');
    }
  }
  if (mended.length > 0) ctx.log.info({ mended }, 'reconciled');
  return mended;
}

async function refreshOpenPayments(ctx: RequestContext, payments: PaymentService): Promise<number> {
  const { rows } = await sql<{ intentId: string }>`
    select p.payment_intent_id as "intentId"
    from payments p join orders o on o.id = p.order_id
    where p.payment_intent_id is not null and p.status not in ('SUCCEEDED', 'CANCELLED')
      and p.updated_at < ${addMinutes(ctx.clock.now(), -settleMinutes)}
      and o.payment_status in ('UNPAID', 'PROCESSING') and o.status = 'OPEN'
    order by random() limit ${batch}`.execute(ctx.em.getKysely());
  return refreshEach(ctx, payments, rows);
}

async function resendEvents(ctx: RequestContext, { events }: Parts): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select e.id from stripe_events e
    where e.processed_at is null and e.tries < ${maxTries} and e.received_at < ${addMinutes(ctx.clock.now(), -settleMinutes)}
      and not exists (
        select from pgboss.job j
        where j.name = ${events.job.name} and j.state in ('created', 'retry', 'active') and j.data ->> 'eventId' = e.id
      )
    order by e.received_at limit ${batch}`.execute(ctx.em.getKysely());
  for (const { id } of rows) await inTransaction(ctx.em, (em) => events.wantProcessed(em, id));
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

async function resendRefunds(ctx: RequestContext, jobs: Jobs): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select r.id from refunds r
    where r.status = 'REQUESTED' and r.updated_at < ${addMinutes(ctx.clock.now(), -settleMinutes)}
      and not exists (
        select from pgboss.job j
        where j.name = ${sendRefundJob.name} and j.state in ('created', 'retry', 'active')
          and j.data ->> 'refundId' = r.id::text
      )
    order by r.id limit ${batch}`.execute(ctx.em.getKysely());
  for (const { id } of rows)
    await inTransaction(ctx.em, (em) => jobs.send(em, sendRefundJob, { refundId: id }));
  return rows.length;
}

/** A bank may take days to answer; the event that tells of it may be lost like any other. Asked once an hour. */
async function refreshPendingRefunds(ctx: RequestContext, payments: PaymentService): Promise<number> {
  const now = ctx.clock.now();
  const { rows } = await sql<{ intentId: string }>`
    with due as (
      select r.id, p.payment_intent_id from refunds r join payments p on p.id = r.payment_id
      where r.status = 'PENDING' and r.updated_at < ${addMinutes(now, -pendingMinutes)}
      order by r.updated_at limit ${batch}
    ), asked as (
      update refunds set updated_at = ${now} from due where refunds.id = due.id
    )
    select distinct payment_intent_id as "intentId" from due`.execute(ctx.em.getKysely());
  return refreshEach(ctx, payments, rows, true);
}

/** A dispute whose end was told in the wrong order, or not at all. Asked once an hour. */
async function refreshOpenDisputes(ctx: RequestContext, payments: PaymentService): Promise<number> {
  const now = ctx.clock.now();
  const { rows } = await sql<{ intentId: string }>`
    with due as (
      select d.id, p.payment_intent_id from disputes d join payments p on p.id = d.payment_id
      where d.status in ('INQUIRY', 'NEEDS_RESPONSE', 'UNDER_REVIEW', 'APPEAL')
        and d.updated_at < ${addMinutes(now, -pendingMinutes)}
      order by d.updated_at limit ${batch}
    ), asked as (
      update disputes set updated_at = ${now} from due where disputes.id = due.id
    )
    select distinct payment_intent_id as "intentId" from due`.execute(ctx.em.getKysely());
  return refreshEach(ctx, payments, rows, true);
}

/** One that cannot be read leaves the others to be read. */
async function refreshEach(
  ctx: RequestContext,
  payments: PaymentService,
  rows: readonly { intentId: string }[],
  isWhole = false,
): Promise<number> {
  let applied = 0;
  for (const { intentId } of rows) {
    try {
      if ((await payments.refresh(ctx, intentId, isWhole)) === 'APPLIED') applied += 1;
    } catch (error) {
      ctx.log.error({ error, intentId }, 'reconciliation_failed');
    }
  }
  return applied;
}
