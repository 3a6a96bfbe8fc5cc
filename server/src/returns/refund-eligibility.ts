import type { Esim } from '../esims/esim.entity.ts';
import type { Order } from '../orders/order.entity.ts';
import { addDays } from '../platform/clock/clock.ts';
import { type RefundRefusal, refundablePayments, refundPolicy, whyNotByStatus } from './refund-policy.ts';
import type { RefundRequest } from './refund-request.entity.ts';

type OrderFacts = Pick<Order, 'paymentStatus' | 'holds'>;
type EsimFacts = Pick<Esim, 'id' | 'status' | 'readyAt' | 'settledAt'>;
type RequestFacts = Pick<RefundRequest, 'esimIds' | 'status'>;

/** Why nothing of an order can be given back now; null where something may be. */
export function whyOrderIsNotRefundable({ paymentStatus, holds }: OrderFacts): RefundRefusal | null {
  if (!refundablePayments.includes(paymentStatus)) return 'ORDER_NOT_PAID';
  return holds.length > 0 ? 'ORDER_HELD' : null;
}

/** Why this eSIM is not unused, as far as the shop knows; null where it is. */
export function whyEsimIsNotUnused({ status, settledAt }: EsimFacts): RefundRefusal | null {
  return settledAt === null ? whyNotByStatus[status] : 'ALREADY_REFUNDED';
}

/** Why this eSIM's refund cannot be asked for now, given what was asked for before; null where it can. */
export function whyEsimIsNotAskable(
  esim: EsimFacts,
  requests: readonly RequestFacts[],
  now: Date,
): RefundRefusal | null {
  const used = whyEsimIsNotUnused(esim);
  if (used) return used;
  const before = requests.filter(({ esimIds }) => esimIds.includes(esim.id));
  if (before.some(({ status }) => status === 'OPEN')) return 'ALREADY_ASKED';
  if (before.length > 0) return 'ALREADY_ANSWERED';
  return now < askableUntil(esim) ? null : 'TOO_LATE';
}

/** Until when an eSIM's refund may be asked for. */
export const askableUntil = ({ readyAt }: Pick<Esim, 'readyAt'>): Date =>
  addDays(readyAt ?? new Date(0), refundPolicy.days);
