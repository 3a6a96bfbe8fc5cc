import type { Pool } from 'pg';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import type { RequestContext } from '../request-context.ts';

export interface Limit {
  points: number;
  perSeconds: number;
}

/** Fixed-window limits that every process shares through the table rate_limits (rate-limiter-flexible). */
export class RateLimiter {
  readonly #pool: () => Promise<Pool>;
  readonly #limiters = new Map<string, RateLimiterPostgres>();

  constructor(pool: () => Promise<Pool>) {
    this.#pool = pool;
  }

  /** Takes one point of `key`. Null when there was one, else the seconds until there is. */
  async take(ctx: RequestContext, key: string, limit: Limit): Promise<number | null> {
    try {
      await (await this.#limiter(limit)).consume(key);
      return null;
    } catch (error) {
      if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      ctx.log.error({ error }, 'rate_limit_failed');
      throw error;
    }
  }

  async #limiter(limit: Limit): Promise<RateLimiterPostgres> {
    const name = `${limit.points}/${limit.perSeconds}`;
    const known = this.#limiters.get(name);
    if (known) return known;
    const limiter = new RateLimiterPostgres({
      storeClient: await this.#pool(),
      storeType: 'pool',
      tableName: 'rate_limits',
      tableCreated: true,
      keyPrefix: name,
      points: limit.points,
      duration: limit.perSeconds,
    });
    this.#limiters.set(name, limiter);
    return limiter;
  }
}
