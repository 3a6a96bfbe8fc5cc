import { Arg, Ctx, Field, FieldResolver, InputType, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import type { GraphQLContext } from '../platform/graphql/graphql-context.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import type { InvalidInput, RateLimited } from '../platform/graphql/user-error.ts';
import type { Account } from '../platform/request-context.ts';
import type { ProfileChange, ProfileService } from './profile.service.ts';
import { Role } from './role.ts';
import { SessionTransport } from './session.entity.ts';
import type { SessionService } from './session.service.ts';
import type { SignInService } from './sign-in.service.ts';
import {
  type CodeLocked,
  type InvalidCode,
  RequestSignInCodeResult,
  SignedIn,
  type SignInCodeSent,
  SignInResult,
  UpdateProfileResult,
  UserType,
} from './sign-in.types.ts';
import type { User } from './user.entity.ts';

@InputType()
class ProfileInput implements ProfileChange {
  @Field(() => String, { nullable: true })
  name?: string | null;
  @Field(() => String, { nullable: true })
  locale?: string | null;
  @Field(() => String, { nullable: true })
  currency?: string | null;
}

@Resolver(() => UserType)
export class AccountResolver {
  readonly #signIns: SignInService;
  readonly #sessions: SessionService;
  readonly #profiles: ProfileService;

  constructor(parts: { signIns: SignInService; sessions: SessionService; profiles: ProfileService }) {
    this.#signIns = parts.signIns;
    this.#sessions = parts.sessions;
    this.#profiles = parts.profiles;
  }

  @Query(() => UserType, {
    nullable: true,
    description: 'Null when signed out; an invalid or revoked credential is UNAUTHENTICATED.',
  })
  me(@Ctx() ctx: GraphQLContext): Account | null {
    return ctx.actor.kind === 'user' ? ctx.actor.account : null;
  }

  @Mutation(() => RequestSignInCodeResult)
  async requestSignInCode(
    @Ctx() ctx: GraphQLContext,
    @Arg('email', () => String) email: string,
  ): Promise<SignInCodeSent | RateLimited | InvalidInput> {
    return this.#signIns.requestCode(ctx, email);
  }

  @Mutation(() => SignInResult)
  async signIn(
    @Ctx() ctx: GraphQLContext,
    @Arg('email', () => String) email: string,
    @Arg('code', () => String) code: string,
    @Arg('transport', () => SessionTransport, { defaultValue: SessionTransport.COOKIE })
    transport: SessionTransport,
  ): Promise<SignedIn | InvalidCode | CodeLocked | RateLimited> {
    const result = await this.#signIns.signIn(ctx, { email, code, transport });
    if (!('token' in result)) return result;
    const { device } = result;
    if (transport === 'COOKIE') {
      ctx.response.setSessionCookie(result.token, result.session.expiresAt);
      ctx.response.setDeviceCookie(device.token, device.expiresAt);
    }
    return Object.assign(new SignedIn(), {
      user: result.user,
      token: transport === 'BEARER' ? result.token : null,
      deviceToken: transport === 'BEARER' ? device.token : null,
      secondFactor: result.secondFactor,
    });
  }

  @Auth('CUSTOMER')
  @Mutation(() => Boolean)
  async signOut(
    @Ctx() ctx: GraphQLContext,
    @Arg('everywhere', () => Boolean, { defaultValue: false }) everywhere: boolean,
  ): Promise<boolean> {
    await this.#sessions.revoke(ctx, signedIn(ctx), everywhere);
    ctx.response.clearSessionCookie();
    return true;
  }

  @Auth('CUSTOMER')
  @Mutation(() => UpdateProfileResult)
  async updateProfile(
    @Ctx() ctx: GraphQLContext,
    @Arg('input', () => ProfileInput) input: ProfileInput,
  ): Promise<User | InvalidInput> {
    return this.#profiles.update(ctx, signedIn(ctx), input);
  }

  @FieldResolver(() => [Role])
  roles(@Root() user: Pick<Account, 'roles'>): string[] {
    return ['CUSTOMER', ...user.roles];
  }
}
