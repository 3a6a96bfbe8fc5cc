import type { Pool } from 'pg';
import { missingResource } from './errors.ts';
import type { Hidden, StripeEvent, StripeKind, StripeObject, StripeObjects } from './objects.ts';

export interface Stored<Kind extends StripeKind = StripeKind> {
  readonly object: StripeObjects[Kind];
  readonly hidden: Hidden;
}

export interface NewDelivery {
  readonly event_id: string;
  readonly endpoint_id: string;
  readonly status: 'pending' | 'held' | 'dropped';
  readonly next_attempt_at: number;
}

/** An answer kept under its idempotency key. */
export interface KeptAnswer {
  readonly key: string;
  readonly fingerprint: string;
  readonly path: string;
  readonly request_id: string;
  readonly status: number;
  readonly body: string;
  readonly created: number;
}

export interface Writes {
  readonly objects: readonly Stored[];
  readonly events: readonly StripeEvent[];
  readonly deliveries: readonly NewDelivery[];
  readonly answer: KeptAnswer | null;
}

/** Bounds of a list, in Stripe's words; `types` is for events only. */
export interface ListFilter {
  readonly limit: number;
  readonly startingAfter: string | null;
  readonly endingBefore: string | null;
  readonly createdFrom: number | null;
  readonly createdTo: number | null;
  readonly match: Partial<Record<'payment_intent' | 'charge' | 'customer', string>>;
  readonly types: readonly string[] | null;
  /** Fields that the object itself must have; null asks nothing. */
  readonly body?: Readonly<Record<'type' | 'currency', string | null>>;
}

export interface Page<Item> {
  readonly data: Item[];
  readonly has_more: boolean;
}

interface ObjectRow {
  readonly body: StripeObject;
  readonly hidden: Hidden;
}

/** One statement, so that an object, the events that tell of it and the kept answer stand or fall together. */
const commitSql = `
with w_object as (
  insert into sandbox.stripe_object (id, kind, created, payment_intent, charge, customer, body, hidden)
  select id, kind, created, payment_intent, charge, customer, body, hidden
  from json_to_recordset($1::json) as r(id text, kind text, created bigint, payment_intent text, charge text, customer text, body json, hidden json)
  on conflict (id) do update set body = excluded.body, hidden = excluded.hidden, customer = excluded.customer
), w_event as (
  insert into sandbox.stripe_event (id, type, created, body)
  select id, type, created, body from json_to_recordset($2::json) as r(id text, type text, created bigint, body json)
), w_delivery as (
  insert into sandbox.stripe_delivery (event_id, endpoint_id, status, next_attempt_at)
  select event_id, endpoint_id, status, next_attempt_at
  from json_to_recordset($3::json) as r(event_id text, endpoint_id text, status text, next_attempt_at bigint)
)
insert into sandbox.stripe_idempotency (key, fingerprint, path, request_id, status, body, created)
select key, fingerprint, path, request_id, status, body, created
from json_to_recordset($4::json) as r(key text, fingerprint text, path text, request_id text, status int, body text, created bigint)
on conflict (key) do update set fingerprint = excluded.fingerprint, path = excluded.path, request_id = excluded.request_id,
  status = excluded.status, body = excluded.body, created = excluded.created`;

const keyLifetimeSeconds = 24 * 3600;

