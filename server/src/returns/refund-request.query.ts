import { Refund } from '../payments/refund.entity.ts';
import { batchLoader } from '../platform/database/loader.ts';
import { RefundRequest } from './refund-request.entity.ts';

export const loadRefundRequests = batchLoader<string, RefundRequest[]>(async (ctx, orderIds) => {
  const which = { orderId: { $in: [...orderIds] } };
  const requests = await ctx.em.find(RefundRequest, which, { orderBy: { id: 'asc' } });
  return Map.groupBy(requests, ({ orderId }) => orderId);
}, []);

export const loadRefund = batchLoader<string, Refund | null>(async (ctx, ids) => {
  const refunds = await ctx.em.find(Refund, { id: { $in: [...ids] } });
  return new Map(refunds.map((refund) => [refund.id, refund]));
}, null);
