import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { secondsUntil } from '../platform/clock/clock.ts';
import {
  type FoundKey,
  judgeKey,
  type KeyOf,
  type KnownKey,
  keySelect,
} from '../platform/database/idempotency.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { RateLimited, userError } from '../platform/graphql/user-error.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { orderMessages as messages } from './order.messages.ts';

/** What a person has open already, and what the key of this checkout stands for. */
export interface Standing {
  key: KnownKey;
  open: number;
  items: number;
  firstFree: Timestamp | null;
}

/** One statement. The caller holds the lock that serialises this person's checkouts. */
export async function readStanding(em: EntityManager, actor: SignedInUser, key: KeyOf): Promise<Standing> {
  const { rows } = await sql<{ found: FoundKey | null } & Omit<Standing, 'key'>>`
    select ${keySelect(key)} as found, count(*)::int as open, coalesce(sum(quantity), 0)::int as items,
      min(expires_at) as "firstFree"
    from orders where user_id = ${actor.userId} and status = 'OPEN' and payment_status = 'UNPAID'`.execute(
    em.getKysely(),
  );
  const { found = null, open = 0, items = 0, firstFree = null } = rows[0] ?? {};
  return { key: judgeKey(key, found), open, items, firstFree };
}

/** Why a person may not set this much more aside now; null when they may. */
export function excessOf(
  ctx: RequestContext,
  { open, items, firstFree }: Standing,
  { openOrders, reservedItems }: Config['limits'],
  quantity: number,
): RateLimited | null {
  const code =
    open >= openOrders
      ? 'TOO_MANY_OPEN_ORDERS'
      : items + quantity > reservedItems
        ? 'TOO_MANY_RESERVED'
        : null;
  if (!code) return null;
  return userError(RateLimited, {
    code,
    message: say(messages[code], ctx.locale, { count: code === 'TOO_MANY_OPEN_ORDERS' ? open : items }),
    retryAfterSeconds: firstFree ? secondsUntil(ctx.clock.now(), toDate(firstFree)) : 60,
  });
}
