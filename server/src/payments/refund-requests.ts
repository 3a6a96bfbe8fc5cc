import type { DeliveryService } from '../esims/delivery.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { addSeconds } from '../platform/clock/clock.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { Jobs } from '../platform/jobs/jobs.ts';
import { moneyInRecords } from '../platform/money/money.ts';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { Dispute } from './dispute.entity.ts';
import { Payment } from './payment.entity.ts';
import { Refund, type RefundOrigin } from './refund.entity.ts';

/** The job that sends one refund to Stripe. */
export const sendRefundJob = { name: 'send-refund' } as const;

/** The caller at the desk waits for Stripe itself; the job goes on where it died. */
const graceSeconds = 15;

interface Parts {
  states: OrderStates;
  delivery: Pick<DeliveryService, 'pause'>;
  jobs: Jobs;
}

export interface RefundWish {
  order: Order;
  payment: Payment;
  /** Minor units of the payment's received currency, more than 0. */
  amount: number;
  reason: string;
  origin: Exclude<RefundOrigin, 'STRIPE'>;
  /** Makes it one refund however often it is asked for; needed where no idempotency key does. */
  cause?: string;
}

/** Promising money back: the row and the job that sends it, in the transaction that decides it. */
export class RefundRequests {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * What can still be promised of a payment: what arrived, less what went back, what banks have taken, and what is
   * promised already.
   * For a moment a refund may stand in both sums; what is left then looks smaller than it is, never larger.
   */
  async left(em: EntityManager, payment: Payment): Promise<number> {
    if (payment.received === null) return 0;
    const promised = await findPromised(em, payment);
    const disputed = await em.find(Dispute, { paymentId: payment.id, isWithdrawn: true });
    return leftOf(payment, promised, disputed);
  }

  /**
   * Promises a refund. The caller holds the locks of order and payment and has seen that this much is left.
   * Idempotent by `cause`. It is sent by the job, at once for the shop's own and after a grace for the desk's.
   * @returns the refund, a known one where its cause has one
   */
  async request(ctx: RequestContext, em: EntityManager, wish: RefundWish): Promise<Refund> {
    assertInTransaction(em);
    const known = wish.cause ? await em.findOne(Refund, { cause: wish.cause }) : null;
    if (known) return known;
    const now = ctx.clock.now();
    const refund = em.create(Refund, {
      id: newId(),
      paymentId: wish.payment.id,
      stripeRefundId: null,
      amount: wish.amount,
      currency: wish.payment.receivedCurrency ?? wish.payment.currency,
      reason: wish.reason,
      status: 'REQUESTED',
      requestedBy: actorName(ctx.actor),
      origin: wish.origin,
      failureCode: null,
      cause: wish.cause ?? null,
      createdAt: now,
      updatedAt: now,
    });
    await this.#parts.states.record(ctx, em, wish.order, {
      type: 'refund',
      subject: 'refund',
      subjectId: refund.id,
      to: refund.status,
      reason: recorded(reasons.amountFor, { amount: moneyInRecords(refund), reason: refund.reason }),
    });
    await em.flush();
    const startAfter = wish.origin === 'DESK' ? { startAfter: addSeconds(now, graceSeconds) } : {};
    await this.#parts.jobs.send(em, sendRefundJob, { refundId: refund.id }, startAfter);
    await this.note(ctx, em, wish.order);
    return refund;
  }

  /**
   * Writes down on an order whether all that is left of its money is promised back. From then on nothing is delivered:
   * Stripe may be away, and what was not handed out by then must not be. A refund that fails for good takes it away
   * again, and what waits is a person's. Call it after any change of the order's refunds, in the same transaction.
   */
  async note(ctx: RequestContext, em: EntityManager, order: Order): Promise<void> {
    const payment = await em.findOne(Payment, { orderId: order.id, status: 'SUCCEEDED', purpose: 'ORDER' });
    const isPromised =
      payment !== null &&
      (await findPromised(em, payment)).length > 0 &&
      (await this.left(em, payment)) === 0;
    if (isPromised === (order.refundPromisedAt !== null)) return;
    order.refundPromisedAt = isPromised ? ctx.clock.now() : null;
    order.updatedAt = ctx.clock.now();
    if (isPromised) await this.#parts.delivery.pause(ctx, em, order, recorded(reasons.allGoesBack));
    await em.flush();
  }
}

const findPromised = (em: EntityManager, payment: Payment): Promise<Refund[]> =>
  em.find(Refund, { paymentId: payment.id, status: 'REQUESTED' });

/** The sum itself, of rows of one payment that were read already. */
export function leftOf(
  { received, refunded }: Pick<Payment, 'received' | 'refunded'>,
  refunds: readonly Pick<Refund, 'status' | 'amount'>[],
  disputes: readonly Pick<Dispute, 'isWithdrawn' | 'amount'>[],
): number {
  if (received === null) return 0;
  const promised = refunds.filter(({ status }) => status === 'REQUESTED');
  const withdrawn = disputes.filter(({ isWithdrawn }) => isWithdrawn);
  return Math.max(0, received - refunded - sumOf(promised) - sumOf(withdrawn));
}

const sumOf = (rows: readonly { amount: number }[]): number =>
  rows.reduce((total, { amount }) => total + amount, 0);
