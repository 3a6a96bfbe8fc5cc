import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Order } from '../orders/order.entity.ts';

export const EsimStatus = {
  PENDING: 'PENDING',
  PROVISIONING: 'PROVISIONING',
  READY: 'READY',
  INSTALLED: 'INSTALLED',
  ACTIVE: 'ACTIVE',
  DEPLETED: 'DEPLETED',
  EXPIRED: 'EXPIRED',
  REVOKED: 'REVOKED',
  FAILED: 'FAILED',
  IN_REVIEW: 'IN_REVIEW',
} as const;
export type EsimStatus = keyof typeof EsimStatus;

/** One eSIM of an order, made PENDING together with it. */
@Entity({ tableName: 'esims' })
export class Esim {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @ManyToOne({ entity: () => Order, mapToPk: true, fieldName: 'order_id' })
  orderId!: string;
  @Property({ type: 'uuid' })
  userId!: string;
  /** 1 to the order's quantity. */
  @Property({ type: 'integer' })
  position!: number;
  @Property({ type: 'text' })
  status!: EsimStatus;
  @Property({ type: 'uuid', nullable: true })
  inventoryItemId!: string | null;
  @Property({ type: 'text', nullable: true })
  iccid!: string | null;
  /** The full LPA string. */
  @Property({ type: 'text', nullable: true })
  activationCode!: string | null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  readyAt!: Date | null;
  @Property({ type: 'datetime', nullable: true })
  expiresAt!: Date | null;
  /** When its present round of tries began, where a person began another one. */
  @Property({ type: 'datetime', nullable: true })
  roundAt!: Date | null;
  /** The only supplier this round asks, where a person chose one. */
  @Property({ type: 'text', nullable: true })
  wantedSupplier!: string | null;
  /** When it was given up for good and its price was asked back. */
  @Property({ type: 'datetime', nullable: true })
  settledAt!: Date | null;
  /** What its owner calls it. */
  @Property({ type: 'text', nullable: true })
  name!: string | null;
  /** Put away by its owner; it works as before. */
  @Property({ type: 'boolean' })
  isArchived!: boolean;
  /** When its code first left the shop: by mail, on a page, by a link, or read out by staff. */
  @Property({ type: 'datetime', nullable: true })
  codeOutAt!: Date | null;
}
