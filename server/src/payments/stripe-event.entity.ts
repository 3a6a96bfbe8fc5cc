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
  @Property({ type: 'datetime' })
  receivedAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  processedAt!: Date | null;
  @Property({ type: 'text', nullable: true })
  outcome!: string | null;
}
