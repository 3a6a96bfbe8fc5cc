import type { AlertService } from '../alerts/alert.service.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import { Esim } from '../esims/esim.entity.ts';
import { invalid } from '../orders/checkout.input.ts';
import { IdempotencyConflict, PaymentProviderUnavailable, RefundTooLarge } from '../orders/checkout.types.ts';
import { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { orderMessages as messages } from '../orders/order.messages.ts';
import { orderPage } from '../orders/order-page.ts';
import { isId } from '../platform/database/id.ts';
import { findIdempotencyKey, lockKey, saveIdempotencyKey } from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { type FieldError, type InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say, sayInEach } from '../platform/i18n/say.ts';
import { isChargeable, toChargeable } from '../platform/money/currency.ts';
import { formatMoney, type Money, money, moneyInRecords } from '../platform/money/money.ts';
import { actorName, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import type { Payment } from './payment.entity.ts';
import { lockSucceeded } from './payment.lock.ts';
import { paymentAlert as texts } from './payment-alert.messages.ts';
import { GatewayUnavailable } from './payment-gateway.ts';
import { Refund } from './refund.entity.ts';
import { refundDetails } from './refund.messages.ts';
import type { RefundRequests } from './refund-requests.ts';
import type { RefundSender, Sent } from './refund-sender.ts';

interface Parts {
  requests: RefundRequests;
  sender: RefundSender;
  audit: AuditLog;
  alerts: AlertService;
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
   * Promises the share of eSIMs that will not be delivered, by the shop's own rules: their part of what arrived, as far
   * as the rest still pays for the eSIMs that are delivered. What was given back before for another cause may leave
   * less than the share; then finance is asked, because only a person knows what it was given for. Once for each eSIM, however often it is asked for. In the transaction that gives them up, whose
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
    const left = await this.#parts.requests.left(em, payment);
    const before = await em.count(Esim, {
      orderId: order.id,
      settledAt: { $ne: null },
      id: { $nin: [...esimIds] },
    });
    const { amount, missing } = shareOf(payment, order, { before, now: esimIds.length }, left);
    if (missing > 0) await this.#askFinance(ctx, em, order, missing, payment);
    if (amount === 0) return null;
    const cause = `undelivered:${[...esimIds].sort().join(',')}`;
    return this.#parts.requests.request(ctx, em, { order, payment, amount, reason, origin: 'SHOP', cause });
  }

  async #askFinance(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    missing: number,
    { receivedCurrency, currency }: Payment,
  ): Promise<void> {
    const gone = moneyInRecords(money(missing, receivedCurrency ?? currency));
    await this.#parts.alerts.raise(ctx, em, {
      kind: 'UNDELIVERED_SHARE',
      key: `undelivered-share:${order.id}`,
      subject: sayInEach(texts.shareLeft, { number: order.number }),
      lines: [sayInEach(texts.shareLeftWhy, { amount: gone }), texts.shareLeftTodo],
      path: orderPage(order),
    });
  }

  async #promise(
    ctx: RequestContext,
    em: EntityManager,
    actor: SignedInUser,
    orderId: string,
    request: RefundRequest,
  ): Promise<Refund | RefundTooLarge | IdempotencyConflict | InvalidInput> {
    const { idempotencyKey, ...rest } = request;
    const input = { ...rest, number: rest.number.toUpperCase() };
    const key = { actor: actorName(actor), mutation: 'refundOrder', key: idempotencyKey, input };
    await lockKey(em, key);
    const order = await lockOrder(em, orderId);
    const known = await findIdempotencyKey(em, key);
    if (known.kind === 'conflict') {
      return userError(IdempotencyConflict, {
        code: 'IDEMPOTENCY_CONFLICT',
        message: say(messages.IDEMPOTENCY_CONFLICT, ctx.locale),
      });
    }
    if (known.kind === 'repeat') return em.findOneOrFail(Refund, { id: known.resultId });
    const payment = await lockSucceeded(em, orderId, request.paymentId);
    if (payment && request.amount && request.amount.currency !== payment.receivedCurrency)
      return otherCurrency(ctx, payment);
    const left = payment ? await this.#parts.requests.left(em, payment) : 0;
    const amount = request.amount?.amount ?? Math.max(left, 1);
    if (amount > left && order.paymentStatus === 'DISPUTED') return refused(ctx, 'REFUND_DISPUTED');
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

/**
 * What of a payment goes back for the eSIMs given up now, and what of their share does not because it is gone already.
 * Those given up before have had theirs: they are no part of the rest, and all shares together are the whole payment.
 */
function shareOf(
  { received, receivedCurrency, currency }: Payment,
  { quantity }: Order,
  givenUp: { before: number; now: number },
  left: number,
): { amount: number; missing: number } {
  const arrived = received ?? 0;
  const whole = (amount: number) => toChargeable(amount, receivedCurrency ?? currency);
  const all = givenUp.before + givenUp.now;
  const share = whole((arrived * all) / quantity) - whole((arrived * givenUp.before) / quantity);
  const ofTheRest = Math.ceil((arrived * (quantity - all)) / quantity);
  const amount = whole(Math.max(0, Math.min(share, left - ofTheRest)));
  return { amount, missing: share - amount };
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
const refusedByStripe = (ctx: RequestContext, { code }: Extract<Sent, { isTaken: false }>): InvalidInput =>
  refused(ctx, code === 'charge_disputed' ? 'REFUND_DISPUTED' : 'REFUND_REFUSED');

const refused = (ctx: RequestContext, code: 'REFUND_DISPUTED' | 'REFUND_REFUSED'): InvalidInput =>
  invalid([{ path: 'number', code, message: say(messages[code], ctx.locale) }], ctx.locale);

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
