import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Order } from '../orders/order.entity.ts';
import { loadOrder } from '../orders/order.query.ts';
import { OrderType, PaymentType } from '../orders/order.type.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type Page, pageRequest } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Payment } from './payment.entity.ts';
import {
  findPayments,
  findStripeEvents,
  loadStripeEvents,
  paymentOrder,
  stripeEventOrder,
} from './payment-list.query.ts';
import {
  PaymentConnection,
  PaymentFilter,
  StripeEventConnection,
  StripeEventType,
} from './payment-list.type.ts';

@ArgsType()
class PaymentsArgs {
  @Field(() => PaymentFilter, { nullable: true })
  filter?: PaymentFilter | null;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@ArgsType()
class StripeEventsArgs {
  @Field(() => Boolean, { defaultValue: false })
  overdueOnly!: boolean;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

/** Payments as staff look at them: across orders, with what Stripe calls them and what it told of them. */
@Resolver(() => PaymentType)
export class PaymentListResolver {
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => PaymentConnection, { description: 'Payments of every order, newest first.' })
  async payments(
    @Ctx() ctx: RequestContext,
    @Args(() => PaymentsArgs) args: PaymentsArgs,
  ): Promise<Page<Payment>> {
    return findPayments(ctx, args.filter ?? {}, pageRequest(args, paymentOrder, ['string']));
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => StripeEventConnection, {
    description:
      'The webhook inbox, newest first, paged by offset. overdueOnly: what should have been worked on by now.',
  })
  async stripeEvents(
    @Ctx() ctx: RequestContext,
    @Args(() => StripeEventsArgs) { overdueOnly, first, offset }: StripeEventsArgs,
  ): Promise<Page<StripeEventType>> {
    const page = pageRequest({ first, offset: offset ?? null }, stripeEventOrder, []);
    return findStripeEvents(ctx, { isOverdueOnly: overdueOnly, page });
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => String)
  provider(@Root() payment: Payment): string {
    return payment.provider;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Stripe’s id, pi_…; null until Stripe has answered.',
  })
  paymentIntentId(@Root() payment: Payment): string | null {
    return payment.paymentIntentId;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => OrderType)
  async order(@Root() payment: Payment, @Ctx() ctx: RequestContext): Promise<Order | null> {
    return loadOrder(ctx, payment.orderId);
  }
}

@Resolver(() => OrderType)
export class OrderStripeEventsResolver {
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => [StripeEventType], {
    description: 'What Stripe told of this order’s payments, oldest first.',
  })
  async stripeEvents(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<StripeEventType[]> {
    return loadStripeEvents(ctx, order.id);
  }
}
