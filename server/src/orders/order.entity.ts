import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { amountType } from '../platform/database/columns.ts';

export const OrderStatus = {
  OPEN: 'OPEN',
  COMPLETED: 'COMPLETED',
  CANCELLED: 'CANCELLED',
  EXPIRED: 'EXPIRED',
} as const;
export type OrderStatus = keyof typeof OrderStatus;

export const OrderPaymentStatus = {
  UNPAID: 'UNPAID',
  PROCESSING: 'PROCESSING',
  PAID: 'PAID',
  PARTIALLY_REFUNDED: 'PARTIALLY_REFUNDED',
  REFUNDED: 'REFUNDED',
  DISPUTED: 'DISPUTED',
} as const;
export type OrderPaymentStatus = keyof typeof OrderPaymentStatus;

export const OrderFulfillmentStatus = {
  UNFULFILLED: 'UNFULFILLED',
  IN_PROGRESS: 'IN_PROGRESS',
  PARTIALLY_FULFILLED: 'PARTIALLY_FULFILLED',
  FULFILLED: 'FULFILLED',
  FAILED: 'FAILED',
} as const;
export type OrderFulfillmentStatus = keyof typeof OrderFulfillmentStatus;

/** Why an order waits for a person. */
export type OrderHold =
  | 'AMOUNT_MISMATCH'
  | 'REFUND_FAILED'
  | 'SUPPLIER_UNKNOWN'
  | 'SUPPLIER_REFUSED'
  | 'SUPPLIER_UNREACHABLE'
  | 'DISPUTED';

/** The plan as it was when ordered; later edits of the catalogue change nothing here. */
export interface PlanSnapshotData {
  planId: string;
  slug: string;
  name: string;
  isUnlimited: boolean;
  dataMb: number | null;
  validityDays: number;
  countryCodes: string[];
  carrierName: string;
  unitPrice: { amount: number; currency: string };
}

/** The text a buyer agreed to before paying (checkout-consent.ts). */
export interface OrderConsentData {
  version: string;
  /** ISO 8601, as JSON keeps it. */
  givenAt: string;
}

/** One plan, one to ten eSIMs. Amounts are minor units of `currency`. */
@Entity({ tableName: 'orders' })
export class Order {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  /** What people see and say: TRB-7K3MQ9. */
  @Property({ type: 'text' })
  number!: string;
  @Property({ type: 'uuid' })
  userId!: string;
  @Property({ type: 'uuid' })
  planId!: string;
  @Property({ type: 'json' })
  planSnapshot!: PlanSnapshotData;
  @Property({ type: 'integer' })
  quantity!: number;
  @Property({ type: 'text' })
  currency!: string;
  @Property({ type: amountType })
  unitPrice!: number;
  @Property({ type: amountType })
  subtotal!: number;
  @Property({ type: amountType })
  discount!: number;
  @Property({ type: amountType })
  tax!: number;
  @Property({ type: amountType })
  total!: number;
  @Property({ type: 'text' })
  status!: OrderStatus;
  @Property({ type: 'text' })
  paymentStatus!: OrderPaymentStatus;
  @Property({ type: 'text' })
  fulfillmentStatus!: OrderFulfillmentStatus;
  @Property({ type: 'json' })
  holds!: OrderHold[];
  @Property({ type: 'json', nullable: true })
  consent!: OrderConsentData | null;
  @Property({ type: 'text' })
  locale!: string;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  expiresAt!: Date | null;
  @Property({ type: 'datetime', nullable: true })
  paidAt!: Date | null;
  /** Since when all that is left of its money is promised back, while that refund has neither gone nor failed. */
  @Property({ type: 'datetime', nullable: true })
  refundPromisedAt!: Date | null;
}
