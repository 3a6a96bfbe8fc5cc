import { Field, Int, InterfaceType, ObjectType } from 'type-graphql';

/** code is one of the codes listed in docs/errors.md; message is for people, in their language. */
@InterfaceType({
  description: 'code is one of the codes listed in docs/errors.md; message is for people, in their language.',
})
export abstract class UserError {
  @Field(() => String)
  code!: string;
  @Field(() => String)
  message!: string;
}

@ObjectType({ implements: UserError })
export class RateLimited extends UserError {
  @Field(() => Int)
  retryAfterSeconds!: number;
}

@ObjectType()
export class FieldError {
  @Field(() => String)
  path!: string;
  @Field(() => String)
  code!: string;
  @Field(() => String)
  message!: string;
}

@ObjectType({ implements: UserError })
export class InvalidInput extends UserError {
  @Field(() => [FieldError])
  errors!: FieldError[];
}

/** Makes one of the error types above or a room's own, as an instance, which is how unions tell them apart. */
export function userError<T extends UserError>(type: new () => T, fields: Omit<T, never>): T {
  return Object.assign(new type(), fields);
}
