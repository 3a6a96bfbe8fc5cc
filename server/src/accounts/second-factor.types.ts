import { createUnionType, Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RateLimited, UserError } from '../platform/graphql/user-error.ts';
import { SecondFactorState } from './second-factor.states.ts';
import { InvalidCode } from './sign-in.types.ts';

registerEnumType(SecondFactorState, {
  name: 'SecondFactorState',
  description:
    'Where a session stands with the second factor. Staff rights are held in NOT_NEEDED and PASSED only.',
  valuesConfig: {
    NOT_NEEDED: { description: 'a shopper, or staff who have none and need none' },
    REQUIRED: { description: 'call verifySecondFactor' },
    ENROLMENT_REQUIRED: {
      description: 'a role requires one: call beginSecondFactor, then confirmSecondFactor',
    },
    PASSED: { description: 'for as long as this session lasts' },
  },
});

@ObjectType({ description: 'A secret for an authenticator app. It is on only after confirmSecondFactor.' })
export class SecondFactorEnrolment {
  @Field(() => String, { description: 'Base32, for typing it in.' })
  secret!: string;
  @Field(() => String, { description: 'otpauth://totp/…' })
  url!: string;
  @Field(() => String, { description: 'PNG as a data: URL; it decodes to url.' })
  qrCode!: string;
}

@ObjectType({
  description: 'Ten codes for when the authenticator is lost. Each works once; they are shown only now.',
})
export class RecoveryCodes {
  @Field(() => [String])
  codes!: string[];
}

@ObjectType()
export class SecondFactorStatus {
  @Field(() => SecondFactorState)
  state!: SecondFactorState;
  @Field(() => Int)
  recoveryCodesLeft!: number;
}

@ObjectType({ implements: UserError })
export class SecondFactorRefused extends UserError {}

export const BeginSecondFactorResult = createUnionType({
  name: 'BeginSecondFactorResult',
  types: () => [SecondFactorEnrolment, SecondFactorRefused] as const,
});

/** Of confirmSecondFactor and renewRecoveryCodes. */
export const RecoveryCodesResult = createUnionType({
  name: 'RecoveryCodesResult',
  types: () => [RecoveryCodes, InvalidCode, SecondFactorRefused, RateLimited] as const,
});

/** Of verifySecondFactor and disableSecondFactor. */
export const SecondFactorResult = createUnionType({
  name: 'SecondFactorResult',
  types: () => [SecondFactorStatus, InvalidCode, SecondFactorRefused, RateLimited] as const,
});
