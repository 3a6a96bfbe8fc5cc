import { LockMode } from '@mikro-orm/core';
import { type RawBuilder, sql } from 'kysely';
import type { StockService } from '../inventory/stock.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { insertRows } from '../platform/database/together.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import type { DeliveryMails } from './delivery-mails.ts';
import { Esim, type EsimStatus } from './esim.entity.ts';
import { type EsimStates, isDelivered } from './esim.states.ts';
import { type Fulfilment, fulfilmentOf } from './fulfilment.ts';

/** The job that gets one eSIM its profile. */
export const provisionEsimJob = { name: 'provision-esim' } as const;
/** What it carries; the order saves it a look where it is known. */
export interface ProvisionEsim {
  esimId: string;
  orderId?: string | undefined;
}

/** Holds that stand for eSIMs in review. */
const supplierHolds = ['SUPPLIER_REFUSED', 'SUPPLIER_UNREACHABLE', 'SUPPLIER_UNKNOWN'] as const;

interface Parts {
  orders: OrderStates;
  esims: EsimStates;
  mails: DeliveryMails;
  stock: StockService;
  jobs: Jobs;
}

/**
 * The delivery of whole orders: begun, held up, resumed, ended. Each method runs in the transaction of what causes
 * it, whose caller holds the order's lock, and takes the locks of stock and eSIMs.
 */
export class DeliveryService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The statement that writes an order's eSIMs, PENDING, to be sent together with the order's own. */
  newPending(order: Order, now: Date): RawBuilder<unknown> {
    const rows = Array.from({ length: order.quantity }, (_, index) => ({
      id: newId(),
      orderId: order.id,
      userId: order.userId,
      position: index + 1,
      status: 'PENDING',
      createdAt: now,
      updatedAt: now,
    }));
    return insertRows('esims', rows);
  }

  /**
   * Sets a paid order's eSIMs to work, in the transaction that makes it paid. Idempotent: an eSIM that is delivered
   * or at work already is left alone.
   */
  async begin(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    const esims = await this.#lockAll(em, order);
    for (const esim of esims) {
      if (isDelivered(esim.status) || esim.status === 'PROVISIONING') continue;
      await this.start(ctx, em, order, esim);
    }
    await this.#derive(ctx, em, order, esims);
  }

  /**
   * Sets one eSIM to work: moves it, and sends the job for it. Where that is not right after the payment, its tries and
   * its time are counted anew. The caller holds its lock and reckons afterwards.
   */
  async start(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    esim: Esim,
    reason?: string,
  ): Promise<void> {
    const now = ctx.clock.now();
    if (order.paidAt && order.paidAt < now) esim.roundAt = now;
    await this.#parts.esims.move(ctx, em, order, esim, 'PROVISIONING', reason);
    await this.#parts.jobs.send(em, provisionEsimJob, { esimId: esim.id, orderId: order.id });
  }

  /**
   * Derives the order's fulfilment after one of its eSIMs changed, completes the order when nothing is left to do,
   * and tells its buyer.
   * @param changed the eSIM that changed: where it is the only one, nothing is read
   */
  async reckon(ctx: RequestContext, em: EntityManager, order: Order, changed: Esim): Promise<void> {
    const esims = order.quantity === 1 ? [changed] : await readStates(em, order.id);
    const now = await this.#derive(ctx, em, order, esims);
    if (now.open === 0 && now.ready > 0 && order.status === 'OPEN') {
      await this.#parts.orders.move(ctx, em, order, 'status', 'COMPLETED');
      // What was set aside and came too near its expiry to be handed out goes back.
      await this.#parts.stock.release(ctx, em, order.id, recorded(reasons.notNeeded));
    }
    await this.#parts.mails.tell(ctx, em, order, now);
  }

  /**
   * Ends an order whose money has gone back (a full refund, a lost dispute): codes that are out are revoked and their
   * items retired, what was not delivered will not be, and what was set aside returns. Idempotent.
   * @param isRefunded we sent the money back ourselves: should a bank return it, a person decides, and nothing is paid
   *   twice. A lost dispute can be won after all, and then what was not delivered is owed again.
   */
  async retire(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    { reason, isRefunded }: { reason: string; isRefunded: boolean },
  ): Promise<void> {
    await this.#parts.stock.retire(ctx, em, order.id, reason);
    const esims = await this.#lockAll(em, order);
    for (const esim of esims) {
      if (esim.status === 'EXPIRED') continue;
      const to = isDelivered(esim.status) ? 'REVOKED' : 'FAILED';
      await this.#parts.esims.move(ctx, em, order, esim, to, reason);
      if (to === 'FAILED' && isRefunded) esim.settledAt ??= ctx.clock.now();
    }
    const { ready } = await this.#derive(ctx, em, order, esims, reason);
    if (order.status !== 'OPEN') return;
    await this.#parts.orders.move(ctx, em, order, 'status', ready > 0 ? 'COMPLETED' : 'CANCELLED', reason);
  }

  /**
   * Holds the delivery up, for a dispute or a promised refund that came before it: eSIMs at work wait for a person, and
   * a supplier's answer that is under way is kept for its eSIM without being handed out. What is delivered stays.
   */
  async pause(ctx: RequestContext, em: EntityManager, order: Order, reason: string): Promise<void> {
    const esims = await this.#lockAll(em, order);
    for (const esim of esims)
      if (esim.status === 'PROVISIONING')
        await this.#parts.esims.move(ctx, em, order, esim, 'IN_REVIEW', reason);
  }

  /** Goes on with what `pause` held up, and with what a person was looking after. Idempotent. */
  async resume(ctx: RequestContext, em: EntityManager, order: Order, reason: string): Promise<void> {
    // What was paid with a wrong amount was never begun, and a dispute's end does not change that.
    if (order.holds.includes('AMOUNT_MISMATCH')) return;
    // Nor does it take a promise back: what goes to the buyer's card buys nothing any more.
    if (order.refundPromisedAt !== null) return;
    const esims = await this.#lockAll(em, order);
    for (const esim of esims)
      if (esim.status === 'IN_REVIEW' || esim.status === 'PENDING')
        await this.start(ctx, em, order, esim, reason);
    await this.#derive(ctx, em, order, esims, reason);
  }

  async #derive(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    esims: readonly { status: EsimStatus }[],
    reason?: string,
  ): Promise<Fulfilment> {
    const now = fulfilmentOf(esims.map((esim) => esim.status));
    await this.#parts.orders.move(ctx, em, order, 'fulfillmentStatus', now.status, reason);
    if (now.inReview === 0)
      for (const hold of supplierHolds)
        await this.#parts.orders.release(ctx, em, order, hold, recorded(reasons.noEsimWaits));
    return now;
  }

  async #lockAll(em: EntityManager, order: Order): Promise<Esim[]> {
    assertInTransaction(em);
    return em.find(
      Esim,
      { orderId: order.id },
      { orderBy: { position: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
  }
}

async function readStates(em: EntityManager, orderId: string): Promise<{ status: EsimStatus }[]> {
  await em.flush();
  const { rows } = await sql<{ status: EsimStatus }>`
    select status from esims where order_id = ${orderId}`.execute(em.getKysely());
  return rows;
}
