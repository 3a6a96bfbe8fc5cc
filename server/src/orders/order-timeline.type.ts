import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { DateTime } from '../platform/graphql/scalars.ts';

export const ActorKind = { PERSON: 'PERSON', SYSTEM: 'SYSTEM', GUEST: 'GUEST' } as const;
export type ActorKind = keyof typeof ActorKind;
registerEnumType(ActorKind, { name: 'ActorKind' });

/** Who did something, as staff read it. */
@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType()
export class TimelineActor {
  @Field(() => ActorKind)
  kind!: ActorKind;
  @Field(() => String, {
    description: 'A person’s name, else their address; for the shop’s own work, what it is.',
  })
  name!: string;
  @Field(() => String, { nullable: true })
  email!: string | null;
}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType({
  description: 'One thing that happened to an order. Staff read it in full, its buyer in plain words.',
})
export class TimelineEntry {
  @Field(() => ID)
  id!: string;
  @Field(() => DateTime)
  at!: Date;
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Field(() => String)
  type!: string;
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Field(() => String, {
    description: 'order, payment, refund, refund-request, dispute, esim, attempt or reservation',
  })
  subject!: string;
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Field(() => ID, { nullable: true, description: 'The row that moved, where it is not the order’s.' })
  subjectId!: string | null;
  @Auth('SUPPORT', 'FINANCE', 'ADMIN')
  @Field(() => String, { nullable: true })
  requestId!: string | null;
}
