import { sql } from 'kysely';
import { z } from 'zod';
import { addDays, addMinutes } from '../platform/clock/clock.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { PaymentGateway } from './payment-gateway.ts';
import { relevantEvents, type StripeEventService } from './stripe-event.service.ts';

const cursorName = 'stripe-events';
/** Stripe's clock and ours, and events that were made but not listed yet. */
const overlapMinutes = 10;
/** Once an hour the last days are read again, whatever the cursor says. */
const lookBackDays = 3;
/** A shop that was away for longer reads no further back: Stripe keeps events for 30 days. */
const farthestDays = 29;
/** How long an event may wait for its payment to become known. */
const orphanDays = 3;

interface Parts {
  gateway: PaymentGateway;
  events: StripeEventService;
}

/** Finds what no webhook told us: Stripe's own list of events is read again and what is missing is taken into the inbox. */
export class StripeSweep {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Once an hour, apart from the sweep of each minute because it may take long: reads the last days again, for what
   * was listed late or fell to a cursor that ran ahead.
   */
  readonly lookBackJob: JobDefinition = defineJob({
    name: 'look-back-at-stripe',
    data: z.object({}),
    retryLimit: 2,
    retryDelaySeconds: 60,
    retryDelayMaxSeconds: 600,
    expireInSeconds: 1800,
    concurrency: 1,
    cron: '23 * * * *',
    handle: async (ctx) => {
      const missing = await this.#takeSince(ctx, addDays(ctx.clock.now(), -lookBackDays));
      return missing > 0 ? { outcome: 'SUCCESS', detail: `${missing} missing events` } : 'SKIPPED';
    },
  });

  /**
   * Reads Stripe's events since the last reading. The cursor is moved only after everything was taken, so a sweep
   * that dies is done again. @returns how many events the inbox did not have
   */
  async takeMissing(ctx: RequestContext): Promise<number> {
    const now = ctx.clock.now();
    const missing = await this.#takeSince(ctx, await this.#reached(ctx, now));
    await sql`
      insert into sweep_cursors (name, reached) values (${cursorName}, ${now})
      on conflict (name) do update set reached = greatest(sweep_cursors.reached, excluded.reached)`.execute(
      ctx.em.getKysely(),
    );
    return missing;
  }

  async #takeSince(ctx: RequestContext, since: Date): Promise<number> {
    let missing = 0;
    for await (const page of this.#parts.gateway.listEvents(since, relevantEvents)) {
      const known = await this.#known(
        ctx,
        page.map(({ id }) => id),
      );
      for (const event of page) {
        if (known.has(event.id) || !(await this.#parts.events.receive(ctx, event, 'SWEEP'))) continue;
        missing += 1;
      }
    }
    return missing;
  }

  /** Events that came before their payment was known, and whose payment is known now. */
  async adoptOrphans(ctx: RequestContext): Promise<number> {
    const { rows } = await sql<{ id: string }>`
      select e.id from stripe_events e join payments p on p.payment_intent_id = e.object_id
      where e.outcome = 'NOT_OURS' and e.received_at > ${addDays(ctx.clock.now(), -orphanDays)}
      order by e.created_at limit 100`.execute(ctx.em.getKysely());
    for (const { id } of rows) await inTransaction(ctx.em, (em) => this.#parts.events.wantProcessed(em, id));
    return rows.length;
  }

  async #reached(ctx: RequestContext, now: Date): Promise<Date> {
    const { rows } = await sql<{ reached: string }>`
      select reached from sweep_cursors where name = ${cursorName}`.execute(ctx.em.getKysely());
    const since = rows[0]
      ? addMinutes(new Date(rows[0].reached), -overlapMinutes)
      : addDays(now, -lookBackDays);
    const farthest = addDays(now, -farthestDays);
    return since < farthest ? farthest : since;
  }

  async #known(ctx: RequestContext, ids: string[]): Promise<Set<string>> {
    const { rows } = await sql<{ id: string }>`
      select id from stripe_events where id = any(${ids}::text[])`.execute(ctx.em.getKysely());
    return new Set(rows.map(({ id }) => id));
  }
}
