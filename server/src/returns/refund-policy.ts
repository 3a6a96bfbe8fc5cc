import type { EsimStatus } from '../esims/esim.entity.ts';
import type { OrderPaymentStatus } from '../orders/order.entity.ts';

/**
 * THE policy of own refunds: what the API decides by, `shop { refundPolicy }` tells, and the pages of help and terms
 * print. The reasons stand in docs/decisions/0026.
 */
export const refundPolicy = {
  /** For so long after an eSIM's delivery its refund may be asked for. */
  days: 14,
  /** Within this a person answers where the machine may not decide. */
  answerHours: 48,
} as const;

/** Of an order: its money is here, and no bank asks for it. */
export const refundablePayments: readonly OrderPaymentStatus[] = ['PAID', 'PARTIALLY_REFUNDED'];

/** Why an eSIM in each state cannot be given back; null where it can. */
export const whyNotByStatus: Readonly<Record<EsimStatus, RefundRefusal | null>> = {
  PENDING: 'NOT_DELIVERED',
  PROVISIONING: 'NOT_DELIVERED',
  IN_REVIEW: 'NOT_DELIVERED',
  FAILED: 'NOT_DELIVERED',
  READY: null,
  INSTALLED: 'IN_USE',
  ACTIVE: 'IN_USE',
  DEPLETED: 'IN_USE',
  EXPIRED: 'IN_USE',
  REVOKED: 'ALREADY_REFUNDED',
};

/** Why a refund cannot be asked for, or given. */
export type RefundRefusal =
  | 'ORDER_NOT_FOUND'
  | 'ESIM_NOT_FOUND'
  | 'ORDER_NOT_PAID'
  | 'ORDER_HELD'
  | 'NOT_DELIVERED'
  | 'IN_USE'
  | 'ALREADY_REFUNDED'
  | 'ALREADY_ASKED'
  | 'ALREADY_ANSWERED'
  | 'TOO_LATE'
  | 'NOTHING_LEFT'
  | 'REQUEST_NOT_FOUND'
  | 'OWN_REQUEST';
