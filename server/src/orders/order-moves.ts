import { type RawBuilder, sql } from 'kysely';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import type { HistorySubject } from './order-event.entity.ts';

/**
 * The part of a statement that writes its moves into orders' histories, for rows that move by SQL and concern no open
 * page. The statement has a part `moved` with the columns order_id, subject_id, from_state, to_state and reason.
 */
export function recordOrderMoves(ctx: RequestContext, subject: HistorySubject): RawBuilder<unknown> {
  return sql`noted as (
    insert into order_events (order_id, type, subject, subject_id, from_state, to_state, actor, reason, request_id, at)
    select order_id, ${subject}::text, ${subject}::text, subject_id, from_state, to_state,
      ${actorName(ctx.actor)}::text, reason, ${ctx.requestId}::text, ${ctx.clock.now()}::timestamptz
    from moved
  )`;
}
