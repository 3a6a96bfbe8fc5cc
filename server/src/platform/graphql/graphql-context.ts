import type { RequestContext, SignedInUser } from '../request-context.ts';
import { callerError } from './errors.ts';

/** What a resolver may do to the HTTP answer. Over a WebSocket there is none, and these do nothing. */
export interface ResponseControl {
  setSessionCookie(token: string, expiresAt: Date): void;
  clearSessionCookie(): void;
  /** Outlives the session: it makes the browser known, and signs nobody in. */
  setDeviceCookie(token: string, expiresAt: Date): void;
}

/** The context of a GraphQL operation: the request's, and its answer. */
export interface GraphQLContext extends RequestContext {
  readonly response: ResponseControl;
}

/** The person asking. @throws UNAUTHENTICATED; @auth has refused guests before, so this only narrows the type */
export function signedIn(ctx: RequestContext): SignedInUser {
  if (ctx.actor.kind !== 'user') throw callerError('UNAUTHENTICATED', 'Sign in first.');
  return ctx.actor;
}
