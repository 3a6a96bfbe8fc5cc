import type { AuditLog } from '../audit/audit-log.ts';
import { invalid } from '../orders/checkout.input.ts';
import { IdempotencyConflict, PaymentProviderUnavailable, RefundTooLarge } from '../orders/checkout.types.ts';
import { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { orderMessages as messages } from '../orders/order.messages.ts';
import { isId } from '../platform/database/id.ts';
import { findIdempotencyKey, saveIdempotencyKey } from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type FieldError, type InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { isChargeable } from '../platform/money/currency.ts';
import { formatMoney, type Money, money } from '../platform/money/money.ts';
import { actorName, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import type { Payment } from './payment.entity.ts';
import { lockSucceeded } from './payment.lock.ts';
import { GatewayUnavailable } from './payment-gateway.ts';
import { Refund } from './refund.entity.ts';
import { refundDetails } from './refund.messages.ts';
import type { RefundRequests } from './refund-requests.ts';
import type { RefundSender, Sent } from './refund-sender.ts';

interface Parts {
  requests: RefundRequests;
  sender: RefundSender;
  audit: AuditLog;
}

export interface RefundRequest {
  number: string;
  /** Null refunds what is left. */
  amount: Money | null;
  /** One of the order's payments; null means the one that pays it. */
  paymentId: string | null;
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
   * Refunds a paid order in full or in part. What is promised counts as gone, so two refunds at once cannot exceed
   * what arrived. Idempotent by the caller's key. Where Stripe does not answer the refund stays promised and is sent
   * by a job, and a repeat under the same key answers with how it stands. Locks order, then payment.
   */
  async refund(ctx: RequestContext, actor: SignedInUser, request: RefundRequest): Promise<RefundOutcome> {
    const order = await ctx.em.fork().findOne(Order, { number: request.number.toUpperCase() });
    const problem = problemsOf(ctx, order, request);
    if (problem || !order) return problem ?? invalid([], ctx.locale);
    const promised = await inTransaction(ctx.em, (em) =>
      this.#promise({ ...ctx, em }, em, actor, order.id, request),
    );
    if (!(promised instanceof Refund)) return promised;
    try {
      const sent = await this.#parts.sender.send(ctx, promised);
      if (!sent.isTaken) return refusedByStripe(ctx, sent);
    } catch (error) {
      if (!(error instanceof GatewayUnavailable)) throw error;
      ctx.log.warn({ order: order.number, error: error.message }, 'refund_not_sent');
      const message = say(refundDetails.waits, ctx.locale);
      return userError(PaymentProviderUnavailable, { code: 'PAYMENT_PROVIDER_UNAVAILABLE', message });
    }
    return ctx.em.fork().findOneOrFail(Order, { id: order.id });
  }

  /**
   * Promises the share of eSIMs that will not be delivered, by the shop's own rules: their part of the total, at most
   * what is left. Once for each eSIM, however often it is asked for. In the transaction that gives them up, whose
   * caller holds the order's lock; a job sends it.
   * @returns null when nothing is left to give back
   */
  async refundUndelivered(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    esimIds: readonly string[],
    reason: string,
  ): Promise<Refund | null> {
    const payment = await lockSucceeded(em, order.id);
    if (!payment) return null;
    const share = Math.floor((order.total * esimIds.length) / order.quantity);
    const amount = Math.min(share, await this.#parts.requests.left(em, payment));
    if (amount === 0) return null;
    const cause = `undelivered:${[...esimIds].sort().join(',')}`;
    return this.#parts.requests.request(ctx, em, { order, payment, amount, reason, origin: 'SHOP', cause });
  }

  async #promise(
    ctx: RequestContext,
    em: EntityManager,
    actor: SignedInUser,
    orderId: string,
    request: RefundRequest,
  ): Promise<Refund | RefundTooLarge | IdempotencyConflict | InvalidInput> {
    const order = await lockOrder(em, orderId);
    const { idempotencyKey, paymentId, ...rest } = request;
    // Left out where it is not given, as in keys that were saved before a payment could be named.
    const input = paymentId === null ? rest : { ...rest, paymentId };
    const key = { actor: actorName(actor), mutation: 'refundOrder', key: idempotencyKey, input };
    const known = await findIdempotencyKey(em, key);
    if (known.kind === 'conflict') {
      return userError(IdempotencyConflict, {
        code: 'IDEMPOTENCY_CONFLICT',
        message: say(messages.IDEMPOTENCY_CONFLICT, ctx.locale),
      });
    }
    if (known.kind === 'repeat') return em.findOneOrFail(Refund, { id: known.resultId });
    const payment = await lockSucceeded(em, orderId, paymentId);
    if (payment && request.amount && request.amount.currency !== payment.receivedCurrency)
      return otherCurrency(ctx, payment);
    const left = payment ? await this.#parts.requests.left(em, payment) : 0;
    const amount = request.amount?.amount ?? left;
    if (!payment || amount > left || left === 0) return tooLarge(ctx, left, payment, order);
    const refund = await this.#parts.requests.request(ctx, em, {
      order,
      payment,
      amount,
      reason: request.reason.trim(),
      origin: 'DESK',
    });
    await saveIdempotencyKey(em, key, refund.id, ctx.clock.now());
    await this.#parts.audit.record(ctx, em, {
      action: 'refundOrder',
      subject: { type: 'order', id: order.id, label: order.number },
      reason: request.reason.trim(),
      after: { refund: refund.id, amount, currency: refund.currency },
    });
    return refund;
  }
}

