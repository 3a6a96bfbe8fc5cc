import { createUnionType, ObjectType } from 'type-graphql';
import { OrderType } from '../orders/order.type.ts';
import { InvalidInput, UserError } from '../platform/graphql/user-error.ts';
import { StripeEventType } from './payment-list.type.ts';

@ObjectType({ implements: UserError })
export class HoldNotReleasable extends UserError {}

@ObjectType({ implements: UserError })
export class EventNotReplayable extends UserError {}

export const ReleaseHoldResult = createUnionType({
  name: 'ReleaseHoldResult',
  types: () => [OrderType, HoldNotReleasable, InvalidInput] as const,
});

export const ReplayStripeEventResult = createUnionType({
  name: 'ReplayStripeEventResult',
  types: () => [StripeEventType, EventNotReplayable, InvalidInput] as const,
});
