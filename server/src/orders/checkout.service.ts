import { sql } from 'kysely';
import { loadPlanCountries } from '../catalog/catalog.loaders.ts';
import { findAlternatives, findPlansBy } from '../catalog/plan.query.ts';
import type { Plan } from '../catalog/plan.type.ts';
import { hasSupplier } from '../catalog/plan-suppliers.ts';
import type { Config } from '../config.ts';
import type { DeliveryService } from '../esims/delivery.service.ts';
import type { StockService } from '../inventory/stock.service.ts';
import type { Payment } from '../payments/payment.entity.ts';
import type { PaymentService } from '../payments/payment.service.ts';
import { GatewayRefused, GatewayUnavailable, type PaymentGateway } from '../payments/payment-gateway.ts';
import { addMinutes } from '../platform/clock/clock.ts';
import { type KeyOf, keyInsert } from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { insertRows, together } from '../platform/database/together.ts';
import { inTransaction, violatedConstraint } from '../platform/database/transaction.ts';
import { callerError } from '../platform/graphql/errors.ts';
import { InvalidInput, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import { formatMoney, type Money, money } from '../platform/money/money.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { switchMessages } from '../switches/switch.messages.ts';
import type { SwitchService } from '../switches/switch.service.ts';
import { PurchasesPaused } from '../switches/switch.type.ts';
import { isSwitchedOn } from '../switches/switch-name.ts';
import { invalid, type ValidCheckout, validateCheckout } from './checkout.input.ts';
import { excessOf, readStanding } from './checkout.standing.ts';
import {
  type CheckoutInput,
  type CheckoutOutcome,
  CheckoutStarted,
  IdempotencyConflict,
  OrderNotPayable,
  PaymentProviderUnavailable,
  PlanUnavailable,
  PriceChanged,
} from './checkout.types.ts';
import { type NewOrder, newOrder } from './new-order.ts';
import { Order } from './order.entity.ts';
import { orderMessages as messages } from './order.messages.ts';
import type { OrderStates } from './order.states.ts';

interface Parts {
  config: Config;
  stock: StockService;
  payments: PaymentService;
  delivery: DeliveryService;
  states: OrderStates;
  gateway: PaymentGateway;
  switches: Pick<SwitchService, 'isOn'>;
}

/** An order, and its payment where this call has made it. */
interface Opened {
  order: Order;
  payment?: Payment;
  /** The order was there before, and PURCHASES is off: it is shown as it stands, and not paid now. */
  isPaused?: boolean;
}

/** Thrown inside the transaction so that what was reserved is undone, and caught right outside it. */
class Refusal extends Error {
  readonly outcome: Exclude<CheckoutOutcome, CheckoutStarted>;
  constructor(outcome: Exclude<CheckoutOutcome, CheckoutStarted>) {
    super(outcome.code);
    this.outcome = outcome;
  }
}

/** The use case of buying: an order with its price frozen and its items set aside, then a payment for it. */
export class CheckoutService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Opens an order and its payment. The price is the server's; another total than the buyer was shown is
   * PriceChanged before anything is made. Idempotent by the caller's key: a repeat answers with the first
   * order as it stands now. Serialises one person's checkouts (an advisory lock), then locks stock.
   */
  async checkout(ctx: RequestContext, actor: SignedInUser, input: CheckoutInput): Promise<CheckoutOutcome> {
    const valid = validateCheckout(input, ctx.locale);
    if (valid instanceof InvalidInput) return valid;
    try {
      const open = (em: EntityManager) => this.#open({ ...ctx, em, loaders: new Map() }, em, actor, valid);
      const { order, payment, isPaused } = await inTransaction(ctx.em, open, 'orders_number_key');
      if (isPaused && !whyNotPayable(order, ctx.clock.now())) return paused(ctx);
      return await this.#withPayment(ctx, actor, order, payment);
    } catch (error) {
      if (error instanceof Refusal) return error.outcome;
      // They deleted their account while this waited.
      if (violatedConstraint(error) === 'orders_buyer_is_there')
        throw callerError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
      throw error;
    }
  }

  /** Resumes the payment of one's own open order: after a reload, a decline, or days later. */
  async startPayment(
    ctx: RequestContext,
    actor: SignedInUser,
    number: string,
  ): Promise<CheckoutStarted | OrderNotPayable | PaymentProviderUnavailable | PurchasesPaused> {
    const order = await ctx.em.fork().findOne(Order, { number: number.toUpperCase(), userId: actor.userId });
    const problem = order ? whyNotPayable(order, ctx.clock.now()) : 'ORDER_NOT_FOUND';
    if (!order || problem) {
      const code = problem ?? 'ORDER_NOT_FOUND';
      return userError(OrderNotPayable, { code, message: say(messages[code], ctx.locale) });
    }
    if (!(await this.#parts.switches.isOn(ctx.em, 'PURCHASES'))) return paused(ctx);
    return this.#withPayment(ctx, actor, order);
  }

  async #withPayment(
    ctx: RequestContext,
    actor: SignedInUser,
    order: Order,
    attempt?: Payment,
  ): Promise<CheckoutStarted | PaymentProviderUnavailable> {
    if (whyNotPayable(order, ctx.clock.now())) return started(order, null);
    try {
      const payment = await this.#parts.payments.openIntent(ctx, order, actor.account.email, attempt);
      if (payment.kind === 'paid')
        return started(await ctx.em.fork().findOneOrFail(Order, { id: order.id }), null);
      const { publishableKey, apiBase } = this.#parts.gateway;
      const { paymentIntentId, clientSecret } = payment;
      return started(order, { paymentIntentId, clientSecret, publishableKey, apiBase });
    } catch (error) {
      // Refused or unreachable, the order stands and nothing was charged.
      if (!(error instanceof GatewayUnavailable || error instanceof GatewayRefused)) throw error;
      ctx.log.warn({ order: order.number, error: error.message }, 'payment_provider_unavailable');
      const message = say(messages.PAYMENT_PROVIDER_UNAVAILABLE, ctx.locale, { number: order.number });
      return userError(PaymentProviderUnavailable, { code: 'PAYMENT_PROVIDER_UNAVAILABLE', message });
    }
  }

  async #open(
    ctx: RequestContext,
    em: EntityManager,
    actor: SignedInUser,
    input: ValidCheckout,
  ): Promise<Opened> {
    const { rows } = await sql<{ isOpen: boolean }>`
      select pg_advisory_xact_lock(hashtextextended(${`checkout ${actor.userId}`}, 0)),
        ${isSwitchedOn('PURCHASES')} as "isOpen"`.execute(em.getKysely());
    const isPaused = rows[0]?.isOpen === false;
    const key = {
      actor: `user:${actor.userId}`,
      mutation: 'checkout',
      key: input.idempotencyKey,
      input: withoutKey(input),
    };
    const standing = await readStanding(em, actor, key);
    if (standing.key.kind === 'repeat')
      return { order: await em.findOneOrFail(Order, { id: standing.key.resultId }), isPaused };
    if (standing.key.kind === 'conflict') throw new Refusal(conflict(ctx));
    if (isPaused) throw new Refusal(paused(ctx));

    const plan = await this.#sellablePlan(ctx, input);
    const excess = excessOf(ctx, standing, this.#parts.config.limits, input.quantity);
    if (excess) throw new Refusal(excess);
    const opened = await this.#createOrder(ctx, em, { actor, plan, input, key });
    // On demand: nothing is on the shelf, and a supplier makes it.
    if (plan.availability === 'IN_STOCK') await this.#reserve(ctx, em, opened.order, plan);
    return opened;
  }

  async #reserve(ctx: RequestContext, em: EntityManager, order: Order, plan: Plan): Promise<void> {
    const reserved = await this.#parts.stock.reserve(ctx, em, order.id, plan.id, order.quantity);
    if (reserved.length < order.quantity && !(await hasSupplier(em, plan.id)))
      throw new Refusal(await unavailable(ctx, plan));
  }

  async #sellablePlan(ctx: RequestContext, input: ValidCheckout): Promise<Plan> {
    const [plan] = await findPlansBy(ctx, 'id', [input.planId], input.currency);
    if (!plan) {
      const error = { path: 'planId', code: 'UNKNOWN_PLAN', message: say(messages.UNKNOWN_PLAN, ctx.locale) };
      throw new Refusal(invalid([error], ctx.locale));
    }
    if (plan.availability === 'SOLD_OUT') throw new Refusal(await unavailable(ctx, plan));
    const total = money(plan.amount * input.quantity, input.currency);
    if (total.amount !== input.expectedAmount) throw new Refusal(priceChanged(ctx, total));
    return plan;
  }

  /** Writes an order with all that belongs to it, in one statement. */
  async #createOrder(
    ctx: RequestContext,
    em: EntityManager,
    wish: NewOrder & { key: KeyOf },
  ): Promise<Opened> {
    const { payments, delivery, states, config } = this.#parts;
    const now = ctx.clock.now();
    const order = newOrder(ctx, wish, {
      countryCodes: (await loadPlanCountries(ctx, wish.plan.id)).map(({ iso2 }) => iso2),
      expiresAt: addMinutes(now, config.orderExpiresMinutes),
    });
    const { payment, insert } = payments.newAttempt(order, 1, now);
    await together(em, [
      insertRows('orders', [order]),
      states.newCreated(ctx, order),
      insert,
      delivery.newPending(order, now),
      keyInsert(wish.key, order.id, now),
    ]);
    return { order, payment, isPaused: false };
  }
}

