import { Arg, Ctx, FieldResolver, Query, Resolver } from 'type-graphql';
import { salesSince } from '../payments/sales.query.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { DeskService } from './desk.service.ts';
import { DaySales, Desk, WaitingItem } from './desk.type.ts';

@Resolver(() => Desk)
export class DeskResolver {
  readonly #desk: DeskService;

  constructor(desk: DeskService) {
    this.#desk = desk;
  }

  @Auth('SUPPORT', 'CATALOG', 'FINANCE', 'ADMIN')
  @Query(() => Desk)
  desk(): object {
    return {};
  }

  @FieldResolver(() => [WaitingItem])
  async waiting(@Ctx() ctx: RequestContext): Promise<WaitingItem[]> {
    return this.#desk.waiting(ctx);
  }

  @Auth('FINANCE', 'ADMIN')
  @FieldResolver(() => [DaySales], {
    description: 'Orders paid and money given back since a moment, by currency.',
  })
  async sales(@Ctx() ctx: RequestContext, @Arg('from', () => DateTime) from: Date): Promise<DaySales[]> {
    const sales = await salesSince(ctx, from);
    return sales.map(({ currency, paidOrders, revenue, refunded }) => ({
      paidOrders,
      revenue: money(revenue, currency),
      refunded: money(refunded, currency),
    }));
  }
}
