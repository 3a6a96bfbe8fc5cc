import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

export type MailKind =
  | 'SIGN_IN_CODE'
  | 'ACCOUNT_CODE'
  | 'ACCOUNT_NOTICE'
  | 'EXPIRY_REMINDER'
  | 'TRIP_TIPS'
  | 'ORDER_DELIVERED'
  | 'ORDER_PARTLY_DELIVERED'
  | 'DELIVERY_IN_REVIEW'
  | 'ORDER_REFUNDED'
  | 'ORDER_REVIVED'
  | 'PAYMENT_RETURNED'
  | 'REFUND_ASKED'
  | 'REFUND_REFUSED'
  | 'STAFF_ALERT'
  | 'STAFF_NOTICE';

/**
 * A mail to be sent, written in the transaction of what it tells of. `dedupeKey` makes it one mail however
 * often the work that asks for it is repeated. What it says is read again when it is sent; only what rests
 * nowhere else (a sign-in code) is kept here, sealed.
 */
@Entity({ tableName: 'mails' })
export class Mail {
  @PrimaryKey({ type: 'uuid' })
  id!: string;
  @Property({ type: 'text' })
  kind!: MailKind;
  @Property({ type: 'text' })
  recipient!: string;
  /** Whose it is, where it was asked for by person. */
  @Property({ type: 'uuid', nullable: true })
  userId!: string | null;
  @Property({ type: 'text' })
  locale!: string;
  @Property({ type: 'text' })
  dedupeKey!: string;
  @Property({ type: 'uuid', nullable: true })
  orderId!: string | null;
  @Property({ type: 'text', nullable: true })
  sealedPayload!: string | null;
  @Property({ type: 'datetime' })
  createdAt!: Date;
  @Property({ type: 'datetime', nullable: true })
  sentAt!: Date | null;
  /** When it found the switch MAIL off; it waits for its turn, as do later mails to the same reader. */
  @Property({ type: 'datetime', nullable: true })
  heldAt!: Date | null;
  @Property({ type: 'text', nullable: true })
  messageId!: string | null;
}
