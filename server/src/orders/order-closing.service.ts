import { sql } from 'kysely';
import { z } from 'zod';
import type { AuditLog } from '../audit/audit-log.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { PaymentService } from '../payments/payment.service.ts';
import { GatewayUnavailable } from '../payments/payment-gateway.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import { defineJob, type JobDefinition } from '../platform/jobs/jobs.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { OrderNotCancellable } from './checkout.types.ts';
import { Order } from './order.entity.ts';
import { lockOrder } from './order.lock.ts';
import { orderMessages as messages } from './order.messages.ts';
import type { OrderStates } from './order.states.ts';

interface Parts {
  payments: PaymentService;
  stock: StockService;
  states: OrderStates;
  audit: AuditLog;
}

interface Closing {
  to: 'CANCELLED' | 'EXPIRED';
  reason: string;
  /** What else is written in the transaction that closes. */
  alongside?: ((em: EntityManager) => Promise<void>) | undefined;
}

/** How many expired orders one sweep closes; the next minute's sweep takes the rest. */
const sweepSize = 200;

/** Closing unpaid orders: by their buyer, or by the clock. What was set aside for them goes back. */
export class OrderClosingService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Closes orders whose time is up, once a minute, on one process. */
  readonly job: JobDefinition = defineJob({
    name: 'expire-orders',
    data: z.object({}),
    retryLimit: 2,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 60,
    expireInSeconds: 300,
    concurrency: 1,
    cron: '* * * * *',
    handle: async (ctx) => ((await this.expireDue(ctx)) > 0 ? 'SUCCESS' : 'SKIPPED'),
  });

  /** Cancels one's own unpaid order. Money that came first wins: then it is OrderNotCancellable. */
  async cancel(
    ctx: RequestContext,
    actor: SignedInUser,
    number: string,
  ): Promise<Order | OrderNotCancellable> {
    const order = await ctx.em.fork().findOne(Order, { number: number.toUpperCase(), userId: actor.userId });
    if (!order) return notCancellable(ctx, 'ORDER_NOT_FOUND', number);
    return this.#cancel(ctx, order, recorded(reasons.byItsBuyer));
  }

  /** The same by staff, for any order, with a reason. What is paid is refunded instead. */
  async cancelByStaff(
    ctx: RequestContext,
    { number, reason }: { number: string; reason: string },
  ): Promise<Order | OrderNotCancellable> {
    if (reason.trim().length < 3 || reason.length > 500)
      return notCancellable(ctx, 'REASON_REQUIRED', number);
    const order = await ctx.em.fork().findOne(Order, { number: number.toUpperCase() });
    if (!order) return notCancellable(ctx, 'ORDER_NOT_FOUND', number);
    return this.#cancel(ctx, order, reason.trim(), (em) =>
      this.#parts.audit.record(ctx, em, {
        action: 'cancelOrderByStaff',
        subject: { type: 'order', id: order.id, label: order.number },
        reason,
        before: { status: order.status },
        after: { status: 'CANCELLED' },
      }),
    );
  }

  async #cancel(
    ctx: RequestContext,
    order: Order,
    reason: string,
    alongside?: (em: EntityManager) => Promise<void>,
  ): Promise<Order | OrderNotCancellable> {
    if (order.status === 'CANCELLED') return order;
    try {
      await this.#close(ctx, order, { to: 'CANCELLED', reason, alongside });
    } catch (error) {
      if (!(error instanceof GatewayUnavailable)) throw error;
      return notCancellable(ctx, 'PAYMENT_PROVIDER_UNAVAILABLE', order.number);
    }
    const now = await ctx.em.fork().findOneOrFail(Order, { id: order.id });
    if (now.status === 'CANCELLED') return now;
    return notCancellable(ctx, whyNot(now), now.number);
  }

  /** Expires every open unpaid order whose time is up. @returns how many were closed */
  async expireDue(ctx: RequestContext): Promise<number> {
    const { rows } = await sql<{ id: string }>`
      select id from orders where status = 'OPEN' and payment_status = 'UNPAID' and expires_at <= ${ctx.clock.now()}
      order by expires_at, id limit ${sweepSize}`.execute(ctx.em.getKysely());
    let closed = 0;
    for (const { id } of rows) {
      try {
        const order = await ctx.em.fork().findOneOrFail(Order, { id });
        if (await this.#close(ctx, order, { to: 'EXPIRED', reason: recorded(reasons.notPaidInTime) }))
          closed += 1;
      } catch (error) {
        // One order that cannot be closed now must not keep the others open; the next sweep tries it again.
        ctx.log.warn({ error, orderId: id }, 'order_not_expired');
      }
    }
    return closed;
  }

  /**
   * First the intent is made impossible to pay, then the order is closed: in the other order a payment could
   * slip in between. False when the order was paid instead.
   */
  async #close(ctx: RequestContext, order: Order, closing: Closing): Promise<boolean> {
    if (order.status !== 'OPEN' || order.paymentStatus !== 'UNPAID') return false;
    const closed = await this.#parts.payments.close(ctx, order.id);
    if (closed === 'paid') return false;
    const outcome = await inTransaction(ctx.em, async (em) => {
      const locked = await lockOrder(em, order.id);
      if (locked.status !== 'OPEN' || locked.paymentStatus !== 'UNPAID') return false;
      if (!(await this.#parts.payments.cancelOpenAttempt(ctx, em, locked, closed.closedIntentId)))
        return 'again';
      await this.#parts.stock.release(ctx, em, order.id, closing.reason);
      await this.#parts.states.move(ctx, em, locked, 'status', closing.to, closing.reason);
      await closing.alongside?.(em);
      return true;
    });
    return outcome === 'again' ? this.#close(ctx, order, closing) : outcome;
  }
}

type Why =
  | 'REASON_REQUIRED'
  | 'ORDER_NOT_FOUND'
  | 'ORDER_CLOSED'
  | 'ORDER_ALREADY_PAID'
  | 'PAYMENT_IN_PROGRESS'
  | 'PAYMENT_PROVIDER_UNAVAILABLE';

function whyNot(order: Order): Why {
  if (order.paymentStatus === 'PROCESSING') return 'PAYMENT_IN_PROGRESS';
  return order.paymentStatus === 'UNPAID' ? 'ORDER_CLOSED' : 'ORDER_ALREADY_PAID';
}

const notCancellable = (ctx: RequestContext, code: Why, number: string): OrderNotCancellable =>
  userError(OrderNotCancellable, { code, message: say(messages[code], ctx.locale, { number }) });
