import { sql } from 'kysely';
import { isId } from '../platform/database/id.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { encodeCursor, type Page, pageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { SessionType } from './session.types.ts';

export interface SessionListArgs {
  first: number;
  after?: string | null;
  offset?: number | null;
}

const order = 'sessions';

type Row = Omit<SessionType, 'isCurrent' | 'startedAt' | 'lastSeenAt' | 'expiresAt'> &
  Record<'startedAt' | 'lastSeenAt' | 'expiresAt', Timestamp>;

/** A page of somebody's sessions that still stand, newest first. One statement, and one more when counted. */
export async function findSessions(
  ctx: RequestContext,
  userId: string,
  args: SessionListArgs,
): Promise<Page<SessionType>> {
  const page = pageRequest(args, order, ['string']);
  const db = ctx.em.getKysely();
  // An id that is none has no sessions, rather than being an error of the database.
  const where = isId(userId)
    ? sql`user_id = ${userId} and revoked_at is null and expires_at > ${ctx.clock.now()}`
    : sql`false`;
  const after = page.after ? sql`and id < ${page.after[0]}::uuid` : sql``;
  const { rows } = await sql<Row>`
    select id, ip as address, user_agent as "userAgent", transport, second_factor_at is not null as "hasSecondFactor",
      created_at as "startedAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt"
    from sessions where ${where} ${after}
    order by id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(db);
  const current = ctx.actor.kind === 'user' ? ctx.actor.sessionId : null;
  const sessions = rows.map((row) => ({
    ...row,
    isCurrent: row.id === current,
    startedAt: toDate(row.startedAt),
    lastSeenAt: toDate(row.lastSeenAt),
    expiresAt: toDate(row.expiresAt),
  }));
  const cursorOf = (session: SessionType) => encodeCursor(order, [session.id]);
  return toPage(page, sessions, cursorOf, async () => {
    const counted = await sql<{ total: number }>`
      select count(*)::int as total from sessions where ${where}`.execute(db);
    return counted.rows[0]?.total ?? 0;
  });
}
