import { createUnionType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Plan } from '../catalog/plan.type.ts';
import { MoneyInput, MoneyType } from '../platform/graphql/money.type.ts';
import { InvalidInput, RateLimited, UserError } from '../platform/graphql/user-error.ts';
import type { Money } from '../platform/money/money.ts';
import { PurchasesPaused } from '../switches/switch.type.ts';
import type { Order } from './order.entity.ts';
import { OrderType } from './order.type.ts';

@InputType()
export class CheckoutInput {
  @Field(() => ID)
  planId!: string;
  @Field(() => Int, { defaultValue: 1 })
  quantity!: number;
  @Field(() => MoneyInput, {
    description: 'What the buyer was shown; another total now is PriceChanged, before anything is made.',
  })
  expectedTotal!: MoneyInput;
  @Field(() => String)
  idempotencyKey!: string;
  @Field(() => String, {
    nullable: true,
    description: 'Version of the text (checkoutConsent) that the buyer agreed to; kept with the order.',
  })
  consentVersion?: string | null;
}

@ObjectType({ description: 'What buyers agree to before they pay.' })
export class CheckoutConsent {
  @Field(() => String)
  version!: string;
  @Field(() => String)
  text!: string;
}

@ObjectType({
  description:
    'What a browser needs to pay with Stripe. apiBase is set only when Stripe is the local sandbox.',
})
export class StripePayment {
  @Field(() => String)
  paymentIntentId!: string;
  @Field(() => String)
  clientSecret!: string;
  @Field(() => String)
  publishableKey!: string;
  @Field(() => String, { nullable: true })
  apiBase!: string | null;
}

@ObjectType({ description: 'payment is null when nothing is left to pay.' })
export class CheckoutStarted {
  @Field(() => OrderType)
  order!: Order;
  @Field(() => StripePayment, { nullable: true })
  payment!: StripePayment | null;
}

@ObjectType({ implements: UserError })
export class PriceChanged extends UserError {
  @Field(() => MoneyType)
  newTotal!: Money;
}

@ObjectType({ implements: UserError })
export class PlanUnavailable extends UserError {
  @Field(() => [Plan])
  alternatives!: Plan[];
}

@ObjectType({ implements: UserError })
export class IdempotencyConflict extends UserError {}

@ObjectType({ implements: UserError })
export class PaymentProviderUnavailable extends UserError {}

@ObjectType({ implements: UserError })
export class OrderNotPayable extends UserError {}

@ObjectType({ implements: UserError })
export class OrderNotCancellable extends UserError {}

@ObjectType({ implements: UserError })
export class RefundTooLarge extends UserError {
  @Field(() => MoneyType)
  refundable!: Money;
}

export const CheckoutResult = createUnionType({
  name: 'CheckoutResult',
  types: () =>
    [
      CheckoutStarted,
      PriceChanged,
      PlanUnavailable,
      IdempotencyConflict,
      PaymentProviderUnavailable,
      PurchasesPaused,
      InvalidInput,
      RateLimited,
    ] as const,
});
export type CheckoutOutcome =
  | CheckoutStarted
  | PriceChanged
  | PlanUnavailable
  | IdempotencyConflict
  | PaymentProviderUnavailable
  | PurchasesPaused
  | InvalidInput
  | RateLimited;

export const StartPaymentResult = createUnionType({
  name: 'StartPaymentResult',
  types: () =>
    [CheckoutStarted, OrderNotPayable, PaymentProviderUnavailable, PurchasesPaused, RateLimited] as const,
});

export const CancelOrderResult = createUnionType({
  name: 'CancelOrderResult',
  types: () => [OrderType, OrderNotCancellable, RateLimited] as const,
});

export const RefundOrderResult = createUnionType({
  name: 'RefundOrderResult',
  types: () =>
    [OrderType, RefundTooLarge, IdempotencyConflict, PaymentProviderUnavailable, InvalidInput] as const,
});
