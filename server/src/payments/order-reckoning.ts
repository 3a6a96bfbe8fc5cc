import type { DeliveryService } from '../esims/delivery.service.ts';
import type { Order, OrderPaymentStatus } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { settleRefundRequests } from '../returns/refund-history.ts';
import { Dispute } from './dispute.entity.ts';
import { paymentStatusOf } from './order-payment.ts';
import { Payment } from './payment.entity.ts';
import type { RefundRequests } from './refund-requests.ts';

interface Parts {
  states: OrderStates;
  delivery: DeliveryService;
  requests: RefundRequests;
}

interface Turn {
  from: OrderPaymentStatus;
  to: OrderPaymentStatus;
  /** What arrived has not been accepted as the order's price. */
  isHeld: boolean;
  /** All of it went back by refunds, none of it by a lost dispute. */
  isRefunded: boolean;
}

/** Derives an order's payment status from its payments and disputes, and does to its eSIMs what follows. */
export class OrderReckoning {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Call it after any change of an order's payments, refunds or disputes, in the same transaction. Idempotent. The
   * caller holds the order's lock and has its changes in `em`.
   */
  async reckon(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    await this.#parts.requests.note(ctx, em, order);
    const payments = await em.find(Payment, { orderId: order.id });
    const paymentIds = payments.filter(({ status }) => status === 'SUCCEEDED').map(({ id }) => id);
    const disputes = paymentIds.length > 0 ? await em.find(Dispute, { paymentId: { $in: paymentIds } }) : [];
    const from = order.paymentStatus;
    const to = paymentStatusOf(payments, disputes);
    if (from === to) return;
    // Money that came and was taken back before we heard of either was nonetheless paid.
    if (isUnpaid(from) && !isUnpaid(to)) await this.#move(ctx, em, order, 'PAID');
    await this.#move(ctx, em, order, to);
    // What nobody has accepted as the order's price delivers nothing, whatever a bank decides.
    const isHeld = payments.some((each) => each.purpose === 'ORDER' && each.isHeld);
    const isRefunded = payments.some(
      ({ purpose, refunded, received }) => purpose === 'ORDER' && refunded > 0 && refunded >= (received ?? 0),
    );
    await this.#follow(ctx, em, order, { from, to, isHeld, isRefunded });
  }

  async #move(ctx: RequestContext, em: EntityManager, order: Order, to: OrderPaymentStatus): Promise<void> {
    await this.#parts.states.move(ctx, em, order, 'paymentStatus', to);
  }

  async #follow(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    { from, to, isHeld, isRefunded }: Turn,
  ): Promise<void> {
    const { states, delivery } = this.#parts;
    if (to === 'DISPUTED') {
      const reason = recorded(reasons.bankTookMoney);
      await states.hold(ctx, em, order, 'DISPUTED', reason);
      await delivery.pause(ctx, em, order, reason);
      return;
    }
    if (from === 'DISPUTED') {
      const reason = recorded(reasons.disputesEnded);
      await states.release(ctx, em, order, 'DISPUTED', reason);
      if (to !== 'REFUNDED' && !isHeld) await delivery.resume(ctx, em, order, reason);
    }
    if (to !== 'REFUNDED') return;
    const reason = recorded(reasons.allWentBack);
    await states.release(ctx, em, order, 'AMOUNT_MISMATCH', reason);
    await settleRefundRequests(ctx, em, states, order);
    await delivery.retire(ctx, em, order, { reason, isRefunded });
  }
}

const isUnpaid = (status: OrderPaymentStatus): boolean => status === 'UNPAID' || status === 'PROCESSING';
