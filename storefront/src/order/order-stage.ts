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
  | 'part-refunded'
  | 'refunding'
  | 'refunded';

type OrderState = Pick<OrderDetailFragment, 'status' | 'paymentStatus' | 'fulfillmentStatus' | 'holds'> & {
  esims: ReadonlyArray<{ status: EsimStatus; isRefunded: boolean }>;
};

const NEEDS_A_PERSON: readonly EsimStatus[] = ['FAILED', 'IN_REVIEW'];
const USABLE: readonly EsimStatus[] = ['READY', 'INSTALLED', 'ACTIVE', 'DEPLETED', 'EXPIRED'];
/** Stages that change by themselves: the page listens. */
const MOVING: readonly OrderStage[] = ['to-pay', 'confirming', 'preparing', 'review', 'refunding'];

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

function paidStage(order: OrderState): OrderStage {
  const { fulfillmentStatus, holds, esims, paymentStatus } = order;
  const isHeld = holds.length > 0 || paymentStatus === 'DISPUTED';
  if (isDecided(order) && usableCount(order) < esims.length) {
    if (isHeld) return 'review';
    return usableCount(order) > 0 ? 'part-refunded' : 'refunding';
  }
  if (fulfillmentStatus === 'FULFILLED') return 'ready';
  const isUndecided = esims.some(({ status, isRefunded }) => NEEDS_A_PERSON.includes(status) && !isRefunded);
  const isStuck = isHeld || fulfillmentStatus === 'FAILED' || isUndecided;
  return isStuck ? 'review' : 'preparing';
}

/** How many of its eSIMs the buyer has and keeps. */
export function usableCount({ esims }: Pick<OrderState, 'esims'>): number {
  return esims.filter(({ status, isRefunded }) => USABLE.includes(status) && !isRefunded).length;
}

/** Whether nothing of it is still to come: each eSIM is the buyer's to keep, or was taken back. */
export function isDecided(order: Pick<OrderState, 'esims'>): boolean {
  const taken = order.esims.filter(({ status, isRefunded }) => status === 'REVOKED' || isRefunded).length;
  return usableCount(order) + taken === order.esims.length;
}

export function isMoving(stage: OrderStage): boolean {
  return MOVING.includes(stage);
}
