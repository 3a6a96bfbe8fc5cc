import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { amountType } from '../platform/database/columns.ts';
import { Payment } from './payment.entity.ts';
import type { RefundStatus } from './refund.states.ts';

/** Who began it: staff at the desk, somebody in Stripe's dashboard, or the shop by its own rules. */
export const RefundOrigin = { DESK: 'DESK', STRIPE: 'STRIPE', SHOP: 'SHOP' } as const;
export type RefundOrigin = keyof typeof RefundOrigin;

/**
 * Money on its way back. One of ours is written before Stripe is asked; its id is part of Stripe's idempotency key
 * and stands in the refund's metadata, by which it is found again. Amounts are minor units of `currency`.
 */
@Entity({ tableName: 'refunds' })
export class Refund {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Payment, mapToPk: true, fieldName: 'payment_id' })
  paymentId!: string;
  @Property({ type: 'text', nullable: true })
  stripeRefundId!: string | null;
  @Property({ type: amountType })
  amount!: number;
  @Property({ type: 'text' })
  currency!: string;
  @Property({ type: 'text' })
  reason!: string;
  @Property({ type: 'text' })
  status!: RefundStatus;
  @Property({ type: 'text' })
  requestedBy!: string;
  @Property({ type: 'text' })
  origin!: RefundOrigin;
  /** Stripe's word for why it failed. */
  @Property({ type: 'text', nullable: true })
  failureCode!: string | null;
  /** Of the shop's own refunds: what makes it one, however often it is asked for. */
  @Property({ type: 'text', nullable: true })
  cause!: string | null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
}