function tooLarge(ctx: RequestContext, left: number, payment: Payment | null, order: Order): RefundTooLarge {
  const refundable = money(left, payment?.receivedCurrency ?? order.currency);
  return userError(RefundTooLarge, {
    code: 'REFUND_TOO_LARGE',
    message: say(messages.REFUND_TOO_LARGE, ctx.locale, { refundable: formatMoney(refundable, ctx.locale) }),
    refundable,
  });
}

function otherCurrency(ctx: RequestContext, { receivedCurrency }: Payment): InvalidInput {
  const message = say(messages.UNKNOWN_CURRENCY, ctx.locale, { currencies: receivedCurrency ?? '' });
  return invalid([{ path: 'amount.currency', code: 'UNKNOWN_CURRENCY', message }], ctx.locale);
}

/** A repeat of a refused refund is refused as well; another one needs a key of its own. */
function refusedByStripe(ctx: RequestContext, { code }: Extract<Sent, { isTaken: false }>): InvalidInput {
  const known = code === 'charge_disputed' ? 'REFUND_DISPUTED' : 'REFUND_REFUSED';
  return invalid([{ path: 'number', code: known, message: say(messages[known], ctx.locale) }], ctx.locale);
}

function problemsOf(ctx: RequestContext, order: Order | null, request: RefundRequest): InvalidInput | null {
  const { amount, reason, idempotencyKey, paymentId } = request;
  const errors: FieldError[] = [];
  const refuse = (path: string, code: keyof typeof messages) =>
    errors.push({
      path,
      code,
      message: say(messages[code], ctx.locale, { currencies: order?.currency ?? '' }),
    });
  if (!order) refuse('number', 'ORDER_NOT_FOUND');
  if (reason.trim().length < 3 || reason.length > 500) refuse('reason', 'REASON_REQUIRED');
  if (idempotencyKey.length < 1 || idempotencyKey.length > 255)
    refuse('idempotencyKey', 'IDEMPOTENCY_KEY_LENGTH');
  if (amount && !(amount.amount > 0 && isChargeable(amount.amount, amount.currency)))
    refuse('amount.amount', 'AMOUNT_OUT_OF_RANGE');
  if (paymentId && !isId(paymentId)) refuse('paymentId', 'PAYMENT_NOT_FOUND');
  return errors.length > 0 ? invalid(errors, ctx.locale) : null;
}
