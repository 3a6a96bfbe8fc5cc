import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { DeliveryService } from '../esims/delivery.service.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import type { MailService } from '../notifications/mail.service.ts';
import type { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { recipientOf } from '../orders/order.query.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { isId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { type Money, moneyInRecords } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import type { DisputeFacts } from './dispute-facts.ts';
import type { LatePayment } from './late-payment.ts';
import type { OrderReckoning } from './order-reckoning.ts';
import { Payment } from './payment.entity.ts';
import { paymentStates } from './payment.states.ts';
import type { PaymentIntent } from './payment-gateway.ts';
import type { RefundFacts } from './refund-facts.ts';
import type { RefundRequests } from './refund-requests.ts';

/** What a report from the payment service came to. */
export type ApplyOutcome = 'APPLIED' | 'UNCHANGED' | 'NOT_OURS';

interface Parts {
  states: OrderStates;
  delivery: DeliveryService;
  ledger: LedgerService;
  mails: MailService;
  late: LatePayment;
  requests: RefundRequests;
  refunds: RefundFacts;
  disputes: DisputeFacts;
  reckoning: OrderReckoning;
}

/** What one report is applied to, its rows locked. */
interface Target {
  ctx: RequestContext;
  em: EntityManager;
  order: Order;
  payment: Payment;
  /** Why money that has just come buys nothing, where that is so. */
  unwanted: Unwanted | null;
}

interface Unwanted {
  why: 'LATE' | 'TWICE';
  reason: string;
}

/** Brings our rows to what Stripe says now, and does what follows from it. */
export class Settlement {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Applies an intent as Stripe has it. Safe in any order and number: it writes what is, not what an event told, and
   * takes no older reading over a newer one. A success and what was taken back of it are applied together, in this
   * order, so a refund's event may come first. Takes the locks of order and payment.
   */
  async apply(ctx: RequestContext, intent: PaymentIntent): Promise<ApplyOutcome> {
    return inTransaction(ctx.em, async (em) => {
      const found = await find(em, intent);
      if (!found) return 'NOT_OURS';
      const order = await lockOrder(em, found.orderId);
      const payment = await em.findOneOrFail(
        Payment,
        { id: found.id },
        { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
      );
      payment.paymentIntentId ??= intent.id;
      const target: Target = { ctx: { ...ctx, em }, em, order, payment, unwanted: null };
      const isMoved = await this.#takeStatus(target, intent);
      const isTakenBack = await this.#takeMoneyBack(target, intent);
      if (target.unwanted) await this.#giveBack(target, target.unwanted);
      if (!isMoved && !isTakenBack) return 'UNCHANGED';
      // Money that has only just come is the order's as it came: there is nothing yet to take off it.
      if (isTakenBack || payment.status !== 'SUCCEEDED')
        await this.#parts.reckoning.reckon(target.ctx, em, order);
      return 'APPLIED';
    });
  }

  async #takeStatus(target: Target, intent: PaymentIntent): Promise<boolean> {
    const { ctx, em, order, payment } = target;
    // Success is final, and an attempt that was given up comes back only as money.
    const isOlder = payment.status !== intent.status && !paymentStates.allows(payment.status, intent.status);
    if (isOlder || payment.status === 'SUCCEEDED') return false;
    const from = payment.status;
    const failure = intent.failure?.code ?? null;
    if (from === intent.status && payment.failureCode === failure) return false;
    payment.status = intent.status;
    payment.failureCode = failure;
    payment.failureMessage = intent.failure?.message ?? null;
    payment.chargeId = intent.chargeId;
    payment.updatedAt = ctx.clock.now();
    await this.#parts.states.record(ctx, em, order, {
      type: 'payment',
      subject: 'payment',
      subjectId: payment.id,
      from,
      to: payment.status,
      reason: failure ?? undefined,
    });
    if (payment.status === 'SUCCEEDED') await this.#arrived(target, intent.received ?? intent.amount);
    return true;
  }

  /** Money is here. It pays the order, or is held and goes back or waits for a person. */
  async #arrived(target: Target, received: Money): Promise<void> {
    const { ctx, em, order, payment } = target;
    payment.received = received.amount;
    payment.receivedCurrency = received.currency;
    const isExact = received.amount === payment.amount && received.currency === payment.currency;
    if (await isPaidAlready(em, payment)) {
      payment.purpose = 'EXTRA';
      await this.#book(target, true);
      target.unwanted = { why: 'TWICE', reason: recorded(reasons.paidAlready) };
      return;
    }
    order.paidAt = ctx.clock.now();
    order.expiresAt = null;
    const isClosed = order.status === 'CANCELLED' || order.status === 'EXPIRED';
    const problem = isClosed ? await this.#whyNotRevived(target, isExact) : null;
    await this.#book(target, !isExact || problem !== null);
    await this.#parts.states.move(ctx, em, order, 'paymentStatus', 'PAID');
    if (problem !== null) {
      target.unwanted = { why: 'LATE', reason: problem };
      return;
    }
    if (isExact) return this.#deliver(target, isClosed);
    const amounts = { received: moneyInRecords(received), expected: moneyInRecords(payment) };
    await this.#parts.states.hold(ctx, em, order, 'AMOUNT_MISMATCH', recorded(reasons.otherAmount, amounts));
  }

  async #whyNotRevived({ ctx, em, order }: Target, isExact: boolean): Promise<string | null> {
    return isExact ? this.#parts.late.revive(ctx, em, order) : recorded(reasons.otherAmountTooLate);
  }

  async #deliver({ ctx, em, order }: Target, isRevived: boolean): Promise<void> {
    await this.#parts.delivery.begin(ctx, em, order);
    if (isRevived)
      await this.#mail(ctx, em, order, { kind: 'ORDER_REVIVED', dedupeKey: `revived:${order.id}` });
  }

  async #book({ ctx, em, order, payment }: Target, isHeld: boolean): Promise<void> {
    payment.isHeld = isHeld;
    await this.#parts.ledger.paymentReceived(ctx, em, {
      orderId: order.id,
      paymentId: payment.id,
      amount: payment.received ?? 0,
      currency: payment.receivedCurrency ?? payment.currency,
      chargeId: payment.chargeId,
      isHeld,
    });
  }

  /** All that has not gone back already, at once and without a person: the buyer gets nothing for it. */
  async #giveBack({ ctx, em, order, payment }: Target, { why, reason }: Unwanted): Promise<void> {
    const cause = `${why.toLowerCase()}:${payment.id}`;
    const amount = await this.#parts.requests.left(em, payment);
    if (amount === 0) return;
    await this.#parts.requests.request(ctx, em, { order, payment, amount, reason, origin: 'SHOP', cause });
    await this.#mail(ctx, em, order, {
      kind: 'PAYMENT_RETURNED',
      dedupeKey: `returned:${payment.id}`,
      payload: { why, returned: { amount, currency: payment.receivedCurrency ?? payment.currency } },
    });
  }

  async #takeMoneyBack({ ctx, em, order, payment }: Target, { moneyBack }: PaymentIntent): Promise<boolean> {
    if (payment.status !== 'SUCCEEDED' || !moneyBack) return false;
    const disputed = { order, payment };
    const isRefunded = await this.#parts.refunds.take(ctx, em, { ...disputed, facts: moneyBack.refunds });
    const isDisputed = await this.#parts.disputes.take(ctx, em, disputed, moneyBack.disputes);
    return isRefunded || isDisputed;
  }

  async #mail(ctx: RequestContext, em: EntityManager, order: Order, mail: LateMail): Promise<void> {
    const recipient = await recipientOf(em, order);
    const addressed = { ...mail, recipient, locale: order.locale, orderId: order.id };
    await this.#parts.mails.queue(em, addressed, ctx.clock.now());
  }
}

type LateMail =
  | { kind: 'ORDER_REVIVED'; dedupeKey: string }
  | {
      kind: 'PAYMENT_RETURNED';
      dedupeKey: string;
      payload: { why: 'LATE' | 'TWICE'; returned: Money };
    };

async function isPaidAlready(em: EntityManager, { id, orderId }: Payment): Promise<boolean> {
  const { rows } = await sql`
    select 1 from payments
    where order_id = ${orderId} and id <> ${id} and status = 'SUCCEEDED' and purpose = 'ORDER'`.execute(
    em.getKysely(),
  );
  return rows.length > 0;
}

/** Reads only what to lock: the rows themselves are read under their locks. */
async function find(
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
