import type { Pool } from 'pg';
import type { StripeEvent } from './objects.ts';

/** One webhook to send: an event to an endpoint. */
export interface Delivery {
  readonly eventId: string;
  readonly endpointId: string;
  readonly attempts: number;
  readonly body: StripeEvent;
}

export interface AttemptResult {
  readonly event_id: string;
  readonly endpoint_id: string;
  readonly attempt: number;
  readonly at: number;
  readonly http_status: number | null;
  readonly error: string | null;
  readonly status: 'delivered' | 'pending' | 'failed';
  /** Unix milliseconds; of the next attempt when `pending`. */
  readonly next_attempt_at: number;
}

interface AttemptRow {
  readonly event_id: string;
  readonly type: string;
  readonly attempt: number;
  readonly http_status: number | null;
  readonly error: string | null;
}

/** The stored queue of webhooks, which is what survives a killed sandbox. */
export class DeliveryStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Notes many results in one statement. */
  async note(results: readonly AttemptResult[]): Promise<void> {
    await this.#pool.query({
      name: 'sandbox-delivery-note',
      text: `with r as (
               select * from json_to_recordset($1::json) as r(event_id text, endpoint_id text, attempt int, at bigint, http_status int, error text, status text, next_attempt_at bigint)
             ), noted as (
               insert into sandbox.stripe_attempt (event_id, endpoint_id, attempt, at, http_status, error)
               select event_id, endpoint_id, attempt, at, http_status, error from r
             ), latest as (
               select distinct on (event_id, endpoint_id) * from r order by event_id, endpoint_id, attempt desc
             )
             update sandbox.stripe_delivery d
             set status = l.status, attempts = l.attempt, next_attempt_at = l.next_attempt_at
             from latest l where d.event_id = l.event_id and d.endpoint_id = l.endpoint_id`,
      values: [JSON.stringify(results)],
    });
  }

  /** Pending deliveries whose time has come, oldest first. */
  async due(nowMs: number, limit: number, except: readonly string[]): Promise<Delivery[]> {
    const { rows } = await this.#pool.query<Delivery>(
      `select d.event_id as "eventId", d.endpoint_id as "endpointId", d.attempts, e.body
       from sandbox.stripe_delivery d join sandbox.stripe_event e on e.id = d.event_id
       where d.status = 'pending' and d.next_attempt_at <= $1 and not d.event_id = any($3)
       order by d.next_attempt_at, d.seq limit $2`,
      [nowMs, limit, except],
    );
    return rows;
  }

  /** When the next pending delivery is due (Unix milliseconds), or null. */
  async nextDueAt(except: readonly string[]): Promise<number | null> {
    const { rows } = await this.#pool.query<{ at: string | null }>(
      `select min(next_attempt_at) as at from sandbox.stripe_delivery where status = 'pending' and not event_id = any($1)`,
      [except],
    );
    const at = rows[0]?.at ?? null;
    return at === null ? null : Number(at);
  }

  /** Lets held deliveries go, and answers how many. */
  async releaseHeld(nowMs: number): Promise<number> {
    const text = `update sandbox.stripe_delivery set status = 'pending', next_attempt_at = $1 where status = 'held'`;
    const { rowCount } = await this.#pool.query(text, [nowMs]);
    return rowCount ?? 0;
  }

  /** Puts an event back into the queue, whatever became of it. Answers false for an unknown event. */
  async resend(eventId: string, endpointId: string, nowMs: number): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `insert into sandbox.stripe_delivery (event_id, endpoint_id, status, next_attempt_at)
       select id, $2, 'pending', $3 from sandbox.stripe_event where id = $1
       on conflict (event_id, endpoint_id) do update set status = 'pending', next_attempt_at = excluded.next_attempt_at`,
      [eventId, endpointId, nowMs],
    );
    return (rowCount ?? 0) > 0;
  }

  /** The attempts made, newest first. */
  async attempts(eventId: string | null): Promise<AttemptRow[]> {
    const { rows } = await this.#pool.query<AttemptRow>(
      `select a.event_id, e.type, a.attempt, a.http_status, a.error
       from sandbox.stripe_attempt a join sandbox.stripe_event e on e.id = a.event_id
       where $1::text is null or a.event_id = $1 order by a.seq desc limit 500`,
      [eventId],
    );
    return rows;
  }
}
