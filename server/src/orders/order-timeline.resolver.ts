import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { isRole, rolesAllow } from '../accounts/role.ts';
import { batchLoader } from '../platform/database/loader.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { localeFor, type RequestContext } from '../platform/request-context.ts';
import { reasonIn } from '../reasons/reason.ts';
import type { Order } from './order.entity.ts';
import { loadUser } from './order.query.ts';
import { OrderType } from './order.type.ts';
import { OrderEvent } from './order-event.entity.ts';
import { isForBuyer, systemName, textOf } from './order-timeline.texts.ts';
import { TimelineActor, TimelineEntry } from './order-timeline.type.ts';

const loadHistory = batchLoader<string, OrderEvent[]>(async (ctx, orderIds) => {
  const events = await ctx.em.find(
    OrderEvent,
    { orderId: { $in: [...orderIds] } },
    { orderBy: { id: 'asc' } },
  );
  return Map.groupBy(events, ({ orderId }) => orderId);
}, []);

/** What happened to an order, oldest first: all of it for staff, and for its buyer what concerns them. */
@Resolver(() => OrderType)
export class OrderTimelineResolver {
  @FieldResolver(() => [TimelineEntry], {
    description: 'What happened, oldest first. Staff read every entry; the buyer those that concern them.',
  })
  async timeline(@Root() order: Order, @Ctx() ctx: RequestContext): Promise<OrderEvent[]> {
    const events = await loadHistory(ctx, order.id);
    return readsAll(ctx) ? events : events.filter(isForBuyer);
  }
}

@Resolver(() => TimelineEntry)
export class TimelineEntryResolver {
  @FieldResolver(() => String)
  text(
    @Root() entry: OrderEvent,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return textOf(entry, localeFor(ctx, locale));
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => String, { nullable: true })
  from(@Root() entry: OrderEvent): string | null {
    return entry.fromState;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => String, { nullable: true })
  to(@Root() entry: OrderEvent): string | null {
    return entry.toState;
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => String, {
    nullable: true,
    description: 'Why: a person’s own words, or the program’s in the reader’s language.',
  })
  reason(
    @Root() entry: OrderEvent,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string | null {
    return entry.reason === null ? null : reasonIn(entry.reason, localeFor(ctx, locale));
  }

  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @FieldResolver(() => TimelineActor)
  async actor(
    @Root() entry: OrderEvent,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): Promise<TimelineActor> {
    const [kind = '', name = ''] = entry.actor.split(/:(.*)/s);
    if (kind === 'system')
      return { kind: 'SYSTEM', name: systemName(name, localeFor(ctx, locale)), email: null };
    if (kind !== 'user') return { kind: 'GUEST', name: entry.actor, email: null };
    const user = await loadUser(ctx, name);
    return { kind: 'PERSON', name: user?.name ?? user?.email ?? name, email: user?.email ?? null };
  }
}

const readsAll = ({ actor }: RequestContext): boolean =>
  actor.kind === 'user' && rolesAllow(actor.roles.filter(isRole), ['SUPPORT', 'FINANCE', 'ADMIN']);
