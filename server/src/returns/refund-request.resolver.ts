import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Esim } from '../esims/esim.entity.ts';
import { EsimType } from '../esims/esim.type.ts';
import type { Order } from '../orders/order.entity.ts';
import { loadOrder, loadOrderEsims } from '../orders/order.query.ts';
import { OrderType } from '../orders/order.type.ts';
import { RefundType } from '../payments/money-back.type.ts';
import type { Refund } from '../payments/refund.entity.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { type Money, money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { Shop } from '../shop/shop.resolver.ts';
import type { RefundDecisionService } from './refund-decision.service.ts';
import { askableUntil, whyEsimIsNotAskable, whyOrderIsNotRefundable } from './refund-eligibility.ts';
import { refundPolicy } from './refund-policy.ts';
import type { RefundRequest } from './refund-request.entity.ts';
import { loadRefund, loadRefundRequests } from './refund-request.query.ts';
import type { RefundRequestService } from './refund-request.service.ts';
import {
  DecideRefundRequestResult,
  RefundOffer,
  RefundPolicy,
  RefundRequested,
  RefundRequestType,
  RequestRefundResult,
} from './refund-request.type.ts';

/** What of an order its buyer may ask back, has asked back, and how it was answered. */
@Resolver(() => OrderType)
export class RefundRequestResolver {
  readonly #requests: RefundRequestService;
  readonly #decisions: RefundDecisionService;

  constructor(parts: { requests: RefundRequestService; decisions: RefundDecisionService }) {
    this.#requests = parts.requests;
    this.#decisions = parts.decisions;
  }

  @FieldResolver(() => [RefundRequestType], { description: 'Oldest first.' })
  async refundRequests(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<RefundRequest[]> {
    return loadRefundRequests(ctx, order.id);
  }

  @FieldResolver(() => RefundOffer, {
    nullable: true,
    description: 'What its buyer may ask back now by the shop’s policy; null when nothing.',
  })
  async refundOffer(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<RefundOffer | null> {
    if (whyOrderIsNotRefundable(order)) return null;
    const [all, requests] = await Promise.all([
      loadOrderEsims(ctx, order.id),
      loadRefundRequests(ctx, order.id),
    ]);
    const esims = all.filter((esim) => whyEsimIsNotAskable(esim, requests, ctx.clock.now()) === null);
    if (esims.length === 0) return null;
    const until = new Date(Math.min(...esims.map((esim) => askableUntil(esim).getTime())));
    const share = money(Math.floor(order.total / order.quantity), order.currency);
    return Object.assign(new RefundOffer(), { esims, until, share });
  }

  @Auth('CUSTOMER')
  @Mutation(() => RequestRefundResult, {
    description: 'Asks for the price of unused eSIMs back. esimIds: null asks for all that may be asked for.',
  })
  async requestRefund(
    @Ctx() ctx: RequestContext,
    @Arg('orderNumber', () => String) orderNumber: string,
    @Arg('reason', () => String) reason: string,
    @Arg('idempotencyKey', () => String) idempotencyKey: string,
    @Arg('esimIds', () => [ID], { nullable: true }) esimIds?: string[] | null,
  ): Promise<object> {
    const wish = { orderNumber, reason, idempotencyKey, esimIds: esimIds ?? null };
    return this.#requests.request(ctx, signedIn(ctx), wish);
  }

  @Auth('FINANCE', 'ADMIN')
  @Mutation(() => DecideRefundRequestResult, {
    description: 'The money goes out by itself, and the eSIMs open nothing from then on.',
  })
  async approveRefundRequest(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<object> {
    return this.#decisions.approve(ctx, signedIn(ctx), id);
  }

  @Auth('FINANCE', 'ADMIN')
  @Mutation(() => DecideRefundRequestResult, { description: 'The buyer is told the reason.' })
  async refuseRefundRequest(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#decisions.refuse(ctx, signedIn(ctx), { id, reason });
  }
}

@Resolver(() => RefundRequestType)
export class RefundRequestFieldsResolver {
  @FieldResolver(() => MoneyType, { description: 'The share asked for; once approved, what goes back.' })
  amount(@Root() { amount, currency }: RefundRequest): Money {
    return money(amount, currency);
  }

  @FieldResolver(() => [EsimType])
  async esims(@Root() { orderId, esimIds }: RefundRequest, @Ctx() ctx: RequestContext): Promise<Esim[]> {
    return (await loadOrderEsims(ctx, orderId)).filter(({ id }) => esimIds.includes(id));
  }

  @FieldResolver(() => RefundType, { nullable: true, description: 'The money on its way, once approved.' })
  async refund(@Root() { refundId }: RefundRequest, @Ctx() ctx: RequestContext): Promise<Refund | null> {
    return refundId ? loadRefund(ctx, refundId) : null;
  }
}

@Resolver(() => RefundRequested)
export class RefundRequestedResolver {
  @FieldResolver(() => RefundRequestType)
  request(@Root() { request }: RefundRequested): RefundRequest {
    return request;
  }

  @FieldResolver(() => OrderType)
  async order(@Root() { request }: RefundRequested, @Ctx() ctx: RequestContext): Promise<Order | null> {
    return loadOrder(ctx, request.orderId);
  }
}

@Resolver(() => Shop)
export class RefundPolicyResolver {
  @FieldResolver(() => RefundPolicy)
  refundPolicy(): RefundPolicy {
    return refundPolicy;
  }
}
