import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Resolver, Root } from 'type-graphql';
import { isId } from '../platform/database/id.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { Auth } from '../platform/graphql/auth.directive.ts';
import type { Page } from '../platform/graphql/connection.ts';
import { type GraphQLContext, signedIn } from '../platform/graphql/graphql-context.ts';
import { isLocale, type RequestContext } from '../platform/request-context.ts';
import { deviceInWords } from './device-words.ts';
import { findSessions } from './session.query.ts';
import type { SessionService } from './session.service.ts';
import { SessionConnection, SessionType } from './session.types.ts';
import { UserType } from './sign-in.types.ts';

@Resolver(() => SessionType)
export class SessionResolver {
  readonly #sessions: SessionService;

  constructor(sessions: SessionService) {
    this.#sessions = sessions;
  }

  @FieldResolver(() => String, { description: 'In plain words: Chrome on Windows.' })
  device(
    @Root() session: SessionType,
    @Ctx() ctx: RequestContext,
    @Arg('locale', () => String, { nullable: true }) locale?: string | null,
  ): string {
    return deviceInWords(session.userAgent, locale && isLocale(locale) ? locale : ctx.locale);
  }

  @Auth('CUSTOMER')
  @Mutation(() => Boolean, {
    description: 'Ends one of one’s own sessions and closes what it has open. False when there was none.',
  })
  async endSession(@Ctx() ctx: GraphQLContext, @Arg('id', () => ID) id: string): Promise<boolean> {
    const { userId, sessionId } = signedIn(ctx);
    if (!isId(id)) return false;
    const which = { userId, sessionId: id };
    const ended = await inTransaction(ctx.em, (em) => this.#sessions.end(ctx, em, which));
    if (id === sessionId) ctx.response.clearSessionCookie();
    return ended > 0;
  }
}

/** One's own sessions; nobody else's are told here. */
@Resolver(() => UserType)
export class OwnSessionsResolver {
  @FieldResolver(() => SessionConnection, {
    description: 'One’s own that still stand, newest first; none for anybody but oneself.',
  })
  sessions(
    @Root() user: { id: string },
    @Ctx() ctx: RequestContext,
    @Arg('first', () => Int, { defaultValue: 20 }) first: number,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<Page<SessionType>> {
    const isOwn = ctx.actor.kind === 'user' && ctx.actor.userId === user.id;
    return findSessions(ctx, isOwn ? user.id : '', { first, after: after ?? null });
  }
}
