import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Order } from './order.entity.ts';

/** What of an order an entry of its history is about. */
export type HistorySubject =
  | 'order'
  | 'payment'
  | 'refund'
  | 'refund-request'
  | 'dispute'
  | 'esim'
  | 'attempt'
  | 'reservation';

/** One move in the life of an order or of something of it: who, when, why. Only ever added. */
@Entity({ tableName: 'order_events' })
export class OrderEvent {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Order, mapToPk: true, fieldName: 'order_id' })
  orderId!: string;
  @Property({ type: 'text' })
  type!: string;
  @Property({ type: 'text' })
  subject!: HistorySubject;
  @Property({ type: 'uuid', nullable: true })
  subjectId!: string | null;
  @Property({ type: 'text', nullable: true })
  fromState!: string | null;
  @Property({ type: 'text', nullable: true })
  toState!: string | null;
  @Property({ type: 'text' })
  actor!: string;
  @Property({ type: 'text', nullable: true })
  reason!: string | null;
  @Property({ type: 'text', nullable: true })
  requestId!: string | null;
  @Property({ type: 'datetime' })
  at!: Date;
}
