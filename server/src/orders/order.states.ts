import type { RawBuilder } from 'kysely';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { insertRows } from '../platform/database/together.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import { StateMachine } from '../platform/states/state-machine.ts';
import type { Order, OrderHold } from './order.entity.ts';
import { type HistorySubject, OrderEvent } from './order-event.entity.ts';

/** The three things an order is at any time. */
type Aspect = 'status' | 'paymentStatus' | 'fulfillmentStatus';

/**
 * Which moves an order may make. What money and eSIMs did is a fact, so a payment that arrives after an order was
 * closed can open it again, and a refund that the bank sent back makes it paid again; nothing takes PAID back to
 * UNPAID.
 */
export const orderStates: { readonly [A in Aspect]: StateMachine<Order[A]> } = {
  status: new StateMachine<Order['status']>('order', {
    OPEN: ['COMPLETED', 'CANCELLED', 'EXPIRED'],
    COMPLETED: [],
    CANCELLED: ['OPEN'],
    EXPIRED: ['OPEN'],
  }),
  paymentStatus: new StateMachine<Order['paymentStatus']>('order payment', {
    UNPAID: ['PROCESSING', 'PAID'],
    PROCESSING: ['UNPAID', 'PAID'],
    PAID: ['PARTIALLY_REFUNDED', 'REFUNDED', 'DISPUTED'],
    PARTIALLY_REFUNDED: ['PAID', 'REFUNDED', 'DISPUTED'],
    REFUNDED: ['PAID', 'PARTIALLY_REFUNDED', 'DISPUTED'],
    DISPUTED: ['PAID', 'PARTIALLY_REFUNDED', 'REFUNDED'],
  }),
  fulfillmentStatus: new StateMachine<Order['fulfillmentStatus']>('order fulfilment', {
    UNFULFILLED: ['IN_PROGRESS', 'FAILED'],
    IN_PROGRESS: ['PARTIALLY_FULFILLED', 'FULFILLED', 'FAILED'],
    PARTIALLY_FULFILLED: ['FULFILLED', 'FAILED'],
    FULFILLED: [],
    FAILED: ['IN_PROGRESS', 'PARTIALLY_FULFILLED', 'FULFILLED'],
  }),
};

/** One entry of an order's history, before who, when and which request are added. */
export interface HistoryEntry {
  /** What kind of thing happened: `status`, `payment`, `refund`, `hold`, `activation-code-revealed`. */
  type: string;
  subject?: HistorySubject;
  /** The row that moved, where it is not the order's. */
  subjectId?: string;
  from?: string | undefined;
  to?: string | undefined;
  reason?: string | undefined;
}

/** Moves orders, writes each move down, and tells open pages of it. The caller holds the order's row lock. */
export class OrderStates {
  readonly #notifications: Notifications;
  /** The orders that a transaction has announced already, by its entity manager. */
  readonly #announced = new WeakMap<EntityManager, Set<string>>();

  constructor(notifications: Notifications) {
    this.#notifications = notifications;
  }

  /**
   * Moves one aspect of an order; staying where it is does nothing.
   * @throws IllegalMove, and then nothing of the transaction is kept
   */
  async move<A extends Aspect>(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    aspect: A,
    to: Order[A],
    reason?: string,
  ): Promise<void> {
    const from = order[aspect];
    if (!orderStates[aspect].check(from, to, order.number)) return;
    order[aspect] = to;
    await this.record(ctx, em, order, { type: aspect, from, to, reason });
  }

  /** Marks an order as waiting for a person. */
  async hold(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    hold: OrderHold,
    reason: string,
  ): Promise<void> {
    if (order.holds.includes(hold)) return;
    order.holds = [...order.holds, hold];
    await this.record(ctx, em, order, { type: 'hold', to: hold, reason });
  }

  /** Writes an event of an order's life and announces it when the transaction commits. */
  async record(ctx: RequestContext, em: EntityManager, order: Order, event: HistoryEntry): Promise<void> {
    assertInTransaction(em);
    order.updatedAt = ctx.clock.now();
    em.create(OrderEvent, eventOf(ctx, order, event));
    await this.#announce(em, order.id);
  }

  /**
   * The statement that writes the first entry of an order's history, to be sent together with the order's own. It is
   * not announced: nobody can be looking at an order that is only being made.
   */
  newCreated(ctx: RequestContext, order: Order): RawBuilder<unknown> {
    return insertRows('order_events', [eventOf(ctx, order, { type: 'created', to: order.status })]);
  }

  /** A hold's reason is gone. */
  async release(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    hold: OrderHold,
    reason: string,
  ): Promise<void> {
    if (!order.holds.includes(hold)) return;
    order.holds = order.holds.filter((each) => each !== hold);
    await this.record(ctx, em, order, { type: 'released', from: hold, reason });
  }

  /** Once for all that a transaction changes: listeners read the order anew anyway. */
  async #announce(em: EntityManager, orderId: string): Promise<void> {
    const announced = this.#announced.get(em) ?? new Set<string>();
    this.#announced.set(em, announced);
    if (announced.has(orderId)) return;
    announced.add(orderId);
    await this.#notifications.notify(em, 'order', orderId);
  }
}

const eventOf = (ctx: RequestContext, order: Order, event: HistoryEntry): OrderEvent =>
  Object.assign(new OrderEvent(), {
    id: newId(),
    orderId: order.id,
    type: event.type,
    subject: event.subject ?? 'order',
    subjectId: event.subjectId ?? null,
    fromState: event.from ?? null,
    toState: event.to ?? null,
    actor: actorName(ctx.actor),
    reason: event.reason ?? null,
    requestId: ctx.requestId,
    at: ctx.clock.now(),
  } satisfies OrderEvent);
