import { Arg, Ctx, FieldResolver, ID, Resolver, type ResolverData, Root, Subscription } from 'type-graphql';
import { loadPlan } from '../catalog/plan.loader.ts';
import { Plan } from '../catalog/plan.type.ts';
import { isId } from '../platform/database/id.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { StockAlert } from './stock-alert.entity.ts';
import { type StockAlertFeedParts, stockAlertFeed } from './stock-alert.feed.ts';

@Resolver(() => StockAlert)
export class StockAlertResolver {
  @FieldResolver(() => Plan)
  plan(@Root() alert: StockAlert, @Ctx() ctx: RequestContext): Promise<Plan> {
    return loadPlan(ctx, alert.planId);
  }
}

/** Makes the resolver class of `stockAlerts` over its parts: a subscription's own function has no instance. */
export function stockAlertsResolver(parts: StockAlertFeedParts) {
  @Resolver()
  class StockAlertsResolver {
    @Auth('CATALOG', 'SUPPORT', 'ADMIN')
    @Subscription(() => StockAlert, {
      subscribe: ({ args, context }: Pick<ResolverData<RequestContext>, 'args' | 'context'>) =>
        stockAlertFeed(parts, context, readPlanIds(args.planIds)),
    })
    stockAlerts(
      @Root() alert: StockAlert,
      @Arg('planIds', () => [ID], { nullable: true }) _planIds?: string[] | null,
    ): StockAlert {
      return alert;
    }
  }
  return StockAlertsResolver;
}

/** Null means every plan; what cannot be an id is no plan's. */
const readPlanIds = (planIds: unknown): string[] | null =>
  Array.isArray(planIds) ? planIds.filter((id) => typeof id === 'string' && isId(id)) : null;
