import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { InvalidInput, UserError } from '../platform/graphql/user-error.ts';

@Auth('SUPPORT', 'ADMIN')
@ObjectType({ description: 'A job that failed for good and waits for a person, for at most 90 days.' })
export class DeadLetter {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { description: 'The name of the job that failed.' })
  name!: string;
  @Field(() => DateTime, { description: 'When the job was asked for.' })
  createdAt!: Date;
  @Field(() => DateTime)
  failedAt!: Date;
  @Field(() => Int)
  tries!: number;
  @Field(() => String, { nullable: true, description: 'What the last try said.' })
  error!: string | null;
  @Field(() => String, { description: 'What the job carries, as JSON, without secrets.' })
  payload!: string;
}

@Auth('SUPPORT', 'ADMIN')
@ObjectType()
export class DeadLetterConnection extends connectionType(DeadLetter) {}

@ObjectType({
  implements: UserError,
  description: 'DEAD_LETTER_NOT_FOUND: retried or discarded already, or never there.',
})
export class DeadLetterNotFound extends UserError {}

@Auth('ADMIN')
@ObjectType()
export class DeadLetterRetried {
  @Field(() => String, { description: 'The name of the job that is tried again.' })
  name!: string;
}

@Auth('ADMIN')
@ObjectType()
export class DeadLetterDiscarded {
  @Field(() => String)
  name!: string;
}

export const RetryDeadLetterResult = createUnionType({
  name: 'RetryDeadLetterResult',
  types: () => [DeadLetterRetried, DeadLetterNotFound] as const,
});

export const DiscardDeadLetterResult = createUnionType({
  name: 'DiscardDeadLetterResult',
  types: () => [DeadLetterDiscarded, DeadLetterNotFound, InvalidInput] as const,
});
