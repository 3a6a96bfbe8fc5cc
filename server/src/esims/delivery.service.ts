import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { StockService } from '../inventory/stock.service.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Esim } from './esim.entity.ts';
import { isDelivered, moveEsim } from './esim.states.ts';

/** The job that gets one eSIM its profile. */
export const provisionEsimJob = { name: 'provision-esim' } as const;

interface Parts {
  states: OrderStates;
  mails: MailService;
  stock: StockService;
  jobs: Jobs;
}

/** What an order's eSIMs add up to: begins their provisioning, and tells the buyer when they are there. */
export class DeliveryService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The order's eSIMs, made PENDING together with it. */
  addPending(em: EntityManager, order: Order, now: Date): void {
    for (let position = 1; position <= order.quantity; position += 1) {
      em.create(Esim, {
        id: newId(),
        orderId: order.id,
        userId: order.userId,
        position,
        status: 'PENDING',
        inventoryItemId: null,
        iccid: null,
        activationCode: null,
        createdAt: now,
        updatedAt: now,
        readyAt: null,
        expiresAt: null,
      });
    }
  }

  /** Sets a paid order's eSIMs to work, in the transaction that makes it paid. The caller holds the order's lock. */
  async begin(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    await this.#parts.states.move(ctx, em, order, 'fulfillmentStatus', 'IN_PROGRESS');
    const esims = await em.find(Esim, { orderId: order.id }, { orderBy: { position: 'asc' } });
    for (const esim of esims) {
      moveEsim(esim, 'PROVISIONING', ctx.clock.now());
      await this.#parts.jobs.send(em, provisionEsimJob, { esimId: esim.id });
    }
  }

  /**
   * Derives the order's fulfilment from its eSIMs after one of them changed; completes the order and mails
   * its buyer when all are there. The caller holds the order's lock and has flushed its change.
   */
  async reckon(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    const { rows: esims } = await sql<Pick<Esim, 'status'>>`
      select status from esims where order_id = ${order.id}`.execute(em.getKysely());
    const ready = esims.filter((esim) => isDelivered(esim.status)).length;
    if (ready === 0) {
      await this.#parts.states.record(ctx, em, order, { type: 'esims' });
      return;
    }
    if (ready < esims.length) {
      await this.#parts.states.move(ctx, em, order, 'fulfillmentStatus', 'PARTIALLY_FULFILLED');
      await this.#parts.states.record(ctx, em, order, { type: 'esims', to: `${ready} of ${esims.length}` });
      return;
    }
    await this.#parts.states.move(ctx, em, order, 'fulfillmentStatus', 'FULFILLED');
    await this.#parts.states.move(ctx, em, order, 'status', 'COMPLETED');
    // What was set aside and came too near its expiry to be handed out goes back.
    await this.#parts.stock.release(em, order.id, ctx.clock.now());
    await this.#mail(ctx, em, order, 'ORDER_DELIVERED');
  }

  /**
   * Ends the delivery of an order whose money has gone back: what was not delivered will not be, and what was
   * set aside returns to the shelf. The caller holds the order's lock.
   */
  async abandon(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    const now = ctx.clock.now();
    if (order.fulfillmentStatus === 'FULFILLED') return;
    const esims = await em.find(Esim, { orderId: order.id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    for (const esim of esims) if (!isDelivered(esim.status)) moveEsim(esim, 'FAILED', now);
    await this.#parts.stock.release(em, order.id, now);
    const isAnyDelivered = esims.some((esim) => isDelivered(esim.status));
    if (!isAnyDelivered)
      await this.#parts.states.move(ctx, em, order, 'fulfillmentStatus', 'FAILED', 'refunded');
    await this.#parts.states.move(
      ctx,
      em,
      order,
      'status',
      isAnyDelivered ? 'COMPLETED' : 'CANCELLED',
      'refunded',
    );
  }

  /** Tells the buyer that a person is looking after their order. */
  async mailInReview(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    await this.#mail(ctx, em, order, 'DELIVERY_IN_REVIEW');
  }

  async #mail(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    kind: 'ORDER_DELIVERED' | 'DELIVERY_IN_REVIEW',
  ): Promise<void> {
    const { rows } = await sql<{ email: string }>`select email from users where id = ${order.userId}`.execute(
      em.getKysely(),
    );
    if (!rows[0]) throw new Error(`Order ${order.number} has no buyer`);
    const dedupeKey = `${kind === 'ORDER_DELIVERED' ? 'order-delivered' : 'in-review'}:${order.id}`;
    await this.#parts.mails.queue(
      em,
      { kind, recipient: rows[0].email, locale: order.locale, dedupeKey, orderId: order.id },
      ctx.clock.now(),
    );
  }
}
