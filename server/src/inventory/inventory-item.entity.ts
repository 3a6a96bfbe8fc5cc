import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { amountType } from '../platform/database/columns.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { DateTime } from '../platform/graphql/scalars.ts';

export const InventoryStatus = {
  AVAILABLE: 'AVAILABLE',
  RESERVED: 'RESERVED',
  ASSIGNED: 'ASSIGNED',
  RETIRED: 'RETIRED',
} as const;
export type InventoryStatus = keyof typeof InventoryStatus;
registerEnumType(InventoryStatus, { name: 'InventoryStatus' });

/** One eSIM profile we hold: imported as stock, or bought from a supplier for one order (then born ASSIGNED). The API has no field for its codes. */
@ObjectType()
@Auth('CATALOG', 'SUPPORT', 'ADMIN')
@Entity({ tableName: 'inventory_items' })
export class InventoryItem {
  @Field(() => ID)
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'uuid' })
  planId!: string;
  @Field(() => InventoryStatus)
  @Property({ type: 'text' })
  status!: InventoryStatus;
  /** The full LPA string; unique. */
  @Property({ type: 'text' })
  activationCode!: string;
  @Field(() => String, { nullable: true })
  @Property({ type: 'text', nullable: true })
  iccid!: string | null;
  /** Why the ICCID looks wrong, where it does: suppliers' and imported numbers may fail Luhn. */
  @Property({ type: 'text', nullable: true })
  iccidWarning!: string | null;
  @Property({ type: 'text', nullable: true })
  instructions!: string | null;
  /** Null for stock of our own. */
  @Property({ type: 'text', nullable: true })
  supplier!: string | null;
  @Property({ type: 'text', nullable: true })
  providerReference!: string | null;
  @Property({ type: amountType, nullable: true })
  costAmount!: number | null;
  @Property({ type: 'text', nullable: true })
  costCurrency!: string | null;
  @Property({ type: 'date', nullable: true })
  expiresOn!: string | null;
  @Property({ type: 'uuid', nullable: true })
  orderId!: string | null;
  /** The eSIM that a supplier made it for, while it is set aside; null where any of the order's may get it. */
  @Property({ type: 'uuid', nullable: true })
  esimId!: string | null;
  @Property({ type: 'datetime', nullable: true })
  reservedAt!: Date | null;
  @Property({ type: 'datetime', nullable: true })
  assignedAt!: Date | null;
  @Field(() => DateTime)
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  updatedAt!: Date;
}
