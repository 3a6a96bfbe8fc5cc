import type { OrderFulfillmentStatus } from '../orders/order.entity.ts';
import type { EsimStatus } from './esim.entity.ts';
import { isDelivered } from './esim.states.ts';

/** What an order's eSIMs add up to. */
export interface Fulfilment {
  status: OrderFulfillmentStatus;
  /** How many its buyer has had the code of. */
  ready: number;
  /** How many somebody or something is still at work on: a job, or a person. */
  open: number;
  /** How many of the open ones a job is at work on. */
  working: number;
  /** How many of the open ones a person has to decide about. */
  inReview: number;
  failed: number;
}

/** The one place that says how far an order is, from the states of its eSIMs alone. */
export function fulfilmentOf(esims: readonly EsimStatus[]): Fulfilment {
  const count = (is: (status: EsimStatus) => boolean) => esims.filter(is).length;
  const ready = count(isDelivered);
  const failed = count((status) => status === 'FAILED');
  const open = esims.length - ready - failed;
  const working = count((status) => status === 'PROVISIONING');
  const inReview = count((status) => status === 'IN_REVIEW');
  return { status: statusOf(esims, ready, failed), ready, open, working, inReview, failed };
}

function statusOf(esims: readonly EsimStatus[], ready: number, failed: number): OrderFulfillmentStatus {
  if (esims.every((status) => status === 'PENDING')) return 'UNFULFILLED';
  if (ready === esims.length) return 'FULFILLED';
  if (ready > 0) return 'PARTIALLY_FULFILLED';
  return failed === esims.length ? 'FAILED' : 'IN_PROGRESS';
}
