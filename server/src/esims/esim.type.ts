import { createUnionType, Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { connectionType } from '../platform/graphql/connection.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { RateLimited, UserError } from '../platform/graphql/user-error.ts';
import { EsimStatus } from './esim.entity.ts';

registerEnumType(EsimStatus, { name: 'EsimStatus' });

@ObjectType()
export class InstallLinks {
  @Field(() => String)
  ios!: string;
  @Field(() => String)
  android!: string;
}

@ObjectType()
export class DataUsage {
  @Field(() => Int)
  usedMb!: number;
  @Field(() => Int, { nullable: true })
  totalMb!: number | null;
  @Field(() => DateTime)
  updatedAt!: Date;
}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType('Esim', {
  description:
    'activationCode, smdpAddress, matchingId, qrCode and installLinks are for the owner, from READY on, and null for anyone\nelse: staff use revealActivationCode, which is audited.',
})
export class EsimType {
  @Field(() => ID)
  id!: string;
  @Field(() => EsimStatus)
  status!: EsimStatus;
  @Field(() => String, { nullable: true })
  iccid!: string | null;
  @Field(() => DateTime, { nullable: true })
  expiresAt!: Date | null;
  @Field(() => String, { nullable: true, description: 'What its owner calls it.' })
  name!: string | null;
  @Field(() => Boolean, { description: 'Put away by its owner; it works as before.' })
  isArchived!: boolean;
}

@Auth('CUSTOMER', 'PARTNER', 'SUPPORT', 'FINANCE', 'ADMIN')
@ObjectType()
export class EsimConnection extends connectionType(EsimType) {}

@ObjectType()
export class RevealedActivationCode {
  @Field(() => String)
  activationCode!: string;
  @Field(() => String)
  smdpAddress!: string;
  @Field(() => String)
  matchingId!: string;
  @Field(() => String)
  qrCode!: string;
}

@ObjectType({ implements: UserError })
export class NothingToReveal extends UserError {}

@ObjectType()
export class DeliveryResent {
  @Field(() => String)
  sentTo!: string;
}

@ObjectType({ implements: UserError })
export class NothingToResend extends UserError {}

export const RevealResult = createUnionType({
  name: 'RevealResult',
  types: () => [RevealedActivationCode, NothingToReveal] as const,
});

export const ResendDeliveryResult = createUnionType({
  name: 'ResendDeliveryResult',
  types: () => [DeliveryResent, NothingToResend, RateLimited] as const,
});
