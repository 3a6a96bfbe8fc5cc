import type { AuditLog } from '../audit/audit-log.ts';
import type { MailService } from '../notifications/mail.service.ts';
import { invalid } from '../orders/checkout.input.ts';
import type { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { recipientOf } from '../orders/order.query.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { isId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import type { InvalidInput } from '../platform/graphql/user-error.ts';
import { actorName, type RequestContext, type SignedInUser } from '../platform/request-context.ts';
import { whyEsimIsNotUnused } from './refund-eligibility.ts';
import type { RefundGiving } from './refund-giving.ts';
import { noteRefundRequest, reasonInRecords } from './refund-history.ts';
import { type RefundRefusal, refundablePayments } from './refund-policy.ts';
import { RefundRequest } from './refund-request.entity.ts';
import { isReason, reasonError, refused } from './refund-request.service.ts';
import { refundRequestStates } from './refund-request.states.ts';
import type { RefundNotPossible } from './refund-request.type.ts';

interface Parts {
  giving: RefundGiving;
  states: OrderStates;
  mails: MailService;
  audit: AuditLog;
}

/** A request and its order, both held by the order's lock. */
interface Held {
  order: Order;
  request: RefundRequest;
}

/** A person's word on what buyers ask back. Each is audited; nobody decides about an order of their own. */
export class RefundDecisionService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Promises the money and takes the eSIMs back. Idempotent. Refused where the money is not here any more or an eSIM
   * was used meanwhile; then refundOrder can still give back what a person wants to. Locks order, payment, eSIMs.
   */
  async approve(
    ctx: RequestContext,
    actor: SignedInUser,
    id: string,
  ): Promise<RefundRequest | RefundNotPossible> {
    return this.#decide(ctx, actor, id, 'APPROVED', async (inside, em, { order, request }) => {
      if (!refundablePayments.includes(order.paymentStatus)) return 'ORDER_NOT_PAID';
      const purchase = await this.#parts.giving.lock(em, order);
      const { payment, esims } = purchase;
      const chosen = esims.filter((esim) => request.esimIds.includes(esim.id));
      const [used] = chosen.flatMap((esim) => whyEsimIsNotUnused(esim) ?? []);
      if (used) return used;
      if (!payment || this.#parts.giving.amountOf(purchase, chosen) === 0) return 'NOTHING_LEFT';
      const by = { request, chosen, decidedBy: actorName(actor) };
      await this.#parts.giving.give(inside, em, { ...purchase, payment }, by);
      return null;
    });
  }

  /** Says no, with a reason that the buyer is told. Idempotent. Locks the order. */
  async refuse(
    ctx: RequestContext,
    actor: SignedInUser,
    { id, reason }: { id: string; reason: string },
  ): Promise<RefundRequest | RefundNotPossible | InvalidInput> {
    if (!isReason(reason)) return invalid([reasonError(ctx)], ctx.locale);
    return this.#decide(ctx, actor, id, 'REFUSED', async (inside, em, { order, request }) => {
      const now = ctx.clock.now();
      refundRequestStates.check(request.status, 'REFUSED', request.id);
      request.status = 'REFUSED';
      request.answer = reason.trim();
      request.decidedBy = actorName(actor);
      request.decidedAt = now;
      request.updatedAt = now;
      await noteRefundRequest(inside, em, this.#parts.states, { order, request });
      await this.#tell(inside, em, order, request);
      return null;
    });
  }

  /** @param work refuses before it changes anything */
  async #decide(
    ctx: RequestContext,
    actor: SignedInUser,
    id: string,
    to: 'APPROVED' | 'REFUSED',
    work: (ctx: RequestContext, em: EntityManager, held: Held) => Promise<RefundRefusal | null>,
  ): Promise<RefundRequest | RefundNotPossible> {
    const found = isId(id) ? await ctx.em.fork().findOne(RefundRequest, { id }) : null;
    if (!found) return refused(ctx, 'REQUEST_NOT_FOUND');
    return inTransaction(ctx.em, async (em) => {
      const order = await lockOrder(em, found.orderId);
      const request = await em.findOneOrFail(RefundRequest, { id }, { refresh: true });
      if (request.status === to) return request;
      if (request.status !== 'OPEN') return refused(ctx, 'ALREADY_ANSWERED');
      if (order.userId === actor.userId) return refused(ctx, 'OWN_REQUEST');
      const refusal = await work({ ...ctx, em }, em, { order, request });
      if (refusal) return refused(ctx, refusal);
      const { amount, currency } = request;
      await this.#parts.audit.record(ctx, em, {
        action: to === 'APPROVED' ? 'approveRefundRequest' : 'refuseRefundRequest',
        subject: { type: 'order', id: order.id, label: order.number },
        reason: reasonInRecords(request),
        before: { status: 'OPEN' },
        after: { status: to, ...(to === 'APPROVED' ? { amount, currency } : {}) },
      });
      return request;
    });
  }

  async #tell(ctx: RequestContext, em: EntityManager, order: Order, request: RefundRequest): Promise<void> {
    await this.#parts.mails.queue(
      em,
      {
        kind: 'REFUND_REFUSED',
        recipient: await recipientOf(em, order),
        locale: order.locale,
        dedupeKey: `refund-refused:${request.id}`,
        orderId: order.id,
        payload: { answer: request.answer ?? '' },
      },
      ctx.clock.now(),
    );
  }
}
