import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Esim } from '../esims/esim.entity.ts';
import { EsimType } from '../esims/esim.type.ts';
import { IdempotencyConflict } from '../orders/checkout.types.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { MoneyType } from '../platform/graphql/money.type.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { InvalidInput, RateLimited, UserError } from '../platform/graphql/user-error.ts';
import type { Money } from '../platform/money/money.ts';
import type { RefundRequest } from './refund-request.entity.ts';
import { RefundRequestStatus } from './refund-request.states.ts';

registerEnumType(RefundRequestStatus, {
  name: 'RefundRequestStatus',
  valuesConfig: {
    OPEN: { description: 'a person decides' },
    APPROVED: { description: 'the money is promised; its refund says how far it is' },
    SETTLED: { description: 'all of the money went back another way first' },
  },
});

@ObjectType({ description: 'By what own refunds are decided; the same for everybody.' })
export class RefundPolicy {
  @Field(() => Int, { description: 'For so many days after the delivery a refund may be asked for.' })
  days!: number;
  @Field(() => Int, { description: 'Within so many hours a person answers, where one has to.' })
  answerHours!: number;
}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('RefundRequest', { description: 'A buyer’s request for the price of unused eSIMs.' })
export class RefundRequestType {
  @Field(() => ID)
  id!: string;
  @Field(() => RefundRequestStatus)
  status!: RefundRequestStatus;
  @Field(() => String, { description: 'In the buyer’s own words.' })
  reason!: string;
  @Field(() => String, { nullable: true, description: 'What the buyer is told of a refusal.' })
  answer!: string | null;
  @Field(() => DateTime)
  createdAt!: Date;
  @Field(() => DateTime, { nullable: true })
  decidedAt!: Date | null;
}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType({ description: 'What of an order its buyer may ask back now.' })
export class RefundOffer {
  @Field(() => [EsimType])
  esims!: Esim[];
  @Field(() => MoneyType, { description: 'What one eSIM’s share of the price is.' })
  share!: Money;
  @Field(() => DateTime, { description: 'Until when the first of them may be asked for.' })
  until!: Date;
}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType({ description: 'isAtOnce: nobody has seen the codes, so the money is on its way already.' })
export class RefundRequested {
  @Field(() => Boolean)
  isAtOnce!: boolean;
  request!: RefundRequest;
}

@ObjectType({ implements: UserError })
export class RefundNotPossible extends UserError {}

export const RequestRefundResult = createUnionType({
  name: 'RequestRefundResult',
  types: () => [RefundRequested, RefundNotPossible, IdempotencyConflict, InvalidInput, RateLimited] as const,
});

export const DecideRefundRequestResult = createUnionType({
  name: 'DecideRefundRequestResult',
  types: () => [RefundRequestType, RefundNotPossible, InvalidInput] as const,
});
