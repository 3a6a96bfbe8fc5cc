import { LockMode } from '@mikro-orm/core';
import { invalid } from '../orders/checkout.input.ts';
import { IdempotencyConflict, PaymentProviderUnavailable, RefundTooLarge } from '../orders/checkout.types.ts';
import type { Order } from '../orders/order.entity.ts';
import { Order as OrderEntity } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { orderMessages as messages } from '../orders/order.messages.ts';
import { addHours, addMinutes } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import { findIdempotencyKey, saveIdempotencyKey } from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import type { FieldError, InvalidInput } from '../platform/graphql/user-error.ts';
import { userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { isChargeable } from '../platform/money/currency.ts';
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

/** A try of the buyer's or staff's own may still be under way before this. */
const resumeAfterMinutes = 2;
/** Stripe forgets idempotency keys after a day; asking again later could refund twice. */
const keyLifetimeHours = 23;

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
  ): Promise<Order | PaymentProviderUnavailable | InvalidInput> {
    if (refund.status === 'FAILED') return refusedByStripe(ctx);
    const payment = await ctx.em.fork().findOneOrFail(Payment, { id: refund.paymentId });
    const paymentIntentId = payment.paymentIntentId ?? '';
    try {
      const sent = refund.status === 'PENDING' ? await this.#askStripe(refund, paymentIntentId) : null;
      await this.#parts.payments.apply(ctx, await this.#parts.gateway.retrieveIntent(paymentIntentId));
      // Only now: a refund counts as gone while it is pending, and from here on in the payment's own sum.
      if (sent) await this.#note(ctx, refund, sent.status, sent.id);
      if (sent?.status === 'FAILED') return refusedByStripe(ctx);
    } catch (error) {
      if (error instanceof GatewayRefused) {
        ctx.log.warn({ order: order.number, code: error.code }, 'refund_refused');
        await this.#note(ctx, refund, 'FAILED', null);
        return refusedByStripe(ctx);
      }
      if (!(error instanceof GatewayUnavailable)) throw error;
      ctx.log.warn({ order: order.number, error: error.message }, 'refund_not_sent');
      const message = say(messages.PAYMENT_PROVIDER_UNAVAILABLE, ctx.locale, { number: order.number });
      return userError(PaymentProviderUnavailable, { code: 'PAYMENT_PROVIDER_UNAVAILABLE', message });
    }
    return ctx.em.fork().findOneOrFail(OrderEntity, { id: order.id });
  }

  /**
   * Goes on with refunds whose answer was lost, under their own keys, while Stripe still remembers those (a day).
   * @returns how many were asked for again
   */
  async resumePending(ctx: RequestContext): Promise<number> {
    const now = ctx.clock.now();
    const pending = await ctx.em.fork().find(
      Refund,
      {
        status: 'PENDING',
        updatedAt: { $lt: addMinutes(now, -resumeAfterMinutes) },
        createdAt: { $gt: addHours(now, -keyLifetimeHours) },
      },
      { orderBy: { id: 'asc' }, limit: 50 },
    );
    for (const refund of pending) {
      const { orderId } = await ctx.em.fork().findOneOrFail(Payment, { id: refund.paymentId });
      await this.#send(ctx, await ctx.em.fork().findOneOrFail(OrderEntity, { id: orderId }), refund);
    }
    return pending.length;
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

/** A repeat of a refused refund is refused as well; another one needs a key of its own. */
function refusedByStripe(ctx: RequestContext): InvalidInput {
  const message = say(messages.REFUND_REFUSED, ctx.locale);
  return invalid([{ path: 'number', code: 'REFUND_REFUSED', message }], ctx.locale);
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
  if (
    request.amount &&
    !(request.amount.amount > 0 && isChargeable(request.amount.amount, request.amount.currency))
  )
    refuse('amount.amount', 'AMOUNT_OUT_OF_RANGE');
  if (request.amount && order && request.amount.currency !== order.currency)
    refuse('amount.currency', 'UNKNOWN_CURRENCY');
  return errors.length > 0 ? invalid(errors, ctx.locale) : null;
}
