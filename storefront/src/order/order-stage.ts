import type { EsimStatus, OrderDetailFragment } from '../generated/graphql.ts';

/** What an order means to the one who bought it. A paid order is never shown as failed: it is ready, on its way, or looked after. */
export type OrderStage =
  | 'to-pay'
  | 'confirming'
  | 'preparing'
  | 'ready'
  | 'review'
  | 'cancelled'
  | 'expired'
  | 'refunded';

type OrderState = Pick<OrderDetailFragment, 'status' | 'paymentStatus' | 'fulfillmentStatus' | 'holds'> & {
  esims: ReadonlyArray<{ status: EsimStatus }>;
};

const NEEDS_A_PERSON: readonly EsimStatus[] = ['FAILED', 'IN_REVIEW'];
/** Stages that change by themselves: the page listens. */
const MOVING: readonly OrderStage[] = ['to-pay', 'confirming', 'preparing', 'review'];

/**
 * `isAwaited`: the buyer has just confirmed a payment in this browser and the shop has not heard of it yet.
 */
export function orderStage(order: OrderState, isAwaited = false): OrderStage {
  switch (order.paymentStatus) {
    case 'REFUNDED':
      return 'refunded';
    case 'PAID':
    case 'PARTIALLY_REFUNDED':
    case 'DISPUTED':
      return paidStage(order);
    case 'PROCESSING':
      return order.holds.length > 0 ? 'review' : 'confirming';
    case 'UNPAID':
      if (order.holds.length > 0) return 'review';
      if (order.status === 'CANCELLED') return 'cancelled';
      if (order.status === 'EXPIRED') return 'expired';
      return isAwaited ? 'confirming' : 'to-pay';
  }
}

function paidStage({ fulfillmentStatus, holds, esims, paymentStatus }: OrderState): OrderStage {
  if (fulfillmentStatus === 'FULFILLED') return 'ready';
  const isStuck =
    holds.length > 0 ||
    fulfillmentStatus === 'FAILED' ||
    paymentStatus === 'DISPUTED' ||
    esims.some(({ status }) => NEEDS_A_PERSON.includes(status));
  return isStuck ? 'review' : 'preparing';
}

export function isMoving(stage: OrderStage): boolean {
  return MOVING.includes(stage);
}