/** Stripe's books: objects, events and kept answers. Knows SQL and nothing of payments. */
export class StripeStore {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  /** Writes everything or nothing, in one statement and one round trip. */
  async commit(writes: Writes): Promise<void> {
    await this.#pool.query({
      name: 'sandbox-stripe-commit',
      text: commitSql,
      values: [
        JSON.stringify(writes.objects.map(rowOf)),
        JSON.stringify(writes.events.map((event) => ({ ...pick(event), body: event }))),
        JSON.stringify(writes.deliveries),
        JSON.stringify(writes.answer ? [writes.answer] : []),
      ],
    });
  }

  async find<Kind extends StripeKind>(kind: Kind, id: string): Promise<Stored<Kind> | null> {
    const [row] = await this.findMany([id]);
    return row && isKind(row.object, kind) ? { object: row.object, hidden: row.hidden } : null;
  }

  async findMany(ids: readonly string[]): Promise<Stored[]> {
    const { rows } = await this.#pool.query<ObjectRow>({
      name: 'sandbox-stripe-find',
      text: 'select body, hidden from sandbox.stripe_object where id = any($1)',
      values: [ids],
    });
    return rows.map((row) => ({ object: row.body, hidden: row.hidden }));
  }

  /** The intent whose 3-D Secure page has this name. */
  async findByChallenge(token: string): Promise<Stored<'payment_intent'> | null> {
    const { rows } = await this.#pool.query<ObjectRow>(
      `select body, hidden from sandbox.stripe_object where kind = 'payment_intent' and hidden->'challenge' is not null and hidden->'challenge'->>'token' = $1`,
      [token],
    );
    const row = rows[0];
    return row && isKind(row.body, 'payment_intent') ? { object: row.body, hidden: row.hidden } : null;
  }

  /** Refunds that are still to change by themselves. */
  async findUnsettledRefunds(): Promise<Stored<'refund'>[]> {
    const { rows } = await this.#pool.query<ObjectRow>(
      `select body, hidden from sandbox.stripe_object where kind = 'refund' and hidden->'settlement' is not null`,
    );
    return rows.flatMap((row) =>
      isKind(row.body, 'refund') ? [{ object: row.body, hidden: row.hidden }] : [],
    );
  }

  /** Succeeded charges without a balance transaction: their money has not been counted yet. */
  async findUncountedCharges(): Promise<string[]> {
    const { rows } = await this.#pool.query<{ id: string }>(
      `select id from sandbox.stripe_object where kind = 'charge' and body->>'status' = 'succeeded'
       and body->>'balance_transaction' is null order by seq`,
    );
    return rows.map((row) => row.id);
  }

  async list(kind: StripeKind, filter: ListFilter): Promise<Page<StripeObject>> {
    const query = new ListQuery('sandbox.stripe_object', filter);
    query.where('kind = ?', kind);
    for (const [column, value] of Object.entries(filter.match)) query.where(`${column} = ?`, value);
    for (const [field, value] of Object.entries(filter.body ?? {})) {
      if (value !== null) query.where(`body->>'${field}' = ?`, value);
    }
    await this.#bound(query, kind, filter);
    const { rows } = await this.#pool.query<{ body: StripeObject }>(query.sql('body'), query.values);
    return pageOf(
      rows.map((row) => row.body),
      filter,
    );
  }

  async listEvents(filter: ListFilter): Promise<Page<StripeEvent>> {
    const query = new ListQuery('sandbox.stripe_event', filter);
    if (filter.types) query.where('type like any(?)', filter.types.map(likePattern));
    await this.#bound(query, 'event', filter);
    const { rows } = await this.#pool.query<EventRow>(query.sql(eventColumns('stripe_event')), query.values);
    return pageOf(rows.map(eventOf), filter);
  }

  async findEvent(id: string): Promise<StripeEvent | null> {
    const text = `select ${eventColumns('e')} from sandbox.stripe_event e where e.id = $1`;
    const { rows } = await this.#pool.query<EventRow>(text, [id]);
    return rows[0] ? eventOf(rows[0]) : null;
  }

  /** The answer kept under this key within the last 24 hours. */
  async findAnswer(key: string, nowSeconds: number): Promise<KeptAnswer | null> {
    const { rows } = await this.#pool.query<KeptAnswer>({
      name: 'sandbox-stripe-answer',
      text: 'select key, fingerprint, path, request_id, status, body, created from sandbox.stripe_idempotency where key = $1 and created > $2',
      values: [key, nowSeconds - keyLifetimeSeconds],
    });
    return rows[0] ?? null;
  }

  async forgetOldAnswers(nowSeconds: number): Promise<void> {
    const text = 'delete from sandbox.stripe_idempotency where created <= $1';
    await this.#pool.query(text, [nowSeconds - keyLifetimeSeconds]);
  }

  async reset(): Promise<void> {
    await this.#pool.query(
      'truncate sandbox.stripe_object, sandbox.stripe_event, sandbox.stripe_delivery, sandbox.stripe_attempt, sandbox.stripe_idempotency',
    );
  }

  /** How many of each kind, event type and delivery status there are: for tests to look at. */
  async counts(): Promise<Record<'objects' | 'events' | 'deliveries', Record<string, number>>> {
    const count = async (table: string, column: string) => {
      const text = `select ${column} as name, count(*)::int as n from sandbox.${table} group by 1 order by 1`;
      const { rows } = await this.#pool.query<{ name: string; n: number }>(text);
      return Object.fromEntries(rows.map((row) => [row.name, row.n]));
    };
    const objects = await count('stripe_object', 'kind');
    const events = await count('stripe_event', 'type');
    return { objects, events, deliveries: await count('stripe_delivery', 'status') };
  }

  async #bound(query: ListQuery, kind: string, filter: ListFilter): Promise<void> {
    for (const [cursor, param] of [
      [filter.startingAfter, 'starting_after'],
      [filter.endingBefore, 'ending_before'],
    ] as const) {
      if (cursor === null) continue;
      const { rows } = await this.#pool.query<{ seq: string }>(
        `select seq from ${query.table} where id = $1`,
        [cursor],
      );
      const seq = rows[0]?.seq;
      if (seq === undefined) throw missingResource(kind, cursor, param);
      query.where(param === 'starting_after' ? 'seq < ?' : 'seq > ?', seq);
    }
  }
}

