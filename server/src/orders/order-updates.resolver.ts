import { Arg, Resolver, Root, Subscription } from 'type-graphql';
import { type Role, rolesAllow } from '../accounts/role.ts';
import type { SessionService } from '../accounts/session.service.ts';
import { feed } from '../platform/events/feed.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { callerError } from '../platform/graphql/errors.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { Order } from './order.entity.ts';
import { OrderType } from './order.type.ts';

/** The parts the stream needs; a subscription's own function has no instance to take them from. */
export interface OrderUpdatesParts {
  notifications: Notifications;
  sessions: SessionService;
}

/** Makes the resolver class of `orderUpdated` over its parts. */
export function orderUpdatesResolver(parts: OrderUpdatesParts) {
  @Resolver()
  class OrderUpdatesResolver {
    @Auth('CUSTOMER')
    @Subscription(() => OrderType, {
      description:
        "The shopper's own order, or any order for SUPPORT, FINANCE, ADMIN. The first event is the present state.",
      subscribe: ({ args, context }) => orderStream(parts, context, String(args.number)),
    })
    orderUpdated(@Root() order: Order, @Arg('number', () => String) _number: string): Order {
      return order;
    }
  }
  return OrderUpdatesResolver;
}

const staff: readonly Role[] = ['SUPPORT', 'FINANCE', 'ADMIN'];

/** The order now, and again after each of its changes, for as long as its reader's session stands. */
function orderStream(
  { notifications, sessions }: OrderUpdatesParts,
  ctx: RequestContext,
  number: string,
): AsyncIterableIterator<Order> {
  const actor = signedIn(ctx);
  return feed(notifications, 'order', async function* (notices): AsyncGenerator<Order, undefined> {
    const first = await readable(ctx, actor, number);
    yield first;
    for await (const id of notices) {
      if (id !== null && id !== first.id) continue;
      if (!(await sessions.isLive(ctx.em.fork(), actor.sessionId, ctx.clock))) {
        throw callerError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
      }
      yield await readable(ctx, actor, number);
    }
  });
}

async function readable(ctx: RequestContext, actor: SignedInUser, number: string): Promise<Order> {
  const order = await ctx.em.fork().findOne(Order, { number: number.toUpperCase() });
  const isReadable =
    order && (order.userId === actor.userId || rolesAllow(actor.roles as readonly Role[], staff));
  // Someone else's order answers as one that does not exist.
  if (!isReadable) throw callerError('NOT_FOUND', 'There is no order with this number.', 'number');
  // Loaders remember; each event reads anew.
  ctx.loaders.clear();
  return order;
}
