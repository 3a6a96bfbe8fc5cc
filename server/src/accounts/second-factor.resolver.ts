import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { SecondFactorService } from './second-factor.service.ts';
import { SecondFactorState } from './second-factor.states.ts';
import { BeginSecondFactorResult, RecoveryCodesResult, SecondFactorResult } from './second-factor.types.ts';
import { UserType } from './sign-in.types.ts';

/** One's own second factor. CUSTOMER, because a session that has not passed yet holds no staff right. */
@Resolver(() => UserType)
export class SecondFactorResolver {
  readonly #factors: SecondFactorService;

  constructor(factors: SecondFactorService) {
    this.#factors = factors;
  }

  @FieldResolver(() => SecondFactorState, {
    nullable: true,
    description: 'Of the asking session; null for anybody but oneself.',
  })
  secondFactor(@Root() user: { id: string }, @Ctx() ctx: RequestContext): SecondFactorState | null {
    return ctx.actor.kind === 'user' && ctx.actor.userId === user.id ? ctx.actor.secondFactor : null;
  }

  @Auth('CUSTOMER')
  @Mutation(() => BeginSecondFactorResult, {
    description: 'For staff: a secret for an authenticator app. On only after confirmSecondFactor.',
  })
  beginSecondFactor(@Ctx() ctx: RequestContext): Promise<object> {
    return this.#factors.begin(ctx, signedIn(ctx));
  }

  @Auth('CUSTOMER')
  @Mutation(() => RecoveryCodesResult, {
    description:
      'Turns the second factor on with a first code of it. This session has passed then; the other ones of this person end.',
  })
  confirmSecondFactor(@Ctx() ctx: RequestContext, @Arg('code', () => String) code: string): Promise<object> {
    return this.#factors.confirm(ctx, signedIn(ctx), code);
  }

  @Auth('CUSTOMER')
  @Mutation(() => SecondFactorResult, {
    description:
      'Gives this session its staff rights. A code of the authenticator, or a recovery code; each works once.',
  })
  verifySecondFactor(@Ctx() ctx: RequestContext, @Arg('code', () => String) code: string): Promise<object> {
    return this.#factors.verify(ctx, signedIn(ctx), code);
  }

  @Auth('CUSTOMER')
  @Mutation(() => RecoveryCodesResult, {
    description: 'Ten new recovery codes in the place of all earlier ones.',
  })
  renewRecoveryCodes(@Ctx() ctx: RequestContext, @Arg('code', () => String) code: string): Promise<object> {
    return this.#factors.renewCodes(ctx, signedIn(ctx), code);
  }

  @Auth('CUSTOMER')
  @Mutation(() => SecondFactorResult, {
    description:
      'Turns the own second factor off, to move to another device. The other sessions of this person end.',
  })
  disableSecondFactor(@Ctx() ctx: RequestContext, @Arg('code', () => String) code: string): Promise<object> {
    return this.#factors.disable(ctx, signedIn(ctx), code);
  }
}
