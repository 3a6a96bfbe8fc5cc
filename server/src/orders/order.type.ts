import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import { PaymentStatus } from '../payments/payment.entity.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import type { Money } from '../platform/money/money.ts';
import { OrderFulfillmentStatus, OrderPaymentStatus, OrderStatus } from './order.entity.ts';

registerEnumType(OrderStatus, { name: 'OrderStatus' });
registerEnumType(OrderPaymentStatus, { name: 'OrderPaymentStatus' });
registerEnumType(OrderFulfillmentStatus, { name: 'OrderFulfillmentStatus' });
registerEnumType(PaymentStatus, { name: 'PaymentStatus' });

export const OrderSort = {
  NEWEST: 'NEWEST',
  OLDEST: 'OLDEST',
  TOTAL_DESC: 'TOTAL_DESC',
  TOTAL_ASC: 'TOTAL_ASC',
} as const;
export type OrderSort = keyof typeof OrderSort;
registerEnumType(OrderSort, { name: 'OrderSort' });

@ObjectType({
  description: 'The plan as it was when ordered; later edits of the catalogue change nothing here.',
})
export class PlanSnapshot {
  @Field(() => ID)
  planId!: string;
  @Field(() => String)
  name!: string;
  @Field(() => Boolean)
  isUnlimited!: boolean;
  @Field(() => Int, { nullable: true })
  dataMb!: number | null;
  @Field(() => Int)
  validityDays!: number;
  @Field(() => [String])
  countryCodes!: string[];
  @Field(() => String)
  carrierName!: string;
  @Field(() => MoneyType)
  unitPrice!: Money;
}

@ObjectType({ description: 'The text a buyer agreed to before paying.' })
export class OrderConsent {
  @Field(() => String)
  version!: string;
  @Field(() => String, { description: 'ISO 8601.' })
  givenAt!: string;
}

/** An order as its buyer and staff see it; the resolver adds what is read from elsewhere. */
@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('Order')
export class OrderType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  number!: string;
  @Field(() => DateTime)
  createdAt!: Date;
  @Field(() => DateTime, { nullable: true })
  expiresAt!: Date | null;
  @Field(() => OrderStatus)
  status!: OrderStatus;
  @Field(() => OrderPaymentStatus)
  paymentStatus!: OrderPaymentStatus;
  @Field(() => OrderFulfillmentStatus)
  fulfillmentStatus!: OrderFulfillmentStatus;
  @Field(() => [String], {
    description: 'Why it waits for a person: AMOUNT_MISMATCH, DISPUTED, SUPPLIER_UNKNOWN, …',
  })
  holds!: string[];
  @Field(() => Int)
  quantity!: number;
  @Field(() => OrderConsent, { nullable: true, description: 'Null when its buyer was not asked.' })
  consent!: OrderConsent | null;
}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType()
export class OrderConnection extends connectionType(OrderType) {}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('Payment')
export class PaymentType {
  @Field(() => ID)
  id!: string;
  @Field(() => PaymentStatus)
  status!: PaymentStatus;
  @Field(() => MoneyType)
  amount!: Money;
  @Field(() => MoneyType)
  refunded!: Money;
  @Field(() => String, { nullable: true })
  failureCode!: string | null;
  @Field(() => String, { nullable: true })
  failureMessage!: string | null;
  @Field(() => DateTime)
  createdAt!: Date;
}

@InputType()
export class OrderFilter {
  @Field(() => OrderStatus, { nullable: true })
  status?: OrderStatus | null;
  @Field(() => OrderPaymentStatus, { nullable: true })
  paymentStatus?: OrderPaymentStatus | null;
  @Field(() => OrderFulfillmentStatus, { nullable: true })
  fulfillmentStatus?: OrderFulfillmentStatus | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Part of a number or of a buyer’s address; or whole: an ICCID, our reference at a supplier, a PaymentIntent or\na charge of Stripe.',
  })
  search?: string | null;
  @Field(() => ID, { nullable: true })
  planId?: string | null;
  @Field(() => DateTime, { nullable: true })
  from?: Date | null;
  @Field(() => DateTime, { nullable: true })
  to?: Date | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Orders that wait for a person, or those that do not.',
  })
  isHeld?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Orders that wait for a person for this reason.' })
  hold?: string | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Orders whose buyers wait for an answer to a request for a refund.',
  })
  hasRefundRequest?: boolean | null;
}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType({ description: 'How many there are, exact up to a cap.' })
export class CappedCount {
  @Field(() => Int)
  count!: number;
  @Field(() => Boolean, { description: 'There are more than count.' })
  isCapped!: boolean;
}
