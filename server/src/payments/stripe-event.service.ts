import { sql } from 'kysely';
import { z } from 'zod';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobDefinition, type JobOutcome, type Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { PaymentService } from './payment.service.ts';
import type { GatewayEvent } from './payment-gateway.ts';
import type { StripeEvent } from './stripe-event.entity.ts';

/** Events that can change one of our payments; others are kept in the inbox and left alone. */
export const relevantEvents: readonly string[] = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.canceled',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.closed',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
];

/** Events after which refunds and disputes are looked at even where the charge shows none (any more). */
const isAboutMoneyBack = /^(charge\.|refund\.)/;

interface Parts {
  payments: PaymentService;
  jobs: Jobs;
}

/** The webhook inbox: stored once, answered at once, worked on by a job that asks Stripe for the truth. */
export class StripeEventService {
  readonly #parts: Parts;
  /** Handles one stored event. */
  readonly job: JobDefinition<{ eventId: string }>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.job = defineJob({
      name: 'stripe-event',
      data: z.object({ eventId: z.string() }),
      retryLimit: 12,
      retryDelaySeconds: 2,
      retryDelayMaxSeconds: 900,
      expireInSeconds: 60,
      concurrency: 25,
      handle: (ctx, { eventId }) => this.#process(ctx, eventId),
    });
  }

  /**
   * Stores an event and wants it worked on, in one transaction. A repeated event is known by its id.
   * @returns whether it was new
   */
  async receive(
    ctx: RequestContext,
    event: GatewayEvent,
    source: StripeEvent['source'] = 'WEBHOOK',
  ): Promise<boolean> {
    const isRelevant = event.paymentIntentId !== null && relevantEvents.includes(event.type);
    const now = ctx.clock.now();
    const insert = (em: RequestContext['em']) =>
      sql<{ id: string }>`
        insert into stripe_events (id, type, object_id, payload, source, created_at, received_at, processed_at, outcome)
        values (${event.id}, ${event.type}, ${event.paymentIntentId}, ${JSON.stringify(event.payload)}::jsonb, ${source},
          ${event.createdAt ?? now}, ${now}, ${isRelevant ? null : now}, ${isRelevant ? null : 'IGNORED'})
        on conflict (id) do nothing returning id`.execute(em.getKysely());
    if (!isRelevant) return (await insert(ctx.em)).rows.length > 0;
    return inTransaction(ctx.em, async (em) => {
      const { rows } = await insert(em);
      if (rows.length > 0) await this.#parts.jobs.send(em, this.job, { eventId: event.id });
      return rows.length > 0;
    });
  }

  /** Wants a stored event worked on again, in the transaction of `em`. Working on one twice is harmless. */
  async wantProcessed(em: RequestContext['em'], eventId: string): Promise<void> {
    await sql`update stripe_events set processed_at = null where id = ${eventId} and processed_at is not null`.execute(
      em.getKysely(),
    );
    await this.#parts.jobs.send(em, this.job, { eventId });
  }

  async #process(ctx: RequestContext, eventId: string): Promise<JobOutcome> {
    const { rows } = await sql<{ objectId: string; type: string }>`
      update stripe_events set tries = tries + 1
      where id = ${eventId} and processed_at is null and object_id is not null
      returning object_id as "objectId", type`.execute(ctx.em.getKysely());
    const event = rows[0];
    if (!event) return 'SKIPPED';
    const isWhole = isAboutMoneyBack.test(event.type);
    const outcome = await this.#parts.payments.refresh(ctx, event.objectId, isWhole);
    await sql`
      update stripe_events set processed_at = ${ctx.clock.now()}, outcome = ${outcome} where id = ${eventId}`.execute(
      ctx.em.getKysely(),
    );
    return outcome === 'APPLIED' ? 'SUCCESS' : 'SKIPPED';
  }
}
