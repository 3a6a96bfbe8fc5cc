import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The webhook inbox: each of Stripe's events once, by Stripe's own event id. */
@Entity({ tableName: 'stripe_events' })
export class StripeEvent {
  @PrimaryKey({ type: 'text' })
  id!: string;
  @Property({ type: 'text' })
  type!: string;
  @Property({ type: 'text', nullable: true })
  objectId!: string | null;
  @Property({ type: 'json' })
  payload!: unknown;
  /** When Stripe made it, which may be long before we heard of it. */
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime' })
  receivedAt!: Date;
  /** How we heard of it: SWEEP found what no webhook had told. */
  @Property({ type: 'text' })
  source!: 'WEBHOOK' | 'SWEEP';
  @Property({ type: 'integer' })
  tries!: number;
  @Property({ type: 'datetime', nullable: true })
  processedAt!: Date | null;
  @Property({ type: 'text', nullable: true })
  outcome!: string | null;
}
