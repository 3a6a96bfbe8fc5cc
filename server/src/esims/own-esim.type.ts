import { createUnionType, Field, ID, ObjectType } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { DateTime } from '../platform/graphql/scalars.ts';
import { InvalidInput, RateLimited, UserError } from '../platform/graphql/user-error.ts';
import type { Esim } from './esim.entity.ts';
import { EsimType } from './esim.type.ts';

@ObjectType({ implements: UserError })
export class EsimNotFound extends UserError {}

@ObjectType({ implements: UserError })
export class EsimNotShareable extends UserError {}

@Auth('CUSTOMER', 'PARTNER')
@ObjectType('EsimShare', {
  description: 'The link by which an eSIM is handed to a companion. Its owner alone sees it.',
})
export class EsimShareType {
  @Field(() => ID)
  id!: string;
  @Field(() => String, { nullable: true, description: 'The companion’s first name.' })
  companion!: string | null;
  @Field(() => DateTime)
  createdAt!: Date;
  @Field(() => DateTime)
  expiresAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'When the codes were first looked at by it.' })
  openedAt!: Date | null;
}

@Auth('CUSTOMER', 'PARTNER')
@ObjectType({ description: 'The address is told this once; a lost one is replaced by sharing again.' })
export class EsimShared {
  @Field(() => EsimType)
  esim!: Esim;
  @Field(() => String)
  url!: string;
}

export const RenameEsimResult = createUnionType({
  name: 'RenameEsimResult',
  types: () => [EsimType, EsimNotFound, InvalidInput] as const,
});

export const ArchiveEsimResult = createUnionType({
  name: 'ArchiveEsimResult',
  types: () => [EsimType, EsimNotFound] as const,
});

export const ShareEsimResult = createUnionType({
  name: 'ShareEsimResult',
  types: () => [EsimShared, EsimNotFound, EsimNotShareable, InvalidInput, RateLimited] as const,
});

export const WithdrawEsimShareResult = createUnionType({
  name: 'WithdrawEsimShareResult',
  types: () => [EsimType, EsimNotFound] as const,
});
