import { z } from 'zod';
import type { AlertService } from '../alerts/alert.service.ts';
import type { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { orderPage } from '../orders/order-page.ts';
import { addHours } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/jobs.ts';
import { money, moneyInRecords } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { reasonInEach } from '../reasons/reason.ts';
import { Payment } from './payment.entity.ts';
import { paymentAlert as texts } from './payment-alert.messages.ts';
import { GatewayRefused, type PaymentGateway } from './payment-gateway.ts';
import { Refund } from './refund.entity.ts';
import { refundStates } from './refund.states.ts';
import { type RefundRequests, sendRefundJob } from './refund-requests.ts';
import type { Settlement } from './settlement.service.ts';

/** Stripe forgets idempotency keys after a day; from then on a refund is looked for before it is asked for again. */
const keyLifetimeHours = 23;

interface Parts {
  gateway: PaymentGateway;
  requests: RefundRequests;
  settlement: Settlement;
  states: OrderStates;
  alerts: AlertService;
}

/** How sending a refund ended. */
export type Sent = { isTaken: true } | { isTaken: false; code: string };

/** Sends promised refunds to Stripe: each once, however often and by how many it is tried. */
export class RefundSender {
  readonly #parts: Parts;
  /** Sends one promised refund, and goes on trying for about a week. */
  readonly job: JobDefinition<{ refundId: string }>;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.job = defineJob({
      ...sendRefundJob,
      data: z.object({ refundId: z.uuid() }),
      retryLimit: 40,
      retryDelaySeconds: 15,
      retryDelayMaxSeconds: 6 * 3600,
      expireInSeconds: 120,
      concurrency: 5,
      handle: async (ctx, { refundId }) => {
        const refund = await ctx.em.fork().findOne(Refund, { id: refundId });
        if (refund?.status !== 'REQUESTED') return 'SKIPPED';
        await this.send(ctx, refund);
        return 'SUCCESS';
      },
    });
  }

  /**
   * Asks Stripe for a refund and applies what comes of it. Idempotent: under a key of ours while Stripe remembers it,
   * and after that only where Stripe has no refund with our id.
   * @throws GatewayUnavailable, and then it stays promised and the job goes on with it
   */
  async send(ctx: RequestContext, refund: Refund): Promise<Sent> {
    if (refund.status === 'FAILED') return { isTaken: false, code: refund.failureCode ?? 'failed' };
    const { gateway, settlement } = this.#parts;
    const { paymentIntentId } = await ctx.em.fork().findOneOrFail(Payment, { id: refund.paymentId });
    if (!paymentIntentId) throw new Error(`Refund ${refund.id} is of a payment that Stripe never had`);
    if (refund.status === 'REQUESTED' && !(await this.#isKnown(ctx, refund, paymentIntentId))) {
      const code = await this.#ask(refund, paymentIntentId);
      if (code !== null) {
        await this.#refused(ctx, refund, code);
        return { isTaken: false, code };
      }
    }
    await settlement.apply(ctx, await gateway.retrieveIntent(paymentIntentId, true));
    return { isTaken: true };
  }

  /** @returns null when Stripe took it on, else Stripe's word for its no */
  async #ask({ id, amount, currency }: Refund, paymentIntentId: string): Promise<string | null> {
    try {
      await this.#parts.gateway.refund({
        paymentIntentId,
        amount: money(amount, currency),
        refundId: id,
        idempotencyKey: `refund:${id}`,
      });
      return null;
    } catch (error) {
      if (error instanceof GatewayRefused) return error.code;
      throw error;
    }
  }

  async #isKnown(ctx: RequestContext, refund: Refund, paymentIntentId: string): Promise<boolean> {
    if (ctx.clock.now() < addHours(refund.createdAt, keyLifetimeHours)) return false;
    const { moneyBack } = await this.#parts.gateway.retrieveIntent(paymentIntentId, true);
    return moneyBack?.refunds.some(({ refundId }) => refundId === refund.id) ?? false;
  }

  /**
   * Stripe's no is final: who is waiting for it at the desk is told there, and in every other case (the shop's own, or
   * one that went out later) somebody has to be called.
   */
  async #refused(ctx: RequestContext, { id, paymentId }: Refund, code: string): Promise<void> {
    const { states, requests } = this.#parts;
    const { orderId } = await ctx.em.fork().findOneOrFail(Payment, { id: paymentId });
    await inTransaction(ctx.em, async (em) => {
      const order = await lockOrder(em, orderId);
      const refund = await em.findOneOrFail(Refund, { id });
      if (!refundStates.allows(refund.status, 'FAILED') || refund.stripeRefundId) return;
      refund.status = 'FAILED';
      refund.failureCode = code;
      refund.updatedAt = ctx.clock.now();
      await states.record(ctx, em, order, {
        type: 'refund',
        subject: 'refund',
        subjectId: id,
        from: 'REQUESTED',
        to: 'FAILED',
        reason: recorded(reasons.refusedByStripe, { code }),
      });
      await em.flush();
      await requests.note(ctx, em, order);
      if (refund.origin === 'SHOP' || ctx.actor.kind !== 'user')
        await this.#callForHelp(ctx, em, order, refund);
    });
  }

  async #callForHelp(ctx: RequestContext, em: EntityManager, order: Order, refund: Refund): Promise<void> {
    await this.#parts.states.hold(
      ctx,
      em,
      order,
      'REFUND_FAILED',
      refund.failureCode ?? recorded(reasons.refundRefused),
    );
    await this.#parts.alerts.raise(ctx, em, {
      kind: 'REFUND_FAILED',
      key: `refund-failed:${refund.id}`,
      subject: sayInEach(texts.refundRefused, { number: order.number }),
      lines: [
        sayInEach(texts.refundRefusedWhy, {
          amount: moneyInRecords(refund),
          reason: reasonInEach(refund.reason),
          code: refund.failureCode ?? texts.noReason,
        }),
        texts.refundRefusedTodo,
      ],
      path: orderPage(order),
    });
  }
}
