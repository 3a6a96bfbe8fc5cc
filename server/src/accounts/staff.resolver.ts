import { Arg, Args, ArgsType, Ctx, Field, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import { Auth } from '../platform/graphql/auth.directive.ts';
import { type Page, pageRequest } from '../platform/graphql/connection.ts';
import { signedIn } from '../platform/graphql/graphql-context.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { StaffRole } from './role.ts';
import { findSessions } from './session.query.ts';
import { SessionConnection, type SessionType } from './session.types.ts';
import { findMember, findStaff, staffOrder } from './staff.query.ts';
import type { StaffService } from './staff.service.ts';
import { StaffChangeResult, type StaffMember, StaffMemberConnection } from './staff.types.ts';

@ArgsType()
class PageArgs {
  @Field(() => Int, { defaultValue: 20 })
  first!: number;
  @Field(() => String, { nullable: true })
  after?: string | null;
  @Field(() => Int, { nullable: true })
  offset?: number | null;
}

@ArgsType()
class StaffArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Part of an address or name; % and _ are letters.' })
  search?: string | null;
}

@ArgsType()
class StaffSessionsArgs extends PageArgs {
  @Field(() => String)
  email!: string;
}

@Resolver()
export class StaffResolver {
  readonly #staff: StaffService;
  readonly #requiredFor: readonly StaffRole[];

  constructor(parts: { staff: StaffService; requiredFor: readonly StaffRole[] }) {
    this.#staff = parts.staff;
    this.#requiredFor = parts.requiredFor;
  }

  @Auth('ADMIN')
  @Query(() => StaffMemberConnection, {
    description: 'Everybody with a staff role, and those invited, by address.',
  })
  staff(@Ctx() ctx: RequestContext, @Args(() => StaffArgs) args: StaffArgs): Promise<Page<StaffMember>> {
    const page = pageRequest(args, staffOrder, ['string', 'string']);
    return findStaff(ctx, args.search ?? null, page, this.#requiredFor);
  }

  @Auth('ADMIN')
  @Query(() => SessionConnection, {
    description: 'Sessions of somebody of staff that still stand, newest first; a shopper’s are not told.',
  })
  async staffSessions(
    @Ctx() ctx: RequestContext,
    @Args(() => StaffSessionsArgs) { email, ...args }: StaffSessionsArgs,
  ): Promise<Page<SessionType>> {
    const member = await findMember(ctx.em, email.trim().toLowerCase(), this.#requiredFor);
    const isStaff = member !== null && member.roles.length > 0;
    return findSessions(ctx, isStaff ? member.id : '', args);
  }

  @Auth('ADMIN')
  @Mutation(() => StaffChangeResult, {
    description:
      'Gives somebody exactly these roles; none ends their access. Who has no account yet is invited by mail, and has the roles from their first sign-in. Ends the sessions of the person.',
  })
  setStaffRoles(
    @Ctx() ctx: RequestContext,
    @Arg('email', () => String) email: string,
    @Arg('roles', () => [StaffRole]) roles: StaffRole[],
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#staff.setRoles(ctx, signedIn(ctx), { email, roles, reason });
  }

  @Auth('ADMIN')
  @Mutation(() => StaffChangeResult, {
    description:
      'Turns off the second factor of somebody who has lost it, and ends their sessions. For the own: disableSecondFactor.',
  })
  resetSecondFactor(
    @Ctx() ctx: RequestContext,
    @Arg('email', () => String) email: string,
    @Arg('reason', () => String) reason: string,
  ): Promise<object> {
    return this.#staff.resetSecondFactor(ctx, signedIn(ctx), { email, reason });
  }

  @Auth('ADMIN')
  @Mutation(() => StaffChangeResult, {
    description: 'Ends one session of somebody of staff, or all of them where none is named.',
  })
  endStaffSessions(
    @Ctx() ctx: RequestContext,
    @Arg('email', () => String) email: string,
    @Arg('reason', () => String) reason: string,
    @Arg('sessionId', () => ID, { nullable: true }) sessionId?: string | null,
  ): Promise<object> {
    return this.#staff.endSessions(ctx, signedIn(ctx), { email, reason, sessionId: sessionId ?? null });
  }
}
