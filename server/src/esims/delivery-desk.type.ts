import { createUnionType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { IdempotencyConflict } from '../orders/checkout.types.ts';
import { MoneyInput } from '../platform/graphql/money.type.ts';
import { InvalidInput, UserError } from '../platform/graphql/user-error.ts';
import { EsimType } from './esim.type.ts';

/** What staff want cannot be done with this eSIM as it stands. */
@ObjectType({ implements: UserError })
export class DeliveryNotPossible extends UserError {}

const description = 'A repeat under the same key answers with the eSIM as it stands now.';

@InputType()
export class RetryDeliveryInput {
  @Field(() => ID)
  esimId!: string;
  @Field(() => String, {
    nullable: true,
    description:
      'Ask this supplier and no other. Null: the plan’s suppliers in their order, under the same handles.',
  })
  supplier?: string | null;
  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Go on although a supplier may have made an eSIM and cannot tell: then a second one may be bought.',
  })
  acceptsDoubleOrder!: boolean;
  @Field(() => String)
  reason!: string;
  @Field(() => String, { description })
  idempotencyKey!: string;
}

@InputType()
export class AttachSupplierOrderInput {
  @Field(() => ID)
  esimId!: string;
  @Field(() => String, { description: 'The full LPA string.' })
  activationCode!: string;
  @Field(() => String)
  iccid!: string;
  @Field(() => String, { description: 'The supplier’s name for its order.' })
  providerReference!: string;
  @Field(() => String, { nullable: true, description: 'Null: who was asked last, else the plan’s first.' })
  supplier?: string | null;
  @Field(() => MoneyInput, {
    nullable: true,
    description: 'What the supplier asks for it; null books no cost.',
  })
  cost?: MoneyInput | null;
  @Field(() => String)
  reason!: string;
  @Field(() => String, { description })
  idempotencyKey!: string;
}

@InputType()
export class MarkSupplierRefundInput {
  @Field(() => ID)
  esimId!: string;
  @Field(() => MoneyInput)
  amount!: MoneyInput;
  @Field(() => String)
  reason!: string;
  @Field(() => String, { description })
  idempotencyKey!: string;
}

const outcome = () => [EsimType, DeliveryNotPossible, IdempotencyConflict, InvalidInput] as const;

export const RetryDeliveryResult = createUnionType({ name: 'RetryDeliveryResult', types: outcome });
export const AttachSupplierOrderResult = createUnionType({
  name: 'AttachSupplierOrderResult',
  types: outcome,
});
export const RefundUndeliveredResult = createUnionType({ name: 'RefundUndeliveredResult', types: outcome });
export const MarkSupplierRefundResult = createUnionType({ name: 'MarkSupplierRefundResult', types: outcome });
