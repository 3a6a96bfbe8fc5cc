import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import type { Money } from '../platform/money/money.ts';
import { DisputeStatus } from './dispute.states.ts';
import { RefundOrigin } from './refund.entity.ts';
import { RefundStatus } from './refund.states.ts';

registerEnumType(RefundStatus, {
  name: 'RefundStatus',
  valuesConfig: {
    REQUESTED: { description: 'promised, and not yet taken on by Stripe' },
    PENDING: { description: 'on its way to the bank' },
  },
});
registerEnumType(RefundOrigin, {
  name: 'RefundOrigin',
  valuesConfig: {
    DESK: { description: 'by staff, here' },
    STRIPE: { description: 'in Stripe’s dashboard' },
    SHOP: { description: 'by the shop’s own rules' },
  },
});
registerEnumType(DisputeStatus, { name: 'DisputeStatus' });

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('Refund', { description: 'Money on its way back to the card it came from.' })
export class RefundType {
  @Field(() => ID)
  id!: string;
  @Field(() => RefundStatus)
  status!: RefundStatus;
  @Field(() => MoneyType)
  amount!: Money;
  @Field(() => DateTime)
  createdAt!: Date;
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Field(() => RefundOrigin)
  origin!: RefundOrigin;
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Field(() => String, { nullable: true, description: 'Stripe’s word for why it failed.' })
  failureCode!: string | null;
}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('Dispute', { description: 'A cardholder’s bank that asks about a payment, or took it back.' })
export class DisputeType {
  @Field(() => ID)
  id!: string;
  @Field(() => ID, { description: 'Stripe’s id, du_…' })
  stripeDisputeId!: string;
  @Field(() => DisputeStatus)
  status!: DisputeStatus;
  @Field(() => MoneyType)
  amount!: Money;
  @Field(() => String, { description: 'Stripe’s word: fraudulent, product_not_received, …' })
  reason!: string;
  @Field(() => DateTime, { nullable: true, description: 'Until when the bank takes our evidence.' })
  answerBy!: Date | null;
  @Field(() => DateTime)
  openedAt!: Date;
  @Field(() => DateTime, { nullable: true })
  closedAt!: Date | null;
}
