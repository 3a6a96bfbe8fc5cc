import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { batchLoader } from '../platform/database/loader.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { Esim } from './esim.entity.ts';
import { EsimType } from './esim.type.ts';
import { EsimShare } from './esim-share.entity.ts';
import type { EsimShareService } from './esim-share.service.ts';
import type { OwnEsimService } from './own-esim.service.ts';
import {
  ArchiveEsimResult,
  EsimShareType,
  RenameEsimResult,
  ShareEsimResult,
  WithdrawEsimShareResult,
} from './own-esim.type.ts';
import type { SharedEsimService } from './shared-esim.service.ts';
import { OpenSharedEsimResult, SharedEsimResult } from './shared-esim.type.ts';

interface Parts {
  own: OwnEsimService;
  shares: EsimShareService;
  shared: SharedEsimService;
}

/** What a person does with their own eSIMs, and what a companion sees of one. */
@Resolver(() => EsimType)
export class OwnEsimResolver {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  @Auth('CUSTOMER', 'PARTNER')
  @FieldResolver(() => EsimShareType, {
    nullable: true,
    description: 'The link that opens it now, for its owner; null for anyone else.',
  })
  async share(@Root() esim: Esim, @Ctx() ctx: RequestContext): Promise<EsimShare | null> {
    const isOwn = ctx.actor.kind === 'user' && ctx.actor.userId === esim.userId;
    return isOwn ? loadLiveShare(ctx, esim.id) : null;
  }

  @Auth('CUSTOMER')
  @Mutation(() => RenameEsimResult, { description: '1 to 40 characters; null takes the name back.' })
  async renameEsim(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID) id: string,
    @Arg('name', () => String, { nullable: true }) name?: string | null,
  ): Promise<object> {
    return this.#parts.own.rename(ctx, signedIn(ctx), { id, name: name ?? null });
  }

  @Auth('CUSTOMER')
  @Mutation(() => ArchiveEsimResult)
  async archiveEsim(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID) id: string,
    @Arg('isArchived', () => Boolean) isArchived: boolean,
  ): Promise<object> {
    return this.#parts.own.archive(ctx, signedIn(ctx), { id, isArchived });
  }

  @Auth('CUSTOMER')
  @Mutation(() => ShareEsimResult, {
    description: 'Makes a link that hands the eSIM to a companion for 7 days; an earlier one ends.',
  })
  async shareEsim(
    @Ctx() ctx: RequestContext,
    @Arg('id', () => ID) id: string,
    @Arg('companion', () => String, { nullable: true }) companion?: string | null,
  ): Promise<object> {
    return this.#parts.shares.share(ctx, signedIn(ctx), { esimId: id, companion: companion ?? null });
  }

  @Auth('CUSTOMER')
  @Mutation(() => WithdrawEsimShareResult)
  async withdrawEsimShare(@Ctx() ctx: RequestContext, @Arg('id', () => ID) id: string): Promise<object> {
    return this.#parts.shares.withdraw(ctx, signedIn(ctx), id);
  }

  @Query(() => SharedEsimResult, { description: 'What a companion’s link leads to; it opens nothing yet.' })
  async sharedEsim(@Ctx() ctx: RequestContext, @Arg('token', () => String) token: string): Promise<object> {
    return this.#parts.shared.look(ctx, token);
  }

  @Mutation(() => OpenSharedEsimResult, {
    description: 'The codes behind a companion’s link. The first time is told to the owner.',
  })
  async openSharedEsim(
    @Ctx() ctx: RequestContext,
    @Arg('token', () => String) token: string,
  ): Promise<object> {
    return this.#parts.shared.open(ctx, token);
  }
}

const loadLiveShare = batchLoader<string, EsimShare | null>(async (ctx, ids) => {
  const live = { esimId: { $in: [...ids] }, withdrawnAt: null, expiresAt: { $gt: ctx.clock.now() } };
  const shares = await ctx.em.find(EsimShare, live);
  return new Map(shares.map((share) => [share.esimId, share]));
}, null);
