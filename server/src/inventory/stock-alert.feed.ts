import { sql } from 'kysely';
import type { SessionService } from '../accounts/session.service.ts';
import { feed } from '../platform/events/feed.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import { callerError } from '../platform/graphql/errors.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { StockAlert } from './stock-alert.entity.ts';

/** Alerts of different plans may commit out of the order of their ids, by as long as a transaction takes. */
const overlapMs = 60_000;

export interface StockAlertFeedParts {
  notifications: Pick<Notifications, 'listen'>;
  sessions: Pick<SessionService, 'isLive'>;
}

/**
 * Stock alerts from now on, of the named plans or of all. It listens once the promise is kept. When notices
 * may have been missed it reads what came since; no alert is told twice. Returning the iterator ends it at
 * once, also while it waits (an async generator alone would wait for one more notice).
 * @throws UNAUTHENTICATED instead of an alert once the reader's session has ended
 */
export async function stockAlertFeed(
  { notifications, sessions }: StockAlertFeedParts,
  ctx: RequestContext,
  planIds: readonly string[] | null,
): Promise<AsyncIterableIterator<StockAlert>> {
  // Both begin in the same tick: what is told before the id is known is told by a notice.
  const started = presentId(ctx);
  const notices = feed(notifications, 'stock-alert', (each) => follow(ctx, sessions, each, planIds, started));
  try {
    await started;
  } catch (error) {
    await notices.return?.();
    throw error;
  }
  return notices;
}

async function* follow(
  ctx: RequestContext,
  sessions: StockAlertFeedParts['sessions'],
  notices: AsyncIterable<string | null>,
  planIds: readonly string[] | null,
  startedAt: Promise<string>,
): AsyncGenerator<StockAlert, undefined> {
  const told = new Set<string>();
  const started = await startedAt;
  for await (const notice of notices) {
    const since = laterId(started, earlier([...told].sort().at(-1) ?? started));
    for (const id of told) if (id < since) told.delete(id);
    const found = notice !== null ? sql`id = ${notice}::uuid` : sql`id > ${since}::uuid`;
    for (const alert of await readAlerts(ctx, sql`${found} and ${ofPlans(planIds)}`)) {
      if (told.has(alert.id)) continue;
      told.add(alert.id);
      await assertLive(ctx, sessions);
      // What the request has loaded is as old as the last alert.
      ctx.loaders.clear();
      yield alert;
    }
  }
}

async function assertLive(ctx: RequestContext, sessions: StockAlertFeedParts['sessions']): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== 'user' || (await sessions.isLive(ctx.em.fork(), actor.sessionId, ctx.clock))) return;
  throw callerError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
}

const ofPlans = (planIds: readonly string[] | null) =>
  planIds === null ? sql`true` : sql`plan_id = any(${planIds}::uuid[])`;

async function readAlerts(ctx: RequestContext, where: ReturnType<typeof sql>): Promise<StockAlert[]> {
  const { rows } = await sql<Omit<StockAlert, 'at'> & { at: string | Date }>`
    select id, plan_id as "planId", kind, available, threshold, at from stock_alerts
    where ${where}
    order by id`.execute(ctx.em.getKysely());
  return rows.map((row) => ({ ...row, at: new Date(row.at) }));
}

/** The id an alert made now would get: the database gives alerts theirs. */
async function presentId(ctx: RequestContext): Promise<string> {
  const { rows } = await sql<{ id: string }>`select uuidv7() as id`.execute(ctx.em.getKysely());
  const [row] = rows;
  if (!row) throw new Error('The database gave no id');
  return row.id;
}

/** The smallest UUID version 7 of a time `overlapMs` before that of `id`: its first 48 bits are milliseconds. */
function earlier(id: string): string {
  const time = Number.parseInt(id.replace('-', '').slice(0, 12), 16) - overlapMs;
  const hex = time.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

const laterId = (one: string, other: string): string => (one > other ? one : other);
