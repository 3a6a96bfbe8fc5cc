import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Order } from '../orders/order.entity.ts';
import { amountType } from '../platform/database/columns.ts';
import type { RefundRequestStatus } from './refund-request.states.ts';

/** A buyer's request for the price of some of an order's eSIMs. Amounts are minor units of `currency`. */
@Entity({ tableName: 'refund_requests' })
export class RefundRequest {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Order, mapToPk: true, fieldName: 'order_id' })
  orderId!: string;
  @Property({ type: 'json' })
  esimIds!: string[];
  @Property({ type: 'text' })
  status!: RefundRequestStatus;
  /** In the buyer's own words. */
  @Property({ type: 'text' })
  reason!: string;
  /** Their share when it was asked for, then what was promised. */
  @Property({ type: amountType })
  amount!: number;
  @Property({ type: 'text' })
  currency!: string;
  @Property({ type: 'uuid', nullable: true })
  refundId!: string | null;
  /** What the buyer is told of a refusal. */
  @Property({ type: 'text', nullable: true })
  answer!: string | null;
  @Property({ type: 'text', nullable: true })
  decidedBy!: string | null;
  @Property({ type: 'datetime', nullable: true })
  decidedAt!: Date | null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
}
