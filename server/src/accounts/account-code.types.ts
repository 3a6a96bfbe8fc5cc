import { Field, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/graphql/scalars.ts';

@ObjectType({ description: 'A code that confirms a step was mailed.' })
export class CodeSent {
  @Field(() => String)
  email!: string;
  @Field(() => DateTime)
  expiresAt!: Date;
  @Field(() => DateTime)
  resendAt!: Date;
}
