import type { SessionService } from '../accounts/session.service.ts';
import { addMinutes } from '../platform/clock/clock.ts';
import { feed } from '../platform/events/feed.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import { callerError } from '../platform/graphql/errors.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { StaffAlert } from './staff-alert.entity.ts';

/** A transaction that changed an alert may commit this long after the time it wrote down. */
const overlapMinutes = 1;

export interface StaffAlertFeedParts {
  notifications: Pick<Notifications, 'listen'>;
  sessions: Pick<SessionService, 'isLive'>;
}

/**
 * Alerts from now on, each as it stands whenever it is raised, taken on or settled. When notices may have been
 * missed it reads what has changed since; the same state may come twice.
 * @throws UNAUTHENTICATED instead of an alert once the reader's session has ended
 */
export function staffAlertFeed(
  { notifications, sessions }: StaffAlertFeedParts,
  ctx: RequestContext,
): AsyncIterableIterator<StaffAlert> {
  const actor = signedIn(ctx);
  return feed(notifications, 'staff-alert', async function* (notices): AsyncGenerator<StaffAlert, undefined> {
    let seenUntil = ctx.clock.now();
    for await (const notice of notices) {
      const since = addMinutes(seenUntil, -overlapMinutes);
      seenUntil = ctx.clock.now();
      const which = notice === null ? { updatedAt: { $gte: since } } : { id: notice };
      const found = await ctx.em.fork().find(StaffAlert, which, { orderBy: { id: 'asc' } });
      if (found.length > 0 && !(await sessions.isLive(ctx.em.fork(), actor.sessionId, ctx.clock)))
        throw callerError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
      yield* found;
    }
  });
}
