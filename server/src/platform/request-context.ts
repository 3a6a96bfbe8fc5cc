import type { SecondFactorState } from '../accounts/second-factor.states.ts';
import type { Clock } from './clock/clock.ts';
import type { EntityManager } from './database/orm.ts';
import type { Logger } from './logging/logger.ts';

export const locales = ['en', 'es'] as const;
export type Locale = (typeof locales)[number];
export const isLocale = (text: string): text is Locale => text === 'en' || text === 'es';

/** Who is asking. `roles` are the words of @auth; a guest has none. */
export type Actor = Guest | SignedInUser | SystemActor;
export interface Guest {
  kind: 'guest';
  roles: readonly string[];
}
export interface SignedInUser {
  kind: 'user';
  userId: string;
  /** Their account, as the look at their session found it. */
  account: Account;
  sessionId: string;
  /** The session began with a staff role; others never hold one. */
  isStaff: boolean;
  transport: 'COOKIE' | 'BEARER';
  /** Where this session stands with the person's second factor; `roles` follow from it. */
  secondFactor: SecondFactorState;
  /** Given when this very request made their session last longer. */
  renewedUntil?: Date;
  roles: readonly string[];
}
/** What a person may see of themselves. `roles` are those of staff that they were given, whatever this session allows. */
export interface Account {
  id: string;
  email: string;
  name: string | null;
  locale: string;
  currency: string;
  roles: readonly string[];
}
/** A job, a webhook, the command line. */
export interface SystemActor {
  kind: 'system';
  name: string;
  roles: readonly string[];
}

export const guest: Guest = { kind: 'guest', roles: [] };
export const systemActor = (name: string): SystemActor => ({ kind: 'system', name, roles: [] });

/** What a client may give as the id of its request. */
export const requestIdPattern = /^[\w.:-]{1,100}$/;

/** The first argument of every service call: who asks, in which language, through which database session. */
export interface RequestContext {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly requestId: string;
  readonly ip: string | null;
  readonly userAgent: string | null;
  /** What a client shows that may have made it known before; looked at only where codes are asked for and tried. */
  readonly deviceToken: string | null;
  readonly em: EntityManager;
  readonly clock: Clock;
  readonly log: Logger;
  /** Loaders of this request, by the function that makes them. */
  readonly loaders: Map<unknown, unknown>;
}

/** The language that a field was asked for in, else the request's: a subscription's request has only its browser's. */
export const localeFor = (ctx: RequestContext, asked: string | null | undefined): Locale =>
  asked && isLocale(asked) ? asked : ctx.locale;

/** How an actor is written in histories: `user:<id>`, `system:<name>`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return `user:${actor.userId}`;
  return actor.kind === 'system' ? `system:${actor.name}` : 'guest';
}

/** How an actor is shown to staff: the address of a person, `system:<name>`. */
export const staffName = (actor: Actor): string =>
  actor.kind === 'user' ? actor.account.email : actorName(actor);
