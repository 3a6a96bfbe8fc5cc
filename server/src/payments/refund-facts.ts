import type { AlertService } from '../alerts/alert.service.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { Order } from '../orders/order.entity.ts';
import { recipientOf } from '../orders/order.query.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { orderPage } from '../orders/order-page.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { moneyInRecords } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import type { Payment } from './payment.entity.ts';
import { paymentAlert as texts } from './payment-alert.messages.ts';
import type { GatewayRefund } from './payment-gateway.ts';
import { Refund } from './refund.entity.ts';
import { type RefundStatus, refundStates } from './refund.states.ts';

interface Parts {
  states: OrderStates;
  ledger: LedgerService;
  mails: MailService;
  alerts: AlertService;
}

/** Brings our refunds to what Stripe has of them, whoever began them. */
export class RefundFacts {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Takes over what Stripe has of a payment's refunds: one of ours is known by Stripe's id or by ours in its
   * metadata, any other was begun in Stripe's dashboard and becomes a row. Each is booked, told to the buyer when it
   * is under way, and the payment's sum is what its rows add up to. The caller holds the locks of order and payment.
   * @returns whether anything changed
   */
  async take(
    ctx: RequestContext,
    em: EntityManager,
    { order, payment, facts }: { order: Order; payment: Payment; facts: readonly GatewayRefund[] },
  ): Promise<boolean> {
    const rows = await em.find(Refund, { paymentId: payment.id }, { refresh: true });
    let isChanged = false;
    for (const fact of facts) {
      const known = rows.find((row) => row.stripeRefundId === fact.id || isOurs(row, fact));
      const refund = known ?? this.#fromDashboard(ctx, em, payment, fact);
      if (!known) rows.push(refund);
      if (await this.#move(ctx, em, order, payment, refund, fact)) isChanged = true;
    }
    const sum = rows.filter(isUnderWay).reduce((total, { amount }) => total + amount, 0);
    if (sum !== payment.refunded) {
      payment.refunded = sum;
      payment.updatedAt = ctx.clock.now();
    }
    await em.flush();
    return isChanged;
  }

  #fromDashboard(ctx: RequestContext, em: EntityManager, payment: Payment, fact: GatewayRefund): Refund {
    return em.create(Refund, {
      id: newId(),
      paymentId: payment.id,
      stripeRefundId: null,
      amount: fact.amount.amount,
      currency: fact.amount.currency,
      reason: recorded(reasons.inDashboard),
      status: 'REQUESTED',
      requestedBy: 'stripe',
      origin: 'STRIPE',
      failureCode: null,
      cause: null,
      createdAt: fact.createdAt,
      updatedAt: ctx.clock.now(),
    });
  }

  async #move(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    payment: Payment,
    refund: Refund,
    fact: GatewayRefund,
  ): Promise<boolean> {
    refund.stripeRefundId = fact.id;
    // An older reading of a refund that has ended since is not taken.
    if (refund.status === fact.status || !refundStates.allows(refund.status, fact.status)) return false;
    const from = refund.status;
    refund.status = fact.status;
    refund.failureCode = fact.failureCode;
    refund.updatedAt = ctx.clock.now();
    await em.flush();
    await this.#parts.states.record(ctx, em, order, {
      type: 'refund',
      subject: 'refund',
      subjectId: refund.id,
      from,
      to: refund.status,
      reason: refund.failureCode
        ? recorded(reasons.amountFor, { amount: moneyInRecords(refund), reason: refund.failureCode })
        : moneyInRecords(refund),
    });
    await this.#book(ctx, em, payment, refund, from);
    if (from === 'REQUESTED' && isUnderWay(refund)) await this.#tell(ctx, em, order, refund);
    if (refund.status === 'FAILED') await this.#alarm(ctx, em, order, refund);
    return true;
  }

  /** Money leaves when Stripe has the refund, and comes back when the bank sends it back. */
  async #book(
    ctx: RequestContext,
    em: EntityManager,
    payment: Payment,
    refund: Refund,
    from: RefundStatus,
  ): Promise<void> {
    const { ledger } = this.#parts;
    const entry = {
      stripeRefundId: refund.stripeRefundId ?? refund.id,
      orderId: payment.orderId,
      paymentId: payment.id,
      amount: refund.amount,
      currency: refund.currency,
      fromSuspense: payment.isHeld,
    };
    if (from === 'REQUESTED') await ledger.refundSent(ctx, em, entry);
    if (refund.status === 'FAILED') await ledger.refundReturned(ctx, em, entry);
  }

  async #tell(ctx: RequestContext, em: EntityManager, order: Order, refund: Refund): Promise<void> {
    await this.#parts.mails.queue(
      em,
      {
        kind: 'ORDER_REFUNDED',
        recipient: await recipientOf(em, order),
        locale: order.locale,
        dedupeKey: `refunded:${refund.id}`,
        orderId: order.id,
        payload: { refunded: { amount: refund.amount, currency: refund.currency } },
      },
      ctx.clock.now(),
    );
  }

  async #alarm(ctx: RequestContext, em: EntityManager, order: Order, refund: Refund): Promise<void> {
    await this.#parts.states.hold(
      ctx,
      em,
      order,
      'REFUND_FAILED',
      refund.failureCode ?? recorded(reasons.refundFailed),
    );
    await this.#parts.alerts.raise(ctx, em, {
      kind: 'REFUND_FAILED',
      key: `refund-failed:${refund.id}`,
      subject: sayInEach(texts.refundFailed, { number: order.number }),
      lines: [
        sayInEach(texts.refundFailedWhy, {
          amount: moneyInRecords(refund),
          code: refund.failureCode ?? texts.noReason,
        }),
        texts.refundFailedTodo,
      ],
      path: orderPage(order),
    });
  }
}

/** One of ours that Stripe has under our id. What we gave up on and Stripe has all the same is a refund of its own. */
const isOurs = ({ id, stripeRefundId, status }: Refund, fact: GatewayRefund): boolean =>
  id === fact.refundId && stripeRefundId === null && status === 'REQUESTED';

const isUnderWay = ({ status }: Pick<Refund, 'status'>): boolean =>
  status === 'PENDING' || status === 'SUCCEEDED';
