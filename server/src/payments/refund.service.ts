import { LockMode } from '@mikro-orm/core';
import { invalid } from '../orders/checkout.input.ts';
import { IdempotencyConflict, PaymentProviderUnavailable, RefundTooLarge } from '../orders/checkout.types.ts';
import type { Order } from '../orders/order.entity.ts';
import { Order as OrderEntity } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { orderMessages as messages } from '../orders/order.messages.ts';
import { newId } from '../platform/database/id.ts';
import { findIdempotencyKey, saveIdempotencyKey } from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import type { FieldError, InvalidInput } from '../platform/graphql/user-error.ts';
import { userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { formatMoney, type Money, money } from '../platform/money/money.ts';
import { actorName, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import { Payment } from './payment.entity.ts';
import type { PaymentService } from './payment.service.ts';
import {
  type GatewayRefund,
  GatewayRefused,
  GatewayUnavailable,
  type PaymentGateway,
} from './payment-gateway.ts';
import { Refund } from './refund.entity.ts';

interface Parts {
  gateway: PaymentGateway;
  payments: PaymentService;
}

export interface RefundRequest {
  number: string;
  /** Null refunds what is left. */
  amount: Money | null;
  reason: string;
  idempotencyKey: string;
}

type RefundOutcome = Order | RefundTooLarge | IdempotencyConflict | PaymentProviderUnavailable | InvalidInput;

/** Giving money back to the card it came from. */
export class RefundService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Refunds a paid order in full or in part. What is promised (pending refunds) counts as gone, so two
   * refunds at once cannot exceed what was paid. Idempotent by the caller's key; where Stripe does not
   * answer, a repeat under the same key goes on with the same refund. Locks order, then payment.
   */
  async refund(ctx: RequestContext, actor: SignedInUser, request: RefundRequest): Promise<RefundOutcome> {
    const order = await ctx.em.fork().findOne(OrderEntity, { number: request.number.toUpperCase() });
    const problem = problemsOf(ctx, order, request);
    if (problem || !order) return problem ?? invalid([], ctx.locale);
    const promised = await inTransaction(ctx.em, (em) => this.#promise(ctx, em, actor, order.id, request));
    if (!(promised instanceof Refund)) return promised;
    return this.#send(ctx, order, promised);
  }

  async #promise(
    ctx: RequestContext,
    em: EntityManager,
    actor: SignedInUser,
    orderId: string,
    request: RefundRequest,
  ): Promise<Refund | RefundTooLarge | IdempotencyConflict> {
    const order = await lockOrder(em, orderId);
    const { idempotencyKey, ...input } = request;
    const key = { actor: actorName(actor), mutation: 'refundOrder', key: idempotencyKey, input };
    const known = await findIdempotencyKey(em, key);
    if (known.kind === 'conflict') {
      return userError(IdempotencyConflict, {
        code: 'IDEMPOTENCY_CONFLICT',
        message: say(messages.IDEMPOTENCY_CONFLICT, ctx.locale),
      });
    }
    if (known.kind === 'repeat') return em.findOneOrFail(Refund, { id: known.resultId });
    const payment = await em.findOne(
      Payment,
      { orderId, status: 'SUCCEEDED' },
      { lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const pending = payment ? await em.find(Refund, { paymentId: payment.id, status: 'PENDING' }) : [];
    // For a moment a refund may stand in both sums; what is left then looks smaller than it is, never larger.
    const promised = pending.reduce((sum, refund) => sum + refund.amount, 0);
    const left = payment ? Math.max(0, payment.amount - payment.refunded - promised) : 0;
    const amount = request.amount?.amount ?? left;
    if (!payment || amount > left || left === 0) {
      const refundable = money(left, order.currency);
      return userError(RefundTooLarge, {
        code: 'REFUND_TOO_LARGE',
        message: say(messages.REFUND_TOO_LARGE, ctx.locale, {
          refundable: formatMoney(refundable, ctx.locale),
        }),
        refundable,
      });
    }
    const now = ctx.clock.now();
    const refund = em.create(Refund, {
      id: newId(),
      paymentId: payment.id,
      stripeRefundId: null,
      amount,
      currency: payment.currency,
      reason: request.reason.trim(),
      status: 'PENDING',
      requestedBy: actorName(actor),
      createdAt: now,
      updatedAt: now,
    });
    await saveIdempotencyKey(em, key, refund.id, now);
    return refund;
  }

  async #send(
    ctx: RequestContext,
    order: Order,
    refund: Refund,
  ): Promise<Order | PaymentProviderUnavailable> {
    const payment = await ctx.em.fork().findOneOrFail(Payment, { id: refund.paymentId });
    const paymentIntentId = payment.paymentIntentId ?? '';
    try {
      const sent = refund.status === 'PENDING' ? await this.#askStripe(refund, paymentIntentId) : null;
      await this.#parts.payments.apply(ctx, await this.#parts.gateway.retrieveIntent(paymentIntentId));
      // Only now: a refund counts as gone while it is pending, and from here on in the payment's own sum.
      if (sent) await this.#note(ctx, refund, sent.status, sent.id);
    } catch (error) {
      if (error instanceof GatewayRefused) await this.#note(ctx, refund, 'FAILED', null);
      else if (!(error instanceof GatewayUnavailable)) throw error;
      ctx.log.warn({ order: order.number, error: error.message }, 'refund_not_sent');
      const message = say(messages.PAYMENT_PROVIDER_UNAVAILABLE, ctx.locale, { number: order.number });
      return userError(PaymentProviderUnavailable, { code: 'PAYMENT_PROVIDER_UNAVAILABLE', message });
    }
    return ctx.em.fork().findOneOrFail(OrderEntity, { id: order.id });
  }

  #askStripe(refund: Refund, paymentIntentId: string): Promise<GatewayRefund> {
    return this.#parts.gateway.refund({
      paymentIntentId,
      amount: money(refund.amount, refund.currency),
      idempotencyKey: `refund:${refund.id}`,
    });
  }

  async #note(
    ctx: RequestContext,
    refund: Refund,
    status: Refund['status'],
    stripeRefundId: string | null,
  ): Promise<void> {
    const change = { status, updatedAt: ctx.clock.now(), ...(stripeRefundId ? { stripeRefundId } : {}) };
    await ctx.em.fork().nativeUpdate(Refund, { id: refund.id }, change);
  }
}

function problemsOf(ctx: RequestContext, order: Order | null, request: RefundRequest): InvalidInput | null {
  const errors: FieldError[] = [];
  const refuse = (path: string, code: keyof typeof messages) =>
    errors.push({
      path,
      code,
      message: say(messages[code], ctx.locale, { currencies: order?.currency ?? '' }),
    });
  if (!order) refuse('number', 'ORDER_NOT_FOUND');
  if (request.reason.trim().length < 3 || request.reason.length > 500) refuse('reason', 'REASON_REQUIRED');
  if (request.idempotencyKey.length < 1 || request.idempotencyKey.length > 255)
    refuse('idempotencyKey', 'IDEMPOTENCY_KEY_LENGTH');
  if (request.amount && request.amount.amount <= 0) refuse('amount.amount', 'AMOUNT_OUT_OF_RANGE');
  if (request.amount && order && request.amount.currency !== order.currency)
    refuse('amount.currency', 'UNKNOWN_CURRENCY');
  return errors.length > 0 ? invalid(errors, ctx.locale) : null;
}
