import { findPlansBy } from '../catalog/plan.query.ts';
import { hasSupplier } from '../catalog/plan-suppliers.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { isCurrencyCode } from '../platform/money/currency.ts';
import { money, moneyInRecords } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';

interface Parts {
  states: OrderStates;
  stock: StockService;
}

/** What becomes of an order that was paid after it had been cancelled or had expired. */
export class LatePayment {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Opens the order again where the buyer would get today what they paid for: the plan is still sold at that
   * price, and enough is on the shelf (set aside again) or a supplier makes it. The caller holds the order's lock.
   * @returns null when it was opened again, else why it cannot be: the money then has to go back
   */
  async revive(ctx: RequestContext, em: EntityManager, order: Order): Promise<string | null> {
    const problem = await this.#problem({ ...ctx, em, loaders: new Map() }, em, order);
    if (problem !== null) {
      await this.#parts.stock.release(ctx, em, order.id, problem);
      return problem;
    }
    await this.#parts.states.move(ctx, em, order, 'status', 'OPEN', recorded(reasons.paidAfterClosed));
    return null;
  }

  async #problem(ctx: RequestContext, em: EntityManager, order: Order): Promise<string | null> {
    if (!isCurrencyCode(order.currency))
      return recorded(reasons.currencyNotSold, { currency: order.currency });
    const [plan] = await findPlansBy(ctx, 'id', [order.planId], order.currency);
    if (!plan?.isActive) return recorded(reasons.planNotSold);
    if (plan.amount !== order.unitPrice)
      return recorded(reasons.priceIsNow, { price: moneyInRecords(money(plan.amount, order.currency)) });
    const reserved = await this.#parts.stock.reserve(ctx, em, order.id, order.planId, order.quantity);
    if (reserved.length === order.quantity || (await hasSupplier(em, order.planId))) return null;
    return recorded(reasons.planSoldOut);
  }
}
