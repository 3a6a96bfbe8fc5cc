import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Order } from '../orders/order.entity.ts';
import { amountType } from '../platform/database/columns.ts';

export const PaymentStatus = {
  REQUIRES_PAYMENT: 'REQUIRES_PAYMENT',
  REQUIRES_ACTION: 'REQUIRES_ACTION',
  PROCESSING: 'PROCESSING',
  SUCCEEDED: 'SUCCEEDED',
  CANCELLED: 'CANCELLED',
} as const;
export type PaymentStatus = keyof typeof PaymentStatus;

/** ORDER pays the order; EXTRA came on top of a payment and goes back. */
export type PaymentPurpose = 'ORDER' | 'EXTRA';

/**
 * One attempt to pay an order, standing for one Stripe PaymentIntent. The row is written before Stripe is
 * asked, so `paymentIntentId` is null until Stripe has answered. Amounts are minor units: `amount` of `currency`,
 * `received` and `refunded` of `receivedCurrency`, which is the same unless something is wrong.
 */
@Entity({ tableName: 'payments' })
export class Payment {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Order, mapToPk: true, fieldName: 'order_id' })
  orderId!: string;
  @Property({ type: 'integer' })
  attempt!: number;
  @Property({ type: 'text' })
  provider!: 'STRIPE';
  @Property({ type: 'text', nullable: true })
  paymentIntentId!: string | null;
  @Property({ type: 'text', nullable: true })
  chargeId!: string | null;
  @Property({ type: 'text' })
  status!: PaymentStatus;
  @Property({ type: amountType })
  amount!: number;
  @Property({ type: 'text' })
  currency!: string;
  /** What arrived; null until something has. */
  @Property({ type: amountType, nullable: true })
  received!: number | null;
  @Property({ type: 'text', nullable: true })
  receivedCurrency!: string | null;
  /** What went back or is on its way: its refunds that Stripe has. */
  @Property({ type: amountType })
  refunded!: number;
  @Property({ type: 'text' })
  purpose!: PaymentPurpose;
  /** Booked as nobody's yet: another amount than asked for, too late, or twice. */
  @Property({ type: 'boolean' })
  isHeld!: boolean;
  @Property({ type: 'text', nullable: true })
  failureCode!: string | null;
  @Property({ type: 'text', nullable: true })
  failureMessage!: string | null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
}
