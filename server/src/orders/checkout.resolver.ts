import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { RefundService } from '../payments/refund.service.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import { MoneyInput } from '../platform/graphql/money.type.ts';
import { isLocale, type RequestContext } from '../platform/request-context.ts';
import type { Limits } from '../platform/security/limits.ts';
import type { CheckoutService } from './checkout.service.ts';
import {
  CancelOrderResult,
  CheckoutConsent,
  CheckoutInput,
  type CheckoutOutcome,
  CheckoutResult,
  RefundOrderResult,
  StartPaymentResult,
} from './checkout.types.ts';
import { currentConsent } from './checkout-consent.ts';
import type { OrderClosingService } from './order-closing.service.ts';
import { tooManyPayments } from './payment.limit.ts';

@Resolver()
export class CheckoutResolver {
  readonly #checkouts: CheckoutService;
  readonly #closing: OrderClosingService;
  readonly #refunds: RefundService;

  readonly #limits: Limits;

  constructor(parts: {
    checkouts: CheckoutService;
    closing: OrderClosingService;
    refunds: RefundService;
    limits: Limits;
  }) {
    this.#limits = parts.limits;
    this.#checkouts = parts.checkouts;
    this.#closing = parts.closing;
    this.#refunds = parts.refunds;
  }

  @Query(() => CheckoutConsent)
  checkoutConsent(
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): CheckoutConsent {
    return currentConsent(locale && isLocale(locale) ? locale : ctx.locale);
  }

  @Auth('CUSTOMER')
  @Mutation(() => CheckoutResult)
  async checkout(
    @Ctx() ctx: RequestContext,
    @Arg('input', () => CheckoutInput) input: CheckoutInput,
  ): Promise<CheckoutOutcome> {
    const limited = await tooManyPayments(ctx, this.#limits);
    return limited ?? this.#checkouts.checkout(ctx, signedIn(ctx), input);
  }

  @Auth('CUSTOMER')
  @Mutation(() => StartPaymentResult, {
    description:
      'For an open, unpaid order: after a reload, a decline, or days later. The open PaymentIntent is reused.',
  })
  async startPayment(
    @Ctx() ctx: RequestContext,
    @Arg('orderNumber', () => String) orderNumber: string,
  ): Promise<object> {
    const limited = await tooManyPayments(ctx, this.#limits);
    return limited ?? this.#checkouts.startPayment(ctx, signedIn(ctx), orderNumber);
  }

  @Auth('CUSTOMER')
  @Mutation(() => CancelOrderResult)
  async cancelOrder(
    @Ctx() ctx: RequestContext,
    @Arg('number', () => String) number: string,
  ): Promise<object> {
    const limited = await tooManyPayments(ctx, this.#limits);
    return limited ?? this.#closing.cancel(ctx, signedIn(ctx), number);
  }

  @Auth('SUPPORT', 'ADMIN')
  @Mutation(() => CancelOrderResult, {
    description: 'Closes somebody’s unpaid order. What is paid is refunded instead.',
  })
  async cancelOrderByStaff(
    @Ctx() ctx: RequestContext,
    @Arg('number', () => String) number: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#closing.cancelByStaff(ctx, { number, reason });
  }

  @Auth('FINANCE', 'ADMIN')
  @Mutation(() => RefundOrderResult, {
    description:
      'amount: null refunds what is left. paymentId names another of the order’s payments than the one that pays it.',
  })
  async refundOrder(
    @Ctx() ctx: RequestContext,
    @Arg('number', () => String) number: string,
    @Arg('reason', () => String) reason: string,
    @Arg('idempotencyKey', () => String) idempotencyKey: string,
    @Arg('amount', () => MoneyInput, { nullable: true }) amount?: MoneyInput | null,
    @Arg('paymentId', () => ID, { nullable: true }) paymentId?: string | null,
  ): Promise<object> {
    return this.#refunds.refund(ctx, signedIn(ctx), {
      number,
      amount: amount ?? null,
      paymentId: paymentId ?? null,
      reason,
      idempotencyKey,
    });
  }
}
