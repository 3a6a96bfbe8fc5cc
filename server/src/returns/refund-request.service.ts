import type { Esim } from '../esims/esim.entity.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { invalid } from '../orders/checkout.input.ts';
import { IdempotencyConflict } from '../orders/checkout.types.ts';
import { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { orderMessages } from '../orders/order.messages.ts';
import { recipientOf } from '../orders/order.query.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { newId } from '../platform/database/id.ts';
import { findIdempotencyKey, lockKey, saveIdempotencyKey } from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import {
  type FieldError,
  type InvalidInput,
  RateLimited,
  userError,
} from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { actorName, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import { whyEsimIsNotAskable, whyOrderIsNotRefundable } from './refund-eligibility.ts';
import type { LockedPurchase, RefundGiving } from './refund-giving.ts';
import { noteRefundRequest } from './refund-history.ts';
import { type RefundRefusal, refundPolicy } from './refund-policy.ts';
import { RefundRequest } from './refund-request.entity.ts';
import { RefundNotPossible, RefundRequested } from './refund-request.type.ts';
import { returnsMessages as messages } from './returns.messages.ts';

interface Parts {
  giving: RefundGiving;
  states: OrderStates;
  mails: MailService;
  limits: Limits;
}

export interface RefundWish {
  orderNumber: string;
  /** Null asks for every eSIM of the order that may be asked for. */
  esimIds: string[] | null;
  reason: string;
  idempotencyKey: string;
}

type Outcome = RefundRequested | RefundNotPossible | IdempotencyConflict | InvalidInput | RateLimited;

/** What stands as the one who decided where the policy alone did. */
export const decidedByPolicy = 'system:refund-policy';

/** Buyers who want their money back for what they did not use. */
export class RefundRequestService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Asks for the price of unused eSIMs of one's own order. Where no code of theirs has left the shop nobody can have
   * used one, and the money is promised at once; else a person decides. Idempotent by the caller's key; a refusal
   * changes nothing and does not use the key up. Locks order, payment, eSIMs.
   */
  async request(ctx: RequestContext, actor: SignedInUser, wish: RefundWish): Promise<Outcome> {
    const problems = problemsOf(ctx, wish);
    if (problems.length > 0) return invalid(problems, ctx.locale);
    const limited = await this.#limited(ctx);
    if (limited) return limited;
    const number = wish.orderNumber.toUpperCase();
    const found = await ctx.em.fork().findOne(Order, { number, userId: actor.userId });
    if (!found) return refused(ctx, 'ORDER_NOT_FOUND');
    return inTransaction(ctx.em, (em) => this.#once({ ...ctx, em }, em, actor, found.id, wish));
  }

  async #once(
    ctx: RequestContext,
    em: EntityManager,
    actor: SignedInUser,
    orderId: string,
    { idempotencyKey, ...input }: RefundWish,
  ): Promise<Outcome> {
    const key = { actor: actorName(actor), mutation: 'requestRefund', key: idempotencyKey, input };
    await lockKey(em, key);
    const order = await lockOrder(em, orderId);
    const known = await findIdempotencyKey(em, key);
    if (known.kind === 'conflict') return conflict(ctx);
    if (known.kind === 'repeat')
      return requested(await em.findOneOrFail(RefundRequest, { id: known.resultId }));
    const purchase = await this.#parts.giving.lock(em, order);
    const chosen = await chooseEsims(ctx, em, purchase, input.esimIds);
    if (!Array.isArray(chosen)) return refused(ctx, chosen.refusal);
    const request = await this.#open(ctx, em, purchase, chosen, input.reason);
    if (!request) return refused(ctx, 'NOTHING_LEFT');
    await saveIdempotencyKey(em, key, request.id, ctx.clock.now());
    return requested(request);
  }

  async #open(
    ctx: RequestContext,
    em: EntityManager,
    purchase: LockedPurchase,
    chosen: Esim[],
    reason: string,
  ): Promise<RefundRequest | null> {
    const { order, payment } = purchase;
    const amount = this.#parts.giving.amountOf(purchase, chosen);
    if (!payment || amount === 0) return null;
    const now = ctx.clock.now();
    const request = em.create(RefundRequest, {
      id: newId(),
      orderId: order.id,
      esimIds: chosen.map(({ id }) => id),
      status: 'OPEN',
      reason: reason.trim(),
      amount,
      currency: payment.receivedCurrency ?? payment.currency,
      refundId: null,
      answer: null,
      decidedBy: null,
      decidedAt: null,
      createdAt: now,
      updatedAt: now,
    });
    await em.flush();
    await noteRefundRequest(ctx, em, this.#parts.states, { order, request });
    if (chosen.every(({ codeOutAt }) => codeOutAt === null))
      await this.#parts.giving.give(
        ctx,
        em,
        { ...purchase, payment },
        {
          request,
          chosen,
          decidedBy: decidedByPolicy,
        },
      );
    else await this.#tell(ctx, em, order, request);
    return request;
  }

  async #tell(ctx: RequestContext, em: EntityManager, order: Order, request: RefundRequest): Promise<void> {
    const { amount, currency } = request;
    await this.#parts.mails.queue(
      em,
      {
        kind: 'REFUND_ASKED',
        recipient: await recipientOf(em, order),
        locale: ctx.locale,
        dedupeKey: `refund-asked:${request.id}`,
        orderId: order.id,
        payload: { asked: { amount, currency }, answerHours: refundPolicy.answerHours },
      },
      ctx.clock.now(),
    );
  }

  async #limited(ctx: RequestContext): Promise<RateLimited | null> {
    const { retryAfterSeconds } = await this.#parts.limits.take(ctx, 'refundRequest');
    if (retryAfterSeconds === null) return null;
    const message = say(messages.TOO_MANY_REFUND_REQUESTS, ctx.locale, { seconds: retryAfterSeconds });
    return userError(RateLimited, { code: 'TOO_MANY_REFUND_REQUESTS', message, retryAfterSeconds });
  }
}

