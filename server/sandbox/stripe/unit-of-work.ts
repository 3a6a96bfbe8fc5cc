import type { SandboxClock } from '../core/clock.ts';
import type { KeyedMutex } from '../core/keyed-mutex.ts';
import { randomToken } from '../core/random-token.ts';
import { missingResource } from './errors.ts';
import {
  type Hidden,
  type StripeEvent,
  type StripeKind,
  type StripeObject,
  type StripeObjects,
  stripeApiVersion,
} from './objects.ts';
import type { Settlement } from './settlement.ts';
import { isKind, type KeptAnswer, type NewDelivery, type Stored, type StripeStore } from './store.ts';

/** Who is told of events; decides at commit time how each delivery begins (sent, held or never). */
export interface EventAudience {
  endpointsFor(type: string): readonly string[];
  planDeliveries(event: StripeEvent, endpoints: readonly string[]): NewDelivery[];
  /** Called after the commit; sends at once. */
  tell(events: readonly StripeEvent[], deliveries: readonly NewDelivery[]): void;
}

export interface UnitContext {
  readonly store: StripeStore;
  readonly mutex: KeyedMutex;
  readonly clock: SandboxClock;
  readonly audience: EventAudience;
  readonly settlement: Settlement;
}

/**
 * The work of one request: reads see what was staged before them, and everything staged is written by one
 * {@link commit} together with its events. Locks are held until {@link release}.
 */
export class UnitOfWork {
  readonly #context: UnitContext;
  readonly #request: { readonly id: string | null; readonly idempotency_key: string | null };
  readonly #staged = new Map<string, Stored>();
  readonly #events: StripeEvent[] = [];
  readonly #releases: (() => void)[] = [];
  readonly now: number;

  constructor(context: UnitContext, request: { id: string; idempotencyKey: string | null } | null) {
    this.#context = context;
    this.#request = { id: request?.id ?? null, idempotency_key: request?.idempotencyKey ?? null };
    this.now = context.clock.nowSeconds();
  }

  /** How the account's balance is kept at present. */
  get settlement(): Settlement {
    return this.#context.settlement;
  }

  get store(): StripeStore {
    return this.#context.store;
  }

  newId(prefix: string): string {
    return `${prefix}_3S${randomToken(22)}`;
  }

  /** Waits until no other request works on this payment intent. Everything about one payment is locked by its id. */
  async lock(paymentIntentId: string): Promise<void> {
    this.#releases.push(await this.#context.mutex.acquire(paymentIntentId));
  }

  async find<Kind extends StripeKind>(kind: Kind, id: string): Promise<Stored<Kind> | null> {
    const staged = this.#staged.get(id);
    if (staged) return isKind(staged.object, kind) ? { object: staged.object, hidden: staged.hidden } : null;
    return this.#context.store.find(kind, id);
  }

  /** Throws Stripe's 404. `param` names the parameter that the id came from. */
  async get<Kind extends StripeKind>(kind: Kind, id: string, param?: string): Promise<StripeObjects[Kind]> {
    const found = await this.find(kind, id);
    if (!found) throw missingResource(kind === 'payment_method' ? 'PaymentMethod' : kind, id, param);
    return found.object;
  }

  /** Many at once, in one statement, for `expand`. */
  async findMany(ids: readonly string[]): Promise<Map<string, StripeObject>> {
    const found = new Map<string, StripeObject>();
    const unread: string[] = [];
    for (const id of ids) {
      const staged = this.#staged.get(id);
      if (staged) found.set(id, staged.object);
      else unread.push(id);
    }
    const read = unread.length > 0 ? await this.#context.store.findMany(unread) : [];
    for (const { object } of read) found.set(object.id, object);
    return found;
  }

  put<Kind extends StripeKind>(object: StripeObjects[Kind] & { object: Kind }, hidden: Hidden = {}): void {
    this.#staged.set(object.id, { object, hidden });
  }

  /** Tells of a change; `data.object` is the object as it is now. */
  emit(type: string, object: unknown, previousAttributes?: Record<string, unknown>): StripeEvent {
    const event: StripeEvent = {
      id: this.newId('evt'),
      object: 'event',
      api_version: stripeApiVersion,
      created: this.now,
      data: previousAttributes ? { object, previous_attributes: previousAttributes } : { object },
      livemode: false,
      pending_webhooks: this.#context.audience.endpointsFor(type).length,
      request: this.#request,
      type,
    };
    this.#events.push(event);
    return event;
  }

  /** Writes what was staged and, in the same statement, the answer to keep; then sends the webhooks. */
  async commit(answer: KeptAnswer | null): Promise<void> {
    if (this.#staged.size === 0 && this.#events.length === 0 && answer === null) return;
    const { audience, store } = this.#context;
    const deliveries = this.#events.flatMap((event) =>
      audience.planDeliveries(event, audience.endpointsFor(event.type)),
    );
    await store.commit({ objects: [...this.#staged.values()], events: this.#events, deliveries, answer });
    audience.tell(this.#events, deliveries);
  }

  release(): void {
    for (const release of this.#releases.splice(0)) release();
  }
}
