import { createUnionType, Field, Int, ObjectType } from 'type-graphql';
import { DateTime } from '../platform/graphql/scalars.ts';
import { RateLimited, UserError } from '../platform/graphql/user-error.ts';
import { InstallLinks } from './esim.type.ts';

@ObjectType({ description: 'What a companion may know of the plan: no price.' })
export class SharedPlan {
  @Field(() => String)
  name!: string;
  @Field(() => Boolean)
  isUnlimited!: boolean;
  @Field(() => Int, { nullable: true })
  dataMb!: number | null;
  @Field(() => Int)
  validityDays!: number;
  @Field(() => [String])
  countryCodes!: string[];
  @Field(() => String)
  carrierName!: string;
}

@ObjectType({
  description: 'What a link leads to, before it is opened. Nothing of its owner or their order.',
})
export class SharedEsim {
  @Field(() => String, { nullable: true, description: 'Whom it was made for.' })
  companion!: string | null;
  @Field(() => SharedPlan)
  plan!: SharedPlan;
  @Field(() => DateTime, { description: 'Until when the link opens.' })
  expiresAt!: Date;
}

@ObjectType({ description: 'The codes of a shared eSIM, for whoever has its link.' })
export class OpenedSharedEsim {
  @Field(() => String, { nullable: true })
  iccid!: string | null;
  @Field(() => String)
  activationCode!: string;
  @Field(() => String)
  smdpAddress!: string;
  @Field(() => String)
  matchingId!: string;
  @Field(() => String, { description: 'PNG as a data: URL; it decodes to activationCode.' })
  qrCode!: string;
  @Field(() => InstallLinks)
  installLinks!: InstallLinks;
}

@ObjectType({
  implements: UserError,
  description: 'SHARE_UNKNOWN: there never was such a link. SHARE_OVER: it opens nothing any more.',
})
export class SharedEsimGone extends UserError {}

export const SharedEsimResult = createUnionType({
  name: 'SharedEsimResult',
  types: () => [SharedEsim, SharedEsimGone, RateLimited] as const,
});

export const OpenSharedEsimResult = createUnionType({
  name: 'OpenSharedEsimResult',
  types: () => [OpenedSharedEsim, SharedEsimGone, RateLimited] as const,
});
