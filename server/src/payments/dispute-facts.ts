import type { AlertService } from '../alerts/alert.service.ts';
import type { LedgerService } from '../ledger/ledger.service.ts';
import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import { orderPage } from '../orders/order-page.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import { moneyInRecords } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Dispute } from './dispute.entity.ts';
import { disputeStates } from './dispute.states.ts';
import type { Payment } from './payment.entity.ts';
import { paymentAlert as texts } from './payment-alert.messages.ts';
import type { GatewayDispute } from './payment-gateway.ts';

interface Parts {
  states: OrderStates;
  ledger: LedgerService;
  alerts: AlertService;
}

interface Disputed {
  order: Order;
  payment: Payment;
}

/** Brings our disputes to what Stripe has of them. */
export class DisputeFacts {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Takes over what Stripe has of a payment's disputes: rows, books, and an alert for each that wants an answer.
   * What they mean for the order is reckoned by the caller, who holds the locks of order and payment.
   * @returns whether anything changed
   */
  async take(
    ctx: RequestContext,
    em: EntityManager,
    disputed: Disputed,
    facts: readonly GatewayDispute[],
  ): Promise<boolean> {
    const rows = await em.find(Dispute, { paymentId: disputed.payment.id }, { refresh: true });
    let isChanged = false;
    for (const fact of facts) {
      const known = rows.find(({ stripeDisputeId }) => stripeDisputeId === fact.id);
      const dispute = known ?? (await this.#open(ctx, em, disputed, fact));
      const was = known ? await this.#move(ctx, em, disputed, known, fact) : null;
      if (was === 'OLDER') continue;
      if (was !== 'SAME') isChanged = true;
      await this.#book(ctx, em, disputed, dispute, fact);
    }
    await em.flush();
    return isChanged;
  }

  async #open(
    ctx: RequestContext,
    em: EntityManager,
    { order, payment }: Disputed,
    fact: GatewayDispute,
  ): Promise<Dispute> {
    const now = ctx.clock.now();
    const dispute = em.create(Dispute, {
      id: newId(),
      paymentId: payment.id,
      stripeDisputeId: fact.id,
      status: fact.status,
      amount: fact.amount.amount,
      currency: fact.amount.currency,
      reason: fact.reason,
      isWithdrawn: false,
      hasReturned: false,
      isLossBooked: false,
      answerBy: fact.answerBy,
      openedAt: fact.openedAt,
      closedAt: isClosed(fact) ? now : null,
      createdAt: now,
      updatedAt: now,
    });
    await em.flush();
    await this.#parts.states.record(ctx, em, order, {
      type: 'dispute',
      subject: 'dispute',
      subjectId: dispute.id,
      to: dispute.status,
      reason: `${fact.reason}, ${moneyInRecords(fact.amount)}`,
    });
    if (!isClosed(fact)) await this.#alert(ctx, em, order, dispute);
    return dispute;
  }

  /** @returns what this reading is to what we have: nothing of an OLDER one is taken */
  async #move(
    ctx: RequestContext,
    em: EntityManager,
    { order }: Disputed,
    dispute: Dispute,
    fact: GatewayDispute,
  ): Promise<'OLDER' | 'SAME' | 'MOVED'> {
    const from = dispute.status;
    if (from !== fact.status && !disputeStates.allows(from, fact.status)) return 'OLDER';
    dispute.answerBy = fact.answerBy;
    // What an inquiry asked about may be another sum than what is then taken; booked, it stays as it was booked.
    if (!dispute.isWithdrawn) {
      dispute.amount = fact.amount.amount;
      dispute.currency = fact.amount.currency;
      dispute.reason = fact.reason;
    }
    if (from === fact.status) return 'SAME';
    dispute.status = fact.status;
    dispute.updatedAt = ctx.clock.now();
    dispute.closedAt = isClosed(fact) ? ctx.clock.now() : null;
    await this.#parts.states.record(ctx, em, order, {
      type: 'dispute',
      subject: 'dispute',
      subjectId: dispute.id,
      from,
      to: dispute.status,
      reason: fact.reason,
    });
    if (isClosed(fact)) await this.#parts.alerts.settle(ctx, em, alertKey(dispute));
    else if (from === 'INQUIRY' || isClosed({ status: from })) await this.#alert(ctx, em, order, dispute);
    return 'MOVED';
  }

  /**
   * The bank takes the money when a dispute opens and gives it back when it is won; an inquiry moves none. Each is
   * booked once, by what our own row says has been booked, so that a later reading with another sum changes no entry.
   */
  async #book(
    ctx: RequestContext,
    em: EntityManager,
    { order, payment }: Disputed,
    dispute: Dispute,
    fact: GatewayDispute,
  ): Promise<void> {
    const { ledger } = this.#parts;
    const { amount, currency } = dispute;
    const entry = { stripeDisputeId: fact.id, orderId: order.id, paymentId: payment.id, amount, currency };
    const isWonBefore = dispute.hasReturned;
    if (fact.wasWithdrawn && !dispute.isWithdrawn && !isWonBefore) {
      await ledger.disputeOpened(ctx, em, entry);
      dispute.isWithdrawn = true;
    }
    if (!dispute.isWithdrawn) return;
    if (dispute.status === 'LOST') {
      await ledger.disputeLost(ctx, em, entry);
      dispute.isLossBooked = true;
    }
    if (!fact.wasReinstated || dispute.status === 'LOST') return;
    await ledger.disputeWon(ctx, em, { ...entry, isAfterLoss: dispute.isLossBooked });
    dispute.isWithdrawn = false;
    dispute.hasReturned = true;
  }

  async #alert(ctx: RequestContext, em: EntityManager, order: Order, dispute: Dispute): Promise<void> {
    const isInquiry = dispute.status === 'INQUIRY';
    await this.#parts.alerts.raise(ctx, em, {
      kind: isInquiry ? 'INQUIRY' : 'DISPUTE',
      key: alertKey(dispute),
      severity: isInquiry ? 'WARNING' : 'CRITICAL',
      subject: sayInEach(isInquiry ? texts.inquiry : texts.dispute, { number: order.number }),
      lines: [
        sayInEach(texts.disputeWhy, { amount: moneyInRecords(dispute), reason: dispute.reason }),
        dispute.answerBy
          ? sayInEach(texts.disputeTodo, { day: dispute.answerBy.toISOString().slice(0, 10) })
          : texts.disputeTodoUndated,
      ],
      path: orderPage(order),
    });
  }
}

const alertKey = ({ id }: Dispute): string => `dispute:${id}`;

const isClosed = ({ status }: Pick<Dispute, 'status'>): boolean =>
  status === 'WON' || status === 'LOST' || status === 'INQUIRY_CLOSED';
