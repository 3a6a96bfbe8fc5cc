import { LockMode } from '@mikro-orm/core';
import { Esim } from '../esims/esim.entity.ts';
import type { EsimStates } from '../esims/esim.states.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { Payment } from '../payments/payment.entity.ts';
import { lockSucceeded } from '../payments/payment.lock.ts';
import type { RefundRequests } from '../payments/refund-requests.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { noteRefundRequest, reasonInRecords } from './refund-history.ts';
import type { RefundRequest } from './refund-request.entity.ts';
import { refundRequestStates } from './refund-request.states.ts';
import { refundShare } from './refund-share.ts';

interface Parts {
  promises: RefundRequests;
  stock: StockService;
  esims: EsimStates;
  states: OrderStates;
}

/** An order's money and eSIMs, locked by the caller's transaction after the order. */
export interface LockedPurchase {
  order: Order;
  /** Null where no payment of it stands. */
  payment: Payment | null;
  /** What of the payment is not promised to anyone. */
  left: number;
  /** By position. */
  esims: Esim[];
}

/** Giving the price of unused eSIMs back, whoever decided it. */
export class RefundGiving {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Locks what a decision stands on: payment, then eSIMs. The caller has locked the order. */
  async lock(em: EntityManager, order: Order): Promise<LockedPurchase> {
    const payment = await lockSucceeded(em, order.id);
    const left = payment ? await this.#parts.promises.left(em, payment) : 0;
    const esims = await em.find(
      Esim,
      { orderId: order.id },
      { orderBy: { position: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    return { order, payment, left, esims };
  }

  /** What goes back for these eSIMs, in minor units of the received currency; 0 when nothing is left of their share. */
  amountOf({ order, payment, left, esims }: LockedPurchase, chosen: readonly Esim[]): number {
    if (!payment) return 0;
    const before = esims.filter((each) => each.settledAt !== null && !chosen.includes(each)).length;
    return refundShare(payment, order, { before, now: chosen.length, left });
  }

  /**
   * Promises the money, takes the eSIMs back and their items off the shelf for good, and ends the request. A job sends
   * the money. In the transaction that has locked all of it and has seen that it may be done.
   */
  async give(
    ctx: RequestContext,
    em: EntityManager,
    of: LockedPurchase & { payment: Payment },
    { request, chosen, decidedBy }: { request: RefundRequest; chosen: readonly Esim[]; decidedBy: string },
  ): Promise<void> {
    const { order, payment } = of;
    const now = ctx.clock.now();
    const reason = recorded(reasons.priceGoesBack);
    const amount = this.amountOf(of, chosen);
    const cause = `refund-request:${request.id}`;
    const wish = { order, payment, amount, reason: reasonInRecords(request), origin: 'SHOP' as const, cause };
    for (const esim of chosen) {
      await this.#parts.esims.move(ctx, em, order, esim, 'REVOKED', reason);
      esim.settledAt = now;
    }
    const itemIds = chosen.flatMap(({ inventoryItemId }) => inventoryItemId ?? []);
    await this.#parts.stock.retireItems(ctx, em, itemIds, reason);
    const refund = await this.#parts.promises.request(ctx, em, wish);
    refundRequestStates.check(request.status, 'APPROVED', request.id);
    request.status = 'APPROVED';
    request.refundId = refund.id;
    request.amount = amount;
    request.currency = refund.currency;
    request.decidedBy = decidedBy;
    request.decidedAt = now;
    request.updatedAt = now;
    await noteRefundRequest(ctx, em, this.#parts.states, { order, request });
  }
}
