import type { Order } from '../orders/order.entity.ts';
import type { OrderStates } from '../orders/order.states.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { recorded } from '../platform/i18n/stored-text.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { reasons } from '../reasons/reason.messages.ts';
import { RefundRequest } from './refund-request.entity.ts';
import { refundRequestStates } from './refund-request.states.ts';

/**
 * Why, for records that stay for good: what a buyer wrote in their own words is in their request alone, where it can
 * be erased.
 */
export const reasonInRecords = ({ answer }: Pick<RefundRequest, 'answer'>): string =>
  answer ?? recorded(reasons.buyerAsked);

/** Writes where a request stands now into its order's history, which open pages hear of. */
export async function noteRefundRequest(
  ctx: RequestContext,
  em: EntityManager,
  states: OrderStates,
  { order, request }: { order: Order; request: RefundRequest },
): Promise<void> {
  await states.record(ctx, em, order, {
    type: 'refund-request',
    subject: 'refund-request',
    subjectId: request.id,
    to: request.status,
    reason: reasonInRecords(request),
  });
}

/** Ends the open requests of an order whose money has all gone back another way. The caller holds the order's lock. */
export async function settleRefundRequests(
  ctx: RequestContext,
  em: EntityManager,
  states: OrderStates,
  order: Order,
): Promise<void> {
  const open = await em.find(RefundRequest, { orderId: order.id, status: 'OPEN' }, { refresh: true });
  for (const request of open) {
    refundRequestStates.check(request.status, 'SETTLED', request.id);
    request.status = 'SETTLED';
    request.decidedAt = ctx.clock.now();
    request.updatedAt = ctx.clock.now();
    await noteRefundRequest(ctx, em, states, { order, request });
  }
}
