import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { DeliveryService } from '../esims/delivery.service.ts';
import { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { isId, newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Payment } from './payment.entity.ts';
import { GatewayRefused, type PaymentGateway, type PaymentIntent } from './payment-gateway.ts';

/** What a browser needs to pay, or `paid` when nothing is left to pay. */
export type PaymentToMake =
  | { kind: 'to-pay'; paymentIntentId: string; clientSecret: string }
  | { kind: 'paid' };

/** What a report from the payment service came to. */
export type ApplyOutcome = 'APPLIED' | 'UNCHANGED' | 'NOT_OURS';

interface Parts {
  gateway: PaymentGateway;
  states: OrderStates;
  delivery: DeliveryService;
}

/** Payments of orders: their intents at Stripe, and what Stripe's present state means for an order. */
export class PaymentService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The first attempt's row, made with the order. Stripe is asked after the transaction. */
  addAttempt(em: EntityManager, order: Order, attempt: number, now: Date): Payment {
    return em.create(Payment, {
      id: newId(),
      orderId: order.id,
      attempt,
      provider: 'STRIPE',
      paymentIntentId: null,
      chargeId: null,
      status: 'REQUIRES_PAYMENT',
      amount: order.total,
      currency: order.currency,
      refunded: 0,
      failureCode: null,
      failureMessage: null,
      createdAt: now,
      updatedAt: now,
    });
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
      await this.apply(ctx, intent);
      const fresh = await ctx.em.fork().findOneOrFail(Order, { id: order.id });
      return fresh.status === 'OPEN' ? this.openIntent(ctx, fresh, receiptEmail) : { kind: 'paid' };
    }
    if (intent.status === 'SUCCEEDED' || intent.status === 'PROCESSING') {
      await this.apply(ctx, intent);
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
    await this.apply(ctx, intent);
    return 'paid';
  }

  /**
   * Cancels an order's open attempt, in the transaction that closes the order and holds its lock. False when its
   * intent is another than the one that was closed: a browser got a new one in between, which must be closed first.
   */
  async cancelOpenAttempt(
    em: EntityManager,
    orderId: string,
    closedIntentId: string | null,
    now: Date,
  ): Promise<boolean> {
    const open = await em.findOne(
      Payment,
      { orderId, status: { $nin: ['CANCELLED', 'SUCCEEDED'] } },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    if (!open) return true;
    if (open.paymentIntentId !== closedIntentId) return false;
    open.status = 'CANCELLED';
    open.updatedAt = now;
    return true;
  }

  /** Reads an intent again from Stripe and applies what it is now. */
  async refresh(ctx: RequestContext, paymentIntentId: string): Promise<ApplyOutcome> {
    const intent = await unlessMissing(this.#parts.gateway.retrieveIntent(paymentIntentId));
    return intent ? this.apply(ctx, intent) : 'NOT_OURS';
  }

  /**
   * Brings our rows to what Stripe says now. Safe in any order and number: it writes what is, not what an
   * event told. Takes the locks of order and payment.
   */
  async apply(ctx: RequestContext, intent: PaymentIntent): Promise<ApplyOutcome> {
    return inTransaction(ctx.em, async (em) => {
      const found = await this.#find(em, intent);
      if (!found) return 'NOT_OURS';
      const order = await lockOrder(em, found.orderId);
      const payment = await em.findOneOrFail(
        Payment,
        { id: found.id },
        { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
      );
      payment.paymentIntentId ??= intent.id;
      return this.#settle({ ...ctx, em }, em, order, payment, intent);
    });
  }

  async #settle(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    payment: Payment,
    intent: PaymentIntent,
  ): Promise<ApplyOutcome> {
    // Success is final: a report that was read earlier and arrives later cannot take it back.
    if (payment.status === 'SUCCEEDED') return this.#settleRefund(ctx, em, order, payment, intent);
    // An attempt that was given up comes back only as money.
    if (payment.status === 'CANCELLED' && intent.status !== 'SUCCEEDED') return 'UNCHANGED';
    const before = `${payment.status} ${payment.failureCode}`;
    payment.status = intent.status;
    payment.failureCode = intent.failure?.code ?? null;
    payment.failureMessage = intent.failure?.message ?? null;
    payment.chargeId = intent.chargeId;
    payment.updatedAt = ctx.clock.now();
    if (intent.status === 'SUCCEEDED') {
      await this.#succeed(ctx, em, order, payment, intent);
      return 'APPLIED';
    }
    if (intent.status === 'PROCESSING')
      await this.#parts.states.move(ctx, em, order, 'paymentStatus', 'PROCESSING');
    else if (order.paymentStatus === 'PROCESSING')
      await this.#parts.states.move(ctx, em, order, 'paymentStatus', 'UNPAID');
    if (before === `${payment.status} ${payment.failureCode}`) return 'UNCHANGED';
    await this.#parts.states.record(ctx, em, order, {
      type: 'payment',
      to: payment.status,
      reason: payment.failureCode ?? undefined,
    });
    return 'APPLIED';
  }

  async #succeed(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    payment: Payment,
    intent: PaymentIntent,
  ): Promise<void> {
    const { states, delivery } = this.#parts;
    if (order.paymentStatus !== 'UNPAID' && order.paymentStatus !== 'PROCESSING') {
      await states.hold(ctx, em, order, 'DOUBLE_PAYMENT', `${intent.id} was paid too`);
      return;
    }
    if (order.status === 'CANCELLED' || order.status === 'EXPIRED') {
      // The shopper paid while the order was being closed: their money counts for more than our clock.
      await states.move(ctx, em, order, 'status', 'OPEN', 'paid after it was closed');
    }
    await states.move(ctx, em, order, 'paymentStatus', 'PAID');
    order.paidAt = ctx.clock.now();
    order.expiresAt = null;
    const { received } = intent;
    if (received?.amount !== payment.amount || received.currency !== payment.currency) {
      const told = received ? `${received.amount} ${received.currency}` : 'nothing';
      await states.hold(
        ctx,
        em,
        order,
        'AMOUNT_MISMATCH',
        `received ${told}, expected ${payment.amount} ${payment.currency}`,
      );
      return;
    }
    await delivery.begin(ctx, em, order);
  }

  async #settleRefund(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    payment: Payment,
    intent: PaymentIntent,
  ): Promise<ApplyOutcome> {
    // A charge's refunded sum only grows; an older reading is not taken.
    if (intent.refunded <= payment.refunded) return 'UNCHANGED';
    payment.refunded = intent.refunded;
    payment.updatedAt = ctx.clock.now();
    const state = payment.refunded >= payment.amount ? 'REFUNDED' : 'PARTIALLY_REFUNDED';
    await this.#parts.states.move(ctx, em, order, 'paymentStatus', state);
    await this.#parts.states.record(ctx, em, order, {
      type: 'refunded',
      to: `${payment.refunded} ${payment.currency}`,
    });
    if (state === 'REFUNDED') await this.#parts.delivery.abandon(ctx, em, order);
    return 'APPLIED';
  }

  /** Reads only what to lock: the rows themselves are read under their locks. */
  async #find(
    em: EntityManager,
    intent: PaymentIntent,
  ): Promise<{ id: string; orderId: string } | undefined> {
    const { rows } = await sql<{ id: string; orderId: string }>`
      select id, order_id as "orderId" from payments where payment_intent_id = ${intent.id}`.execute(
      em.getKysely(),
    );
    if (rows[0] || !intent.orderId || !intent.attempt || !isId(intent.orderId)) return rows[0];
    // Stripe may tell of an intent before its answer to our request has been written.
    const unnamed = await sql<{ id: string; orderId: string }>`
      select id, order_id as "orderId" from payments
      where order_id = ${intent.orderId} and attempt = ${intent.attempt} and payment_intent_id is null`.execute(
      em.getKysely(),
    );
    return unnamed.rows[0];
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
      return this.addAttempt(em, locked, (latest?.attempt ?? 0) + 1, ctx.clock.now());
    });
  }

  /**
   * The intent of an open attempt; null when Stripe knows none of this name (another account's keys, a sandbox
   * that was reset), and then the attempt is given up so that the next one can be made.
   */
  async #retrieveOpen(ctx: RequestContext, paymentIntentId: string): Promise<PaymentIntent | null> {
    const intent = await unlessMissing(this.#parts.gateway.retrieveIntent(paymentIntentId));
    if (intent) return intent;
    await ctx.em
      .fork()
      .nativeUpdate(Payment, { paymentIntentId, status: { $ne: 'SUCCEEDED' } }, { status: 'CANCELLED' });
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
