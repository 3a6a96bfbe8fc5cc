import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { AlertService } from '../alerts/alert.service.ts';
import type { Config } from '../config.ts';
import type { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import { addHours, addMinutes } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { sayInEach } from '../platform/i18n/say.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import type { AttemptLog } from './attempt-log.ts';
import type { DeliveryService } from './delivery.service.ts';
import { deliveryAlert as texts } from './delivery-alert.messages.ts';
import type { DeliveryMails } from './delivery-mails.ts';
import { Esim, type EsimStatus } from './esim.entity.ts';
import type { LockedEsim } from './esim.lock.ts';
import type { EsimStates } from './esim.states.ts';
import { isDeliverable } from './handover.ts';

/** Whoever gives the price of eSIMs back: in the transaction that gives them up, sent by a job. */
export interface UndeliveredRefunds {
  refundUndelivered(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    esimIds: readonly string[],
    reason: string,
  ): Promise<unknown>;
}

interface Parts {
  settings: Config['undelivered'];
  refunds: UndeliveredRefunds;
  delivery: DeliveryService;
  esims: EsimStates;
  mails: DeliveryMails;
  attempts: AttemptLog;
  alerts: Pick<AlertService, 'raise' | 'settle'>;
}

/** A part that has waited so long for the rest is told of. */
const quietMinutes = 10;
const batch = 200;
const undelivered: readonly EsimStatus[] = ['PROVISIONING', 'IN_REVIEW', 'FAILED'];
const alertKey = 'undelivered';

/** Looks after paid orders that wait: a paid order always ends delivered or refunded. */
export class UndeliveredService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Sends buyers the eSIMs that are there when the others have taken longer than ten minutes.
   * @returns how many orders were looked at
   */
  async tellParts(ctx: RequestContext): Promise<number> {
    const { rows } = await sql<{ id: string; ready: number }>`
      select o.id, count(*) filter (where e.ready_at is not null)::int as ready
      from orders o join esims e on e.order_id = o.id
      where o.fulfillment_status = 'PARTIALLY_FULFILLED' and o.status = 'OPEN'
      group by o.id
      having max(e.ready_at) < ${addMinutes(ctx.clock.now(), -quietMinutes)}
        and not exists (
          select from mails m where m.dedupe_key = 'order-partly-delivered:' || o.id || ':' || count(*) filter (where e.ready_at is not null)
        )
      order by o.id limit ${batch}`.execute(ctx.em.getKysely());
    for (const { id, ready } of rows)
      await inTransaction(ctx.em, async (em) =>
        this.#parts.mails.tellPart(ctx, em, await lockOrder(em, id), ready),
      );
    return rows.length;
  }

  /**
   * Where the policy is `refund`: gives up the eSIMs that were not delivered in time, and promises their price back.
   * @returns how many orders were settled
   */
  async refundOverdue(ctx: RequestContext): Promise<number> {
    if (this.#parts.settings.policy !== 'refund') return 0;
    let settled = 0;
    for (const { id } of await this.#overdue(ctx)) {
      const reason = recorded(reasons.notDelivered, { hours: this.#parts.settings.afterHours });
      try {
        if (await inTransaction(ctx.em, (em) => this.#giveUp(ctx, em, id, reason))) settled += 1;
      } catch (error) {
        // One order that cannot be settled must not keep the others waiting; the next minute tries it again.
        ctx.log.error({ error, orderId: id }, 'undelivered_not_settled');
      }
    }
    return settled;
  }

  /** Gives up one eSIM at a person's word, and promises its price back. The caller holds the locks of order and eSIM. */
  async giveUp(
    ctx: RequestContext,
    em: EntityManager,
    { order, esim }: LockedEsim,
    reason: string,
  ): Promise<void> {
    await this.#parts.refunds.refundUndelivered(ctx, em, order, [esim.id], reason);
    await this.#fail(ctx, em, order, [esim], reason);
  }

  /** Where the policy is `person`: calls for one, with the orders that wait the longest. @returns how many wait */
  async remind(ctx: RequestContext): Promise<number> {
    const { settings, alerts } = this.#parts;
    if (settings.policy !== 'person') return 0;
    const waiting = await this.#overdue(ctx);
    await inTransaction(ctx.em, async (em) => {
      if (waiting.length === 0) return alerts.settle(ctx, em, alertKey);
      const shown = waiting.slice(0, 10).map(({ number }) => number);
      await alerts.raise(ctx, em, {
        kind: 'UNDELIVERED',
        key: alertKey,
        subject: sayInEach(waiting.length === 1 ? texts.undeliveredOne : texts.undelivered, {
          count: waiting.length,
          hours: settings.afterHours,
        }),
        lines: [sayInEach(texts.undeliveredOldest, { numbers: shown.join(', ') }), texts.undeliveredTodo],
        path: '/admin/review',
        severity: 'CRITICAL',
      });
    });
    return waiting.length;
  }

  /** Settles the alert that eSIMs wait for a person, once none does. */
  async settleReviewAlert(ctx: RequestContext): Promise<void> {
    const { rows } = await sql`select from esims where status = 'IN_REVIEW' limit 1`.execute(
      ctx.em.getKysely(),
    );
    if (rows.length > 0) return;
    await inTransaction(ctx.em, (em) => this.#parts.alerts.settle(ctx, em, reviewAlertKey));
  }

  /**
   * Gives up the eSIMs of an order that were not delivered in time; what was set to work anew since has its own time.
   * Locks order, payment, stock, eSIM. Does nothing while a supplier is being asked, so that its answer is not lost;
   * the next minute comes back.
   */
  async #giveUp(ctx: RequestContext, em: EntityManager, orderId: string, reason: string): Promise<boolean> {
    const order = await lockOrder(em, orderId);
    if (!isDeliverable(order)) return false;
    const which = {
      orderId,
      status: { $in: [...undelivered] },
      settledAt: null,
      $or: [{ roundAt: null }, { roundAt: { $lte: this.#dueBefore(ctx) } }],
    };
    const found = await em.find(Esim, which, { orderBy: { position: 'asc' } });
    const ids = found.map(({ id }) => id);
    if (found.length === 0 || (await this.#parts.attempts.areAsking(ctx, em, order, ids))) return false;
    await this.#parts.refunds.refundUndelivered(ctx, em, order, ids, reason);
    const esims = await em.find(Esim, which, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    await this.#fail(ctx, em, order, esims, reason);
    return true;
  }

  async #fail(
    ctx: RequestContext,
    em: EntityManager,
    order: Order,
    esims: readonly Esim[],
    reason: string,
  ): Promise<void> {
    for (const esim of esims) {
      await this.#parts.esims.move(ctx, em, order, esim, 'FAILED', reason);
      esim.settledAt = ctx.clock.now();
    }
    const [first] = esims;
    if (first) await this.#parts.delivery.reckon(ctx, em, order, first);
    ctx.log.warn({ order: order.number, esims: esims.length }, 'undelivered_given_up');
  }

  /** What was paid, or last set to work, before this is overdue. */
  #dueBefore(ctx: RequestContext): Date {
    return addHours(ctx.clock.now(), -this.#parts.settings.afterHours);
  }

  /**
   * Orders with eSIMs that were not delivered in time, counted from the payment or from when they were last set to
   * work. A refund that did not reach the card is a person's: another one by itself might pay twice. What is promised
   * back already is not promised again.
   */
  async #overdue(ctx: RequestContext): Promise<{ id: string; number: string }[]> {
    const before = this.#dueBefore(ctx);
    const { rows } = await sql<{ id: string; number: string }>`
      select o.id, o.number from orders o
      where o.payment_status in ('PAID', 'PARTIALLY_REFUNDED') and o.paid_at <= ${before}
        and o.refund_promised_at is null and not jsonb_exists(o.holds, 'REFUND_FAILED') and o.id in (
          select order_id from esims where status in ('PROVISIONING', 'IN_REVIEW', 'FAILED') and settled_at is null
            and coalesce(round_at, o.paid_at) <= ${before})
      order by o.paid_at, o.id limit ${batch}`.execute(ctx.em.getKysely());
    return rows;
  }
}

/** One alert for all eSIMs that wait for a person, so that an outage does not send a thousand mails. */
export const reviewAlertKey = 'deliveries-in-review';
