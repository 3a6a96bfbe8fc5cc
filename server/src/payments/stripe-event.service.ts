import { sql } from 'kysely';
import { z } from 'zod';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobDefinition, type JobOutcome, type Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { PaymentService } from './payment.service.ts';
import type { GatewayEvent } from './payment-gateway.ts';

/** Events that can change one of our payments; others are kept in the inbox and left alone. */
const relevant =
  /^(payment_intent\.(succeeded|payment_failed|canceled|processing|requires_action)|charge\.refunded|refund\.(updated|failed))$/;

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

  /** Stores an event and wants it worked on, in one transaction. A repeated event is known by its id. */
  async receive(ctx: RequestContext, event: GatewayEvent): Promise<void> {
    const isRelevant = event.paymentIntentId !== null && relevant.test(event.type);
    const now = ctx.clock.now();
    const insert = (em: RequestContext['em']) =>
      sql<{ id: string }>`
        insert into stripe_events (id, type, object_id, payload, received_at, processed_at, outcome)
        values (${event.id}, ${event.type}, ${event.paymentIntentId}, ${JSON.stringify(event.payload)}::jsonb, ${now},
          ${isRelevant ? null : now}, ${isRelevant ? null : 'IGNORED'})
        on conflict (id) do nothing returning id`.execute(em.getKysely());
    if (!isRelevant) {
      await insert(ctx.em);
      return;
    }
    await inTransaction(ctx.em, async (em) => {
      const { rows } = await insert(em);
      if (rows.length > 0) await this.#parts.jobs.send(em, this.job, { eventId: event.id });
    });
  }

  async #process(ctx: RequestContext, eventId: string): Promise<JobOutcome> {
    const { rows } = await sql<{ objectId: string }>`
      select object_id as "objectId" from stripe_events
      where id = ${eventId} and processed_at is null and object_id is not null`.execute(ctx.em.getKysely());
    const event = rows[0];
    if (!event) return 'SKIPPED';
    const outcome = await this.#parts.payments.refresh(ctx, event.objectId);
    await sql`
      update stripe_events set processed_at = ${ctx.clock.now()}, outcome = ${outcome} where id = ${eventId}`.execute(
      ctx.em.getKysely(),
    );
    return outcome === 'APPLIED' ? 'SUCCESS' : 'SKIPPED';
  }
}
