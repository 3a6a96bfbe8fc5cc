import { LockMode } from '@mikro-orm/core';
import type { RawBuilder } from 'kysely';
import { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { insertRows } from '../platform/database/together.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { Payment } from './payment.entity.ts';
import { paymentStates } from './payment.states.ts';
import { GatewayRefused, type PaymentGateway, type PaymentIntent } from './payment-gateway.ts';
import type { ApplyOutcome, Settlement } from './settlement.service.ts';

/** What a browser needs to pay, or `paid` when nothing is left to pay. */
export type PaymentToMake =
  | { kind: 'to-pay'; paymentIntentId: string; clientSecret: string }
  | { kind: 'paid' };

interface Parts {
  gateway: PaymentGateway;
  states: OrderStates;
  settlement: Settlement;
}

/** Attempts to pay an order and their intents at Stripe. What Stripe says of them is Settlement's to apply. */
export class PaymentService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** A new attempt to pay an order, and the statement that writes it. Stripe is asked after the transaction. */
  newAttempt(order: Order, attempt: number, now: Date): { payment: Payment; insert: RawBuilder<unknown> } {
    const payment = Object.assign(new Payment(), {
      id: newId(),
      orderId: order.id,
      attempt,
      provider: 'STRIPE',
      paymentIntentId: null,
      chargeId: null,
      status: 'REQUIRES_PAYMENT',
      amount: order.total,
      currency: order.currency,
      received: null,
      receivedCurrency: null,
      refunded: 0,
      purpose: 'ORDER',
      isHeld: false,
      failureCode: null,
      failureMessage: null,
      createdAt: now,
      updatedAt: now,
    } satisfies Payment);
    return { payment, insert: insertRows('payments', [payment]) };
  }

  /**
   * The open intent of an unpaid order: the same one on every call, made on the first, and a new attempt
   * only where Stripe has cancelled the last. Idempotent; call it outside of transactions.
   * @param attempt the order's payment where the caller has just made it
   * @throws GatewayUnavailable, and then the order stands and this can be called again
   */
  async openIntent(
    ctx: RequestContext,
    order: Order,
    receiptEmail: string,
    attempt?: Payment,
  ): Promise<PaymentToMake> {
    const payment = attempt ?? (await this.#openAttempt(ctx, order));
    if (!payment) return { kind: 'paid' };
    const intent = payment.paymentIntentId
      ? await this.#retrieveOpen(ctx, payment.paymentIntentId)
      : await this.#createIntent(ctx, order, payment, receiptEmail);
    if (!intent) return this.openIntent(ctx, order, receiptEmail);
    if (intent.status === 'CANCELLED') {
      await this.#parts.settlement.apply(ctx, intent);
      const fresh = await ctx.em.fork().findOneOrFail(Order, { id: order.id });
      return fresh.status === 'OPEN' ? this.openIntent(ctx, fresh, receiptEmail) : { kind: 'paid' };
    }
    if (intent.status === 'SUCCEEDED' || intent.status === 'PROCESSING') {
      await this.#parts.settlement.apply(ctx, intent);
      return { kind: 'paid' };
    }
    return { kind: 'to-pay', paymentIntentId: intent.id, clientSecret: intent.clientSecret };
  }

  /**
   * Makes an order's open intent impossible to pay, so that the order can be closed. Answers with the intent
   * that can no longer be paid (null when none was made yet), or with `paid` when money has come or is on its
   * way, which is then applied.
   * @throws GatewayUnavailable
   */
  async close(ctx: RequestContext, orderId: string): Promise<{ closedIntentId: string | null } | 'paid'> {
    const payment = await ctx.em
      .fork()
      .findOne(Payment, { orderId, status: { $nin: ['CANCELLED', 'SUCCEEDED'] } });
    if (!payment?.paymentIntentId) return { closedIntentId: null };
    const intent = await unlessMissing(this.#parts.gateway.cancelIntent(payment.paymentIntentId));
    if (!intent || intent.status === 'CANCELLED') return { closedIntentId: payment.paymentIntentId };
    await this.#parts.settlement.apply(ctx, intent);
    return 'paid';
  }

  /**
   * Cancels an order's open attempt, in the transaction that closes the order and holds its lock. False when its
   * intent is another than the one that was closed: a browser got a new one in between, which must be closed first.
   */
  async cancelOpenAttempt(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    closedIntentId: string | null,
  ): Promise<boolean> {
    const open = await em.findOne(
      Payment,
      { orderId: order.id, status: { $nin: ['CANCELLED', 'SUCCEEDED'] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!open) return true;
    if (open.paymentIntentId !== closedIntentId) return false;
    const from = open.status;
    if (!paymentStates.check(from, 'CANCELLED', open.id)) return true;
    open.status = 'CANCELLED';
    open.updatedAt = ctx.clock.now();
    await this.#parts.states.record(ctx, em, order, {
      type: 'payment',
      subject: 'payment',
      subjectId: open.id,
      from,
      to: 'CANCELLED',
      reason: recorded(reasons.orderClosed),
    });
    return true;
  }

  /**
   * Reads an intent again from Stripe and applies what it is now.
   * @param isWhole with its refunds and disputes, even where its charge shows none (any more)
   * @throws GatewayUnavailable
   */
  async refresh(ctx: RequestContext, paymentIntentId: string, isWhole = false): Promise<ApplyOutcome> {
    const intent = await unlessMissing(this.#parts.gateway.retrieveIntent(paymentIntentId, isWhole));
    return intent ? this.#parts.settlement.apply(ctx, intent) : 'NOT_OURS';
  }

  /** Null when the order is closed or paid, and so has nothing to be paid. */
  async #openAttempt(ctx: RequestContext, order: Order): Promise<Payment | null> {
    const open = await ctx.em.fork().findOne(Payment, { orderId: order.id, status: { $ne: 'CANCELLED' } });
    if (open) return open;
    return inTransaction(ctx.em, async (em) => {
      const locked = await lockOrder(em, order.id);
      if (locked.status !== 'OPEN' || locked.paymentStatus !== 'UNPAID') return null;
      const [latest] = await em.find(
        Payment,
        { orderId: order.id },
        { orderBy: { attempt: 'desc' }, limit: 1 },
      );
      if (latest && latest.status !== 'CANCELLED') return latest;
      const { payment, insert } = this.newAttempt(locked, (latest?.attempt ?? 0) + 1, ctx.clock.now());
      await insert.execute(em.getKysely());
      return payment;
    });
  }

  /**
   * The intent of an open attempt; null when Stripe knows none of this name (another account's keys, a sandbox
   * that was reset), and then the attempt is given up so that the next one can be made.
   */
  async #retrieveOpen(ctx: RequestContext, paymentIntentId: string): Promise<PaymentIntent | null> {
    const intent = await unlessMissing(this.#parts.gateway.retrieveIntent(paymentIntentId));
    if (intent) return intent;
    await inTransaction(ctx.em, async (em) => {
      const { orderId } = await em.findOneOrFail(Payment, { paymentIntentId });
      const order = await lockOrder(em, orderId);
      await this.cancelOpenAttempt(ctx, em, order, paymentIntentId);
    });
    return null;
  }

  async #createIntent(
    ctx: RequestContext,
    order: Order,
    payment: Payment,
    receiptEmail: string,
  ): Promise<PaymentIntent> {
    const intent = await this.#parts.gateway.createIntent({
      orderId: order.id,
      attempt: payment.attempt,
      amount: money(payment.amount, payment.currency),
      receiptEmail,
      description: `${order.number} · ${order.quantity} × ${order.planSnapshot.name}`,
      idempotencyKey: `pi:${order.id}:${payment.attempt}`,
    });
    const saved = await ctx.em
      .fork()
      .nativeUpdate(
        Payment,
        { id: payment.id, status: { $ne: 'CANCELLED' } },
        { paymentIntentId: intent.id },
      );
    // The order was closed while Stripe was being asked: nobody may pay this any more.
    return saved === 1 ? intent : this.#parts.gateway.cancelIntent(intent.id);
  }
}

/** Null in place of an error that says Stripe has nothing of this name. */
async function unlessMissing(asked: Promise<PaymentIntent>): Promise<PaymentIntent | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof GatewayRefused && error.code === 'resource_missing') return null;
    throw error;
  }
}
