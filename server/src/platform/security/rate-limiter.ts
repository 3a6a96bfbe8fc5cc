import { sql } from 'kysely';
import { addSeconds } from '../clock/clock.ts';
import type { EntityManager } from '../database/orm.ts';
import type { RequestContext } from '../request-context.ts';

export interface Limit {
  points: number;
  perSeconds: number;
}

/** Points to take of one key. */
export interface Taking {
  key: string;
  limit: Limit;
}

/** What came of taking: the seconds until every key has points again (null when all had), and the fewest left. */
export interface Taken {
  retryAfterSeconds: number | null;
  left: number;
}

/** A long key would break the statement; no key of ours is. */
const maxKeyLength = 255;

/** Fixed-window limits that every process shares through the table rate_limits. */
export class RateLimiter {
  readonly #em: () => EntityManager;

  /** @param em gives a manager outside of any transaction, so that a try counts whatever becomes of it */
  constructor(em: () => EntityManager) {
    this.#em = em;
  }

  /** Takes one point of `key`. Null when there was one, else the seconds until there is. */
  async take(ctx: RequestContext, key: string, limit: Limit): Promise<number | null> {
    return (await this.takeAll(ctx, [{ key, limit }])).retryAfterSeconds;
  }

  /** Takes points of several keys in one statement. Each is taken from, whether or not another is used up. */
  async takeAll(ctx: RequestContext, takings: readonly Taking[], points = 1): Promise<Taken> {
    const now = ctx.clock.now();
    const limits = new Map(takings.map(({ key, limit }) => [key.slice(0, maxKeyLength), limit]));
    // In one order, so that two statements never wait for each other's rows.
    const keys = [...limits.keys()].sort();
    const ends = keys.map((key) => addSeconds(now, limits.get(key)?.perSeconds ?? 0).getTime());
    const { rows } = await sql<{ key: string; points: number; expire: string }>`
      insert into rate_limits as held (key, points, expire)
      select key, ${points}::int, expire from unnest(${keys}::text[], ${ends}::bigint[]) as wanted (key, expire)
      on conflict (key) do update set
        points = case when held.expire <= ${now.getTime()}::bigint then excluded.points
          else least(held.points + excluded.points, 1000000000) end,
        expire = case when held.expire <= ${now.getTime()}::bigint then excluded.expire else held.expire end
      returning key, points, expire`.execute(this.#em().getKysely());
    const left = rows.map((row) => (limits.get(row.key)?.points ?? 0) - row.points);
    const waits = rows
      .filter((_, index) => (left[index] ?? 0) < 0)
      .map((row) => Math.max(1, Math.ceil((Number(row.expire) - now.getTime()) / 1000)));
    return {
      retryAfterSeconds: waits.length > 0 ? Math.max(...waits) : null,
      left: Math.max(0, Math.min(...left)),
    };
  }
}