interface EventRow {
  readonly body: StripeEvent;
  readonly pending: number;
}

function eventColumns(alias: string): string {
  return `${alias}.body, (select count(*)::int from sandbox.stripe_delivery d where d.event_id = ${alias}.id and d.status in ('pending', 'held')) as pending`;
}

function eventOf(row: EventRow): StripeEvent {
  return { ...row.body, pending_webhooks: row.pending };
}

/** `charge.*` as Stripe's filter means it. */
function likePattern(type: string): string {
  return type.replaceAll('_', '\\_').replaceAll('*', '%');
}

class ListQuery {
  readonly table: string;
  readonly values: unknown[] = [];
  readonly #conditions: string[] = [];
  readonly #filter: ListFilter;

  constructor(table: string, filter: ListFilter) {
    this.table = table;
    this.#filter = filter;
    if (filter.createdFrom !== null) this.where('created >= ?', filter.createdFrom);
    if (filter.createdTo !== null) this.where('created <= ?', filter.createdTo);
  }

  where(condition: string, value: unknown): void {
    this.values.push(value);
    this.#conditions.push(condition.replace('?', `$${this.values.length}`));
  }

  /** Newest first; `ending_before` walks the other way and is turned round in {@link pageOf}. */
  sql(columns: string): string {
    const where = this.#conditions.length > 0 ? `where ${this.#conditions.join(' and ')}` : '';
    const direction = this.#filter.endingBefore === null ? 'desc' : 'asc';
    return `select ${columns} from ${this.table} ${where} order by seq ${direction} limit ${this.#filter.limit + 1}`;
  }
}

function pageOf<Item>(rows: Item[], filter: ListFilter): Page<Item> {
  const data = rows.slice(0, filter.limit);
  return { data: filter.endingBefore === null ? data : data.reverse(), has_more: rows.length > filter.limit };
}

export function isKind<Kind extends StripeKind>(
  object: StripeObject,
  kind: Kind,
): object is StripeObjects[Kind] {
  return object.object === kind;
}

function pick(event: StripeEvent) {
  return { id: event.id, type: event.type, created: event.created };
}

function rowOf(stored: Stored) {
  const { object, hidden } = stored;
  const row = { id: object.id, kind: object.object, created: object.created, body: object, hidden };
  switch (object.object) {
    case 'payment_intent':
    case 'payment_method':
      return { ...row, customer: object.customer };
    case 'charge':
      return { ...row, payment_intent: object.payment_intent, customer: object.customer };
    case 'refund':
    case 'dispute':
      return { ...row, payment_intent: object.payment_intent, charge: object.charge };
    case 'balance_transaction':
      // Its list is filtered by `source`, which is kept in the same column.
      return { ...row, charge: object.source };
    case 'customer':
      return row;
  }
}
