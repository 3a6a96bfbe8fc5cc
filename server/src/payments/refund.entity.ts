import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { amountType } from '../platform/database/columns.ts';
import { Payment } from './payment.entity.ts';

export type RefundStatus = 'PENDING' | 'SUCCEEDED' | 'FAILED';

/** Money on its way back. Written before Stripe is asked; its id is part of Stripe's idempotency key. */
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
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
}
