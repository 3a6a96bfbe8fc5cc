import { sql } from 'kysely';
import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { DeliveryService } from '../esims/delivery.service.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import { invalid } from '../orders/checkout.input.ts';
import { Order, type OrderHold } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { orderMessages as messages } from '../orders/order.messages.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { lockSucceeded } from './payment.lock.ts';
import { EventNotReplayable, HoldNotReleasable } from './payment-desk.type.ts';
import type { RefundRequests } from './refund-requests.ts';
import { StripeEvent } from './stripe-event.entity.ts';
import type { StripeEventService } from './stripe-event.service.ts';

interface Parts {
  states: OrderStates;
  delivery: DeliveryService;
  ledger: LedgerService;
  events: StripeEventService;
  requests: RefundRequests;
  audit: AuditLog;
  alerts: AlertService;
}

/** Holds that a person may end; the others end with their cause. */
const releasable: readonly string[] = ['AMOUNT_MISMATCH', 'REFUND_FAILED'] satisfies OrderHold[];

/** What staff decide about money beside refunds. Each is audited. */
export class PaymentDesk {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Ends a hold that a person has looked at. AMOUNT_MISMATCH: what arrived is taken for the order as it is, and the
   * order is delivered (to send it back, refund it instead). REFUND_FAILED: somebody has seen to it.
   * Idempotent: a hold that is gone already answers with the order. Locks order, then payment.
   */
  async releaseHold(
    ctx: RequestContext,
    { number, hold, reason }: { number: string; hold: string; reason: string },
  ): Promise<Order | HoldNotReleasable | InvalidInput> {
    if (!isReason(reason)) return unreasoned(ctx);
    const found = await ctx.em.fork().findOne(Order, { number: number.toUpperCase() });
    if (!found) return refuse(ctx, 'ORDER_NOT_FOUND');
    return inTransaction(ctx.em, async (em) => {
      const order = await lockOrder(em, found.id);
      if (!releasable.includes(hold)) return refuse(ctx, 'HOLD_NOT_RELEASABLE');
      const held = order.holds.find((each) => each === hold);
      if (!held) return order;
      if (held === 'AMOUNT_MISMATCH' && !(await this.#isAcceptable(em, order)))
        return refuse(ctx, 'PAYMENT_GOES_BACK');
      await this.#parts.states.release({ ...ctx, em }, em, order, held, reason.trim());
      if (held === 'AMOUNT_MISMATCH') await this.#accept({ ...ctx, em }, em, order);
      else await this.#settleRefundAlerts(ctx, em, order);
      await this.#parts.audit.record(ctx, em, {
        action: 'releaseHold',
        subject: { type: 'order', id: order.id, label: order.number },
        reason,
        before: { hold },
      });
      return order;
    });
  }

  /** Whether what arrived is still ours to accept: no bank has it, and not all of it goes back. */
  async #isAcceptable(em: EntityManager, order: Order): Promise<boolean> {
    const payment = await lockSucceeded(em, order.id);
    return (
      payment !== null &&
      order.paymentStatus !== 'DISPUTED' &&
      (await this.#parts.requests.left(em, payment)) > 0
    );
  }

  async #settleRefundAlerts(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    const { rows } = await sql<{ id: string }>`
      select r.id from refunds r join payments p on p.id = r.payment_id
      where p.order_id = ${order.id} and r.status = 'FAILED' order by r.id`.execute(em.getKysely());
    for (const { id } of rows) await this.#parts.alerts.settle(ctx, em, `refund-failed:${id}`);
  }

  /** What arrived counts as the order's price from now on. */
  async #accept(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    const payment = await lockSucceeded(em, order.id);
    if (!payment?.isHeld) return;
    payment.isHeld = false;
    await this.#parts.ledger.holdReleased(ctx, em, {
      orderId: order.id,
      paymentId: payment.id,
      amount: payment.received ?? 0,
      currency: payment.receivedCurrency ?? payment.currency,
    });
    await this.#parts.delivery.begin(ctx, em, order);
  }

  /** Has a stored event worked on again. Harmless however often: it asks Stripe for the present state. */
  async replayEvent(
    ctx: RequestContext,
    { id, reason }: { id: string; reason: string },
  ): Promise<StripeEvent | EventNotReplayable | InvalidInput> {
    if (!isReason(reason)) return unreasoned(ctx);
    return inTransaction(ctx.em, async (em) => {
      const event = await em.findOne(StripeEvent, { id });
      if (!event?.objectId) {
        const code = event ? 'EVENT_NOT_REPLAYABLE' : 'EVENT_NOT_FOUND';
        return userError(EventNotReplayable, { code, message: say(messages[code], ctx.locale) });
      }
      await this.#parts.events.wantProcessed(em, id);
      await this.#parts.audit.record(ctx, em, {
        action: 'replayStripeEvent',
        subject: { type: 'stripe-event', id, label: event.type },
        reason,
      });
      return em.findOneOrFail(StripeEvent, { id }, { refresh: true });
    });
  }
}

const isReason = (text: string): boolean => text.trim().length >= 3 && text.length <= 500;

const unreasoned = (ctx: RequestContext): InvalidInput =>
  invalid(
    [{ path: 'reason', code: 'REASON_REQUIRED', message: say(messages.REASON_REQUIRED, ctx.locale) }],
    ctx.locale,
  );

const refuse = (
  ctx: RequestContext,
  code: 'ORDER_NOT_FOUND' | 'HOLD_NOT_RELEASABLE' | 'PAYMENT_GOES_BACK',
): HoldNotReleasable => userError(HoldNotReleasable, { code, message: say(messages[code], ctx.locale) });
