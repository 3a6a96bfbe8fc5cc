import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTime } from '../platform/graphql/scalars.ts';
import { InvalidInput, RateLimited, UserError } from '../platform/graphql/user-error.ts';
import { Role } from './role.ts';
import { SecondFactorState } from './second-factor.states.ts';
import { SessionTransport } from './session.entity.ts';
import type { User as UserEntity } from './user.entity.ts';

registerEnumType(Role, { name: 'Role' });
registerEnumType(SessionTransport, {
  name: 'SessionTransport',
  valuesConfig: {
    COOKIE: { description: 'an HttpOnly cookie; token is null' },
    BEARER: { description: 'token is returned; send it as Authorization: Bearer' },
  },
});

@ObjectType('User', { description: 'Reached only as oneself (me, signIn) or through guarded fields.' })
export class UserType {
  @Field(() => ID)
  id!: string;
  @Field(() => String)
  email!: string;
  @Field(() => String, { nullable: true })
  name!: string | null;
  @Field(() => String)
  locale!: string;
  @Field(() => String)
  currency!: string;
}

@ObjectType()
export class SignInCodeSent {
  @Field(() => String)
  email!: string;
  @Field(() => DateTime)
  expiresAt!: Date;
  @Field(() => DateTime)
  resendAt!: Date;
}

@ObjectType()
export class SignedIn {
  @Field(() => UserType)
  user!: UserEntity;
  @Field(() => String, { nullable: true })
  token!: string | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Null with COOKIE, which keeps it in a cookie. Send it as X-Tribi-Device when asking for a code and signing in: codes that strangers ask for do not count then.',
  })
  deviceToken!: string | null;
  @Field(() => SecondFactorState, { description: 'Whether this session holds its staff rights yet.' })
  secondFactor!: SecondFactorState;
}

@ObjectType({ implements: UserError })
export class InvalidCode extends UserError {
  @Field(() => Int)
  attemptsLeft!: number;
}

@ObjectType({ implements: UserError })
export class CodeLocked extends UserError {
  @Field(() => DateTime)
  requestAgainAt!: Date;
}

export const RequestSignInCodeResult = createUnionType({
  name: 'RequestSignInCodeResult',
  types: () => [SignInCodeSent, RateLimited, InvalidInput] as const,
});

export const SignInResult = createUnionType({
  name: 'SignInResult',
  types: () => [SignedIn, InvalidCode, CodeLocked, RateLimited] as const,
});

export const UpdateProfileResult = createUnionType({
  name: 'UpdateProfileResult',
  types: () => [UserType, InvalidInput] as const,
});
