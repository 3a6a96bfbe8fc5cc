import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { PaymentType } from '../orders/order.type.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { PaymentStatus } from './payment.entity.ts';

/** What of a payment a person must see to. */
export const PaymentNeed = { DISPUTE_ANSWER: 'DISPUTE_ANSWER', REFUND_STUCK: 'REFUND_STUCK' } as const;
export type PaymentNeed = keyof typeof PaymentNeed;
registerEnumType(PaymentNeed, {
  name: 'PaymentNeed',
  valuesConfig: {
    DISPUTE_ANSWER: { description: 'a bank waits for our answer to a dispute' },
    REFUND_STUCK: { description: 'a refund does not get on' },
  },
});

@InputType()
export class PaymentFilter {
  @Field(() => PaymentNeed, { nullable: true })
  needs?: PaymentNeed | null;
  @Field(() => PaymentStatus, { nullable: true })
  status?: PaymentStatus | null;
  @Field(() => String, {
    nullable: true,
    description: 'An order’s number, a buyer’s address, a PaymentIntent or a charge of Stripe.',
  })
  search?: string | null;
  @Field(() => DateTime, { nullable: true })
  from?: Date | null;
  @Field(() => DateTime, { nullable: true })
  to?: Date | null;
}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType()
export class PaymentConnection extends connectionType(PaymentType) {}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('StripeEvent', {
  description:
    'One event of the webhook inbox: what Stripe told, and what came of it. Its payload stays inside.',
})
export class StripeEventType {
  @Field(() => ID, { description: 'Stripe’s own id, evt_…' })
  id!: string;
  @Field(() => String)
  type!: string;
  @Field(() => DateTime)
  receivedAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Null while it waits to be worked on.' })
  processedAt!: Date | null;
  @Field(() => String, { nullable: true })
  outcome!: string | null;
}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType()
export class StripeEventConnection extends connectionType(StripeEventType) {}
