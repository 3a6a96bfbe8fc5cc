import { sql } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import { invalid } from '../orders/checkout.input.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { formatMoney, money, moneyInRecords } from '../platform/money/money.ts';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import type { MarkSupplierRefundInput } from './delivery-desk.type.ts';
import { type DeskOutcome, type DeskResult, deskWrite, fieldError, notPossible } from './desk-write.ts';
import type { LockedEsim } from './esim.lock.ts';

interface Parts {
  orders: OrderStates;
  ledger: LedgerService;
  audit: AuditLog;
}

/** What suppliers give back for eSIMs that were no good: facts of their own, whatever our buyers got back. */
export class SupplierRefundService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Writes down and books what a supplier gave back: at most what the eSIM cost, in that currency. Audited, and in
   * the order's history, so that open pages read its books again.
   */
  async mark(ctx: RequestContext, input: MarkSupplierRefundInput): Promise<DeskOutcome> {
    const request = { ...input, amount: { ...input.amount } };
    return deskWrite(ctx, this.#parts.audit, 'markSupplierRefund', request, (inside, em, of) =>
      this.#mark(inside, em, of, input),
    );
  }

  async #mark(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    { amount, reason }: MarkSupplierRefundInput,
  ): Promise<DeskResult> {
    const cost = await this.#parts.ledger.costLeft(em, esim.id);
    if (!cost) return notPossible(ctx, 'NO_SUPPLIER_COST');
    const left = formatMoney(money(cost.amount, cost.currency), ctx.locale);
    if (amount.currency !== cost.currency || amount.amount <= 0 || amount.amount > cost.amount)
      return invalid([fieldError(ctx, 'amount', 'REFUND_EXCEEDS_COST', { left })], ctx.locale);
    const id = newId();
    const { supplier } = cost;
    await sql`
      insert into supplier_refunds (id, esim_id, supplier, amount, currency, reason, actor, at)
      values (${id}, ${esim.id}, ${supplier ?? 'STOCK'}, ${amount.amount}, ${amount.currency}, ${reason.trim()},
        ${actorName(ctx.actor)}, ${ctx.clock.now()})`.execute(em.getKysely());
    const facts = { orderId: order.id, esimId: esim.id, supplier, key: id, ...amount };
    await this.#parts.ledger.supplierRefund(ctx, em, facts);
    await this.#parts.orders.record(ctx, em, order, {
      type: 'supplier-refund',
      subject: 'esim',
      subjectId: esim.id,
      reason: recorded(reasons.amountFor, { amount: moneyInRecords(amount), reason: reason.trim() }),
    });
    return { after: { amount: amount.amount, currency: amount.currency, supplier } };
  }
}
