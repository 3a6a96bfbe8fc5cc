import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { UserType } from '../accounts/sign-in.types.ts';
import type { User } from '../accounts/user.entity.ts';
import type { Esim } from '../esims/esim.entity.ts';
import { EsimType } from '../esims/esim.type.ts';
import type { Payment } from '../payments/payment.entity.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import type { Page } from '../platform/graphql/connection.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { type Money, money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { whyNotPayable } from './checkout.service.ts';
import { Order } from './order.entity.ts';
import { countOrders, findOrders, loadOrderEsims, loadPayments, loadUser } from './order.query.ts';
import {
  CappedCount,
  OrderConnection,
  OrderFilter,
  OrderSort,
  OrderType,
  PaymentType,
  PlanSnapshot,
} from './order.type.ts';

@ArgsType()
class OrdersArgs {
  @Field(() => OrderFilter, { nullable: true })
  filter?: OrderFilter | null;
  @Field(() => OrderSort, { defaultValue: OrderSort.NEWEST })
  sort!: OrderSort;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@Resolver(() => OrderType)
export class OrderResolver {
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => OrderConnection)
  async orders(@Ctx() ctx: RequestContext, @Args(() => OrdersArgs) args: OrdersArgs): Promise<Page<Order>> {
    return findOrders(ctx, args, { filter: args.filter ?? {}, sort: args.sort });
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => CappedCount, { description: 'How many orders a filter finds, exact to 10,000.' })
  async orderCount(
    @Ctx() ctx: RequestContext,
    @Arg('filter', () => OrderFilter, { nullable: true }) filter?: OrderFilter | null,
  ): Promise<CappedCount> {
    return countOrders(ctx, filter ?? {});
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => OrderType, { nullable: true })
  async order(
    @Ctx() ctx: RequestContext,
    @Arg('number', () => String) number: string,
  ): Promise<Order | null> {
    return ctx.em.findOne(Order, { number: number.toUpperCase() });
  }

  @FieldResolver(() => PlanSnapshot)
  plan(@Root() order: Order): PlanSnapshot {
    return order.planSnapshot;
  }

  @FieldResolver(() => MoneyType)
  subtotal(@Root() order: Order): Money {
    return money(order.subtotal, order.currency);
  }

  @FieldResolver(() => MoneyType)
  discount(@Root() order: Order): Money {
    return money(order.discount, order.currency);
  }

  @FieldResolver(() => MoneyType)
  tax(@Root() order: Order): Money {
    return money(order.tax, order.currency);
  }

  @FieldResolver(() => MoneyType)
  total(@Root() order: Order): Money {
    return money(order.total, order.currency);
  }

  @FieldResolver(() => [PaymentType])
  async payments(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<Payment[]> {
    return loadPayments(ctx, order.id);
  }

  @FieldResolver(() => [EsimType])
  async esims(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<Esim[]> {
    return loadOrderEsims(ctx, order.id);
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => UserType)
  async customer(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<User | null> {
    return loadUser(ctx, order.userId);
  }

  @FieldResolver(() => Boolean, { description: 'startPayment would succeed.' })
  isPayable(@Root() order: Order, @Ctx() ctx: RequestContext): boolean {
    return whyNotPayable(order, ctx.clock.now()) === null;
  }

  @FieldResolver(() => Boolean)
  isCancellable(@Root() order: Order): boolean {
    return order.status === 'OPEN' && order.paymentStatus === 'UNPAID';
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'Where the delivery mail goes, for its owner; null for staff without the right to see it.',
  })
  async deliveryEmail(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<string | null> {
    const isOwn = ctx.actor.kind === 'user' && ctx.actor.userId === order.userId;
    return isOwn ? ((await loadUser(ctx, order.userId))?.email ?? null) : null;
  }
}

@Resolver(() => PaymentType)
export class PaymentResolver {
  @FieldResolver(() => MoneyType)
  amount(@Root() payment: Payment): Money {
    return money(payment.amount, payment.currency);
  }

  @FieldResolver(() => MoneyType)
  refunded(@Root() payment: Payment): Money {
    return money(payment.refunded, payment.receivedCurrency ?? payment.currency);
  }
}

/** One's own orders: reached only through `me`, and so never anyone else's. */
@Resolver(() => UserType)
export class OwnOrdersResolver {
  @FieldResolver(() => OrderConnection)
  async orders(
    @Root() user: User,
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<Order>> {
    return findOrders(ctx, { first, after: after ?? null }, { userId: user.id });
  }

  @FieldResolver(() => OrderType, { nullable: true })
  async order(
    @Root() user: User,
    @Ctx() ctx: RequestContext,
    @Arg('number', () => String) number: string,
  ): Promise<Order | null> {
    return ctx.em.findOne(Order, { number: number.toUpperCase(), userId: user.id });
  }
}