/** Why an order cannot be paid now, as a code; null when it can. */
export function whyNotPayable(
  order: Order,
  now: Date,
): 'ORDER_ALREADY_PAID' | 'ORDER_CLOSED' | 'PAYMENT_IN_PROGRESS' | null {
  if (order.paymentStatus === 'PROCESSING') return 'PAYMENT_IN_PROGRESS';
  if (order.paymentStatus !== 'UNPAID') return 'ORDER_ALREADY_PAID';
  if (order.status !== 'OPEN' || (order.expiresAt && order.expiresAt <= now)) return 'ORDER_CLOSED';
  return null;
}

const started = (order: Order, payment: CheckoutStarted['payment']): CheckoutStarted =>
  Object.assign(new CheckoutStarted(), { order, payment });

const withoutKey = ({ idempotencyKey: _key, ...input }: ValidCheckout) => input;

const paused = (ctx: RequestContext): PurchasesPaused =>
  userError(PurchasesPaused, {
    code: 'PURCHASES_PAUSED',
    message: say(switchMessages.PURCHASES_PAUSED, ctx.locale),
  });

const conflict = (ctx: RequestContext): IdempotencyConflict =>
  userError(IdempotencyConflict, {
    code: 'IDEMPOTENCY_CONFLICT',
    message: say(messages.IDEMPOTENCY_CONFLICT, ctx.locale),
  });

const priceChanged = (ctx: RequestContext, newTotal: Money): PriceChanged =>
  userError(PriceChanged, {
    code: 'PRICE_CHANGED',
    message: say(messages.PRICE_CHANGED, ctx.locale, { total: formatMoney(newTotal, ctx.locale) }),
    newTotal,
  });

async function unavailable(ctx: RequestContext, plan: Plan): Promise<PlanUnavailable> {
  return userError(PlanUnavailable, {
    code: 'PLAN_UNAVAILABLE',
    message: say(messages.PLAN_UNAVAILABLE, ctx.locale),
    alternatives: await findAlternatives(ctx, plan, 3),
  });
}
