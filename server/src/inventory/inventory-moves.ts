import { type RawBuilder, sql } from 'kysely';
import { actorName, type RequestContext } from '../platform/request-context.ts';

/**
 * The parts of a statement that write its moves into inventory_moves: who, when, why and by which request. The
 * statement has a part `moved` with the columns item_id, order_id, from_status and to_status. So a move and its
 * record are one statement, and neither can be without the other.
 */
export function recordMoved(ctx: RequestContext, reason: string): RawBuilder<unknown> {
  return sql`noted as (
    insert into inventory_moves (item_id, order_id, from_status, to_status, actor, reason, request_id, at)
    select item_id, order_id, from_status, to_status, ${actorName(ctx.actor)}::text, ${reason}::text,
      ${ctx.requestId}::text, ${ctx.clock.now()}::timestamptz
    from moved
  )`;
}
