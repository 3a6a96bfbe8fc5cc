import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  ID,
  Int,
  Mutation,
  Query,
  Resolver,
  type ResolverData,
  Root,
  Subscription,
} from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type Page, pageRequest } from '../platform/graphql/connection.ts';
import { localeFor, type RequestContext } from '../platform/request-context.ts';
import { alertOrder, findAlerts } from './alert.query.ts';
import {
  AcknowledgeAlertResult,
  SettleAlertResult,
  StaffAlertConnection,
  StaffAlertFilter,
} from './alert.type.ts';
import type { AlertDeskService } from './alert-desk.service.ts';
import { StaffAlert, textOf } from './staff-alert.entity.ts';
import { type StaffAlertFeedParts, staffAlertFeed } from './staff-alert.feed.ts';

@ArgsType()
class AlertsArgs {
  @Field(() => StaffAlertFilter, { nullable: true })
  filter?: StaffAlertFilter | null;
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@Resolver(() => StaffAlert)
export class AlertResolver {
  readonly #desk: AlertDeskService;

  constructor(desk: AlertDeskService) {
    this.#desk = desk;
  }

  @FieldResolver(() => String, { description: 'In the reader’s language.' })
  subject(
    @Ctx() ctx: RequestContext,
    @Root() alert: StaffAlert,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return textOf(alert, localeFor(ctx, locale)).subject;
  }

  @FieldResolver(() => [String], { description: 'What is known and what to do, in the reader’s language.' })
  lines(
    @Ctx() ctx: RequestContext,
    @Root() alert: StaffAlert,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string[] {
    return textOf(alert, localeFor(ctx, locale)).lines;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Query(() => StaffAlertConnection, { description: 'Newest first.' })
  alerts(@Ctx() ctx: RequestContext, @Args(() => AlertsArgs) args: AlertsArgs): Promise<Page<StaffAlert>> {
    return findAlerts(ctx, args.filter ?? {}, pageRequest(args, alertOrder, ['string']));
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Mutation(() => AcknowledgeAlertResult, { description: 'Says that you look at it. The first one stays.' })
  acknowledgeAlert(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<object> {
    return this.#desk.acknowledge(ctx, id);
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Mutation(() => SettleAlertResult, { description: 'Ends it. What is still so will be raised anew.' })
  settleAlert(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID) id: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#desk.settle(ctx, id, reason);
  }
}

/** Makes the resolver class of `staffAlerts` over its parts: a subscription's own function has no instance. */
export function staffAlertsResolver(parts: StaffAlertFeedParts) {
  @Resolver()
  class StaffAlertsResolver {
    @Auth('SUPPORT', 'FINANCE', 'ADMIN')
    @Subscription(() => StaffAlert, {
      description: 'Each alert as it stands whenever it is raised, taken on or settled.',
      subscribe: ({ context }: Pick<ResolverData<RequestContext>, 'context'>) =>
        staffAlertFeed(parts, context),
    })
    staffAlerts(@Root() alert: StaffAlert): StaffAlert {
      return alert;
    }
  }
  return StaffAlertsResolver;
}
