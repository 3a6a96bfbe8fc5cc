import { createUnionType, Field, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/graphql/scalars.ts';
import { InvalidInput, RateLimited, UserError } from '../platform/graphql/user-error.ts';
import { CodeSent } from './account-code.types.ts';
import { CodeLocked, InvalidCode, UserType } from './sign-in.types.ts';
import type { User } from './user.entity.ts';

@ObjectType()
export class EmailChanged {
  @Field(() => UserType)
  user!: User;
  @Field(() => DateTime, { description: 'Until then whoever reads the old address can take it back.' })
  objectBy!: Date;
}

@ObjectType({
  implements: UserError,
  description: 'Told only to somebody who has proven the address with its code.',
})
export class EmailTaken extends UserError {}

@ObjectType({ implements: UserError })
export class EmailChangeRefused extends UserError {}

@ObjectType({ description: 'The address is the old one again, and every session has ended.' })
export class EmailRestored {
  @Field(() => String)
  email!: string;
}

@ObjectType({ implements: UserError, description: 'A link of a mail that is wrong, used or too old.' })
export class LinkInvalid extends UserError {}

export const RequestEmailChangeResult = createUnionType({
  name: 'RequestEmailChangeResult',
  types: () => [CodeSent, EmailChangeRefused, RateLimited, InvalidInput] as const,
});

export const ConfirmEmailChangeResult = createUnionType({
  name: 'ConfirmEmailChangeResult',
  types: () => [EmailChanged, InvalidCode, CodeLocked, EmailTaken, EmailChangeRefused, RateLimited] as const,
});

export const ObjectToEmailChangeResult = createUnionType({
  name: 'ObjectToEmailChangeResult',
  types: () => [EmailRestored, LinkInvalid, EmailTaken, RateLimited] as const,
});
