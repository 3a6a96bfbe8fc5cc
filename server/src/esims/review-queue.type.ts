import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { AttemptOutcome } from './attempt.states.ts';
import { ReviewAction } from './review-actions.ts';

registerEnumType(AttemptOutcome, {
  name: 'AttemptOutcome',
  description: 'UNKNOWN: an eSIM may have been made. BUSY and REFUSED: certainly none was.',
});
registerEnumType(ReviewAction, { name: 'ReviewAction' });

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('ProvisioningAttempt', { description: 'One call to a supplier for an eSIM.' })
export class ProvisioningAttemptType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  supplier!: string;
  @Field(() => String, {
    description: 'Our reference at the supplier, the same for every call for one eSIM.',
  })
  reference!: string;
  @Field(() => AttemptOutcome)
  outcome!: AttemptOutcome;
  @Field(() => String, { nullable: true })
  errorCode!: string | null;
  @Field(() => DateTime)
  startedAt!: Date;
  @Field(() => DateTime, { nullable: true })
  finishedAt!: Date | null;
  @Field(() => DateTime, {
    nullable: true,
    description: 'When a person accepted that this unknown call may have made an eSIM that nobody gets.',
  })
  waivedAt!: Date | null;
}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType({ description: 'Something that waits for a person: an eSIM, or an order that is held.' })
export class ReviewItem {
  @Field(() => ID)
  id!: string;
  @Field(() => DateTime)
  waitingSince!: Date;
}

@Auth('SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType()
export class ReviewItemConnection extends connectionType(ReviewItem) {}
