import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { amountType } from '../platform/database/columns.ts';
import type { DisputeStatus } from './dispute.states.ts';
import { Payment } from './payment.entity.ts';

/** A cardholder's bank asks about a charge, or has taken its money back. A charge may have several. */
@Entity({ tableName: 'disputes' })
export class Dispute {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Payment, mapToPk: true, fieldName: 'payment_id' })
  paymentId!: string;
  @Property({ type: 'text' })
  stripeDisputeId!: string;
  @Property({ type: 'text' })
  status!: DisputeStatus;
  /** Minor units of `currency`. */
  @Property({ type: amountType })
  amount!: number;
  @Property({ type: 'text' })
  currency!: string;
  /** Stripe's word: `fraudulent`, `product_not_received`, … */
  @Property({ type: 'text' })
  reason!: string;
  /** Whether the bank holds the money now, as our books have it. */
  @Property({ type: 'boolean' })
  isWithdrawn!: boolean;
  /** Whether it has given the money back, and so never takes it again for this dispute. */
  @Property({ type: 'boolean' })
  hasReturned!: boolean;
  /** Whether the money was booked as lost, which an appeal that is won takes back. */
  @Property({ type: 'boolean' })
  isLossBooked!: boolean;
  /** Until when the bank takes our evidence. */
  @Property({ type: 'datetime', nullable: true })
  answerBy!: Date | null;
  @Property({ type: 'datetime' })
  openedAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  closedAt!: Date | null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
}
