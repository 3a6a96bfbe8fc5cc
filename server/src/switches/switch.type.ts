import { createUnionType, Field, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { InvalidInput, UserError } from '../platform/graphql/user-error.ts';

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType({ description: 'Stops a part of the shop without a deploy. What nobody touched is on.' })
export class Switch {
  @Field(() => String, { description: 'PURCHASES, MAIL, or SUPPLIER: and the name of a supplier.' })
  name!: string;
  @Field(() => Boolean)
  isOn!: boolean;
  @Field(() => String, { nullable: true })
  reason!: string | null;
  @Field(() => String, { nullable: true, description: 'The address of who turned it last.' })
  changedBy!: string | null;
  @Field(() => DateTime, { nullable: true })
  changedAt!: Date | null;
}

@ObjectType({
  implements: UserError,
  description: 'PURCHASES_PAUSED: nobody can begin to buy now. What is being paid already goes through.',
})
export class PurchasesPaused extends UserError {}

export const SetSwitchResult = createUnionType({
  name: 'SetSwitchResult',
  types: () => [Switch, InvalidInput] as const,
});