/** The eSIMs that are asked for, or why one of them cannot be. */
async function chooseEsims(
  ctx: RequestContext,
  em: EntityManager,
  { order, esims }: LockedPurchase,
  ids: readonly string[] | null,
): Promise<Esim[] | { refusal: RefundRefusal }> {
  const refusal = whyOrderIsNotRefundable(order);
  if (refusal) return { refusal };
  const before = await em.find(RefundRequest, { orderId: order.id });
  const why = (esim: Esim) => whyEsimIsNotAskable(esim, before, ctx.clock.now());
  if (ids === null) {
    const askable = esims.filter((esim) => why(esim) === null);
    const [first] = esims;
    if (askable.length > 0 || !first) return askable;
    return { refusal: why(first) ?? 'ESIM_NOT_FOUND' };
  }
  const wanted = new Set(ids);
  const chosen = esims.filter(({ id }) => wanted.has(id));
  if (chosen.length === 0 || chosen.length < wanted.size) return { refusal: 'ESIM_NOT_FOUND' };
  const [refused] = chosen.flatMap((esim) => why(esim) ?? []);
  return refused ? { refusal: refused } : chosen;
}

/** Why it cannot be, in the reader's language. */
export const refused = (ctx: RequestContext, code: RefundRefusal): RefundNotPossible =>
  userError(RefundNotPossible, {
    code,
    message: say(messages[code], ctx.locale, { days: refundPolicy.days }),
  });

const requested = (request: RefundRequest): RefundRequested =>
  Object.assign(new RefundRequested(), { request, isAtOnce: request.decidedBy === decidedByPolicy });

const conflict = (ctx: RequestContext): IdempotencyConflict =>
  userError(IdempotencyConflict, {
    code: 'IDEMPOTENCY_CONFLICT',
    message: say(messages.IDEMPOTENCY_CONFLICT, ctx.locale),
  });

export const isReason = (text: string): boolean => text.trim().length >= 3 && text.length <= 500;

export const reasonError = (ctx: RequestContext): FieldError => ({
  path: 'reason',
  code: 'REASON_REQUIRED',
  message: say(orderMessages.REASON_REQUIRED, ctx.locale),
});

function problemsOf(ctx: RequestContext, { reason, idempotencyKey }: RefundWish): FieldError[] {
  const errors: FieldError[] = [];
  if (!isReason(reason)) errors.push(reasonError(ctx));
  if (idempotencyKey.length < 1 || idempotencyKey.length > 255) {
    const message = say(orderMessages.IDEMPOTENCY_KEY_LENGTH, ctx.locale);
    errors.push({ path: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_LENGTH', message });
  }
  return errors;
}
