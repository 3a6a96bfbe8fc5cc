import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { deviceCookie, deviceHeader } from '../../accounts/known-device.ts';
import type { SessionService } from '../../accounts/session.service.ts';
import type { Clock } from '../clock/clock.ts';
import type { Orm } from '../database/orm.ts';
import { callerError } from '../graphql/errors.ts';
import { languageOf } from '../i18n/accept-language.ts';
import type { Logger } from '../logging/logger.ts';
import { guest, isLocale, type Locale, type RequestContext, type SystemActor } from '../request-context.ts';

export const sessionCookie = 'tribi_session';

interface Parts {
  orm: Orm;
  clock: Clock;
  log: Logger;
  sessions: SessionService;
}

/** What of a request says who and where it comes from; the same for HTTP and a WebSocket's upgrade. */
export interface Origin {
  requestId: string;
  ip: string | null;
  userAgent: string | null;
  acceptLanguage: string | undefined;
  bearer: string | undefined;
  cookie: string | undefined;
  device: string | undefined;
  /** Whether the answer can set a cookie. A socket's cannot. */
  takesCookies: boolean;
}

/** Makes the context of a request, a socket's message, or a job. */
export class RequestContextFactory {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** The context of nobody in particular: webhooks, health. */
  anonymous(request: FastifyRequest): RequestContext {
    return this.#make(originOf(request), 'en', { actor: guest });
  }

  /** The context of a job or a command. @param requestId of the request that caused it, where one did */
  system(actor: SystemActor, requestId: string = randomUUID()): RequestContext {
    const nowhere = { requestId, ip: null, userAgent: null, device: undefined };
    return this.#make(nowhere, 'en', { actor });
  }

  /**
   * Who is asking, by cookie or bearer; a bearer that is given decides.
   * @throws UNAUTHENTICATED when a credential is given and is not good (any more)
   */
  async of(origin: Origin): Promise<RequestContext> {
    const asked = languageOf(origin.acceptLanguage);
    const token = origin.bearer ?? origin.cookie;
    if (!token) return this.#make(origin, asked ?? 'en', { actor: guest });
    const { orm, sessions, clock } = this.#parts;
    const transport = origin.bearer ? 'BEARER' : 'COOKIE';
    const actor = await sessions.identify(
      orm.em,
      token,
      transport,
      clock,
      transport === 'BEARER' || origin.takesCookies,
    );
    if (!actor) throw callerError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
    const chosen = isLocale(actor.account.locale) ? actor.account.locale : 'en';
    return this.#make(origin, asked ?? chosen, { actor });
  }

  #make(
    origin: Pick<Origin, 'requestId' | 'ip' | 'userAgent' | 'device'>,
    locale: Locale,
    { actor }: Pick<RequestContext, 'actor'>,
  ): RequestContext {
    const { orm, clock, log } = this.#parts;
    return {
      actor,
      locale,
      requestId: origin.requestId,
      ip: origin.ip,
      userAgent: origin.userAgent,
      deviceToken: origin.device ?? null,
      em: orm.em.fork({ loggerContext: { requestId: origin.requestId } }),
      clock,
      log: log.child({ requestId: origin.requestId }),
      loaders: new Map(),
    };
  }
}

export function originOf(request: FastifyRequest): Origin {
  return {
    requestId: request.id,
    ip: request.ip,
    userAgent: request.headers['user-agent'] ?? null,
    acceptLanguage: request.headers['accept-language'],
    bearer: bearerOf(request.headers.authorization),
    cookie: request.cookies[sessionCookie],
    device: deviceOf(request),
    takesCookies: true,
  };
}

function deviceOf({ headers, cookies }: FastifyRequest): string | undefined {
  const sent = headers[deviceHeader];
  return typeof sent === 'string' ? sent : cookies[deviceCookie];
}

/** The token of `Authorization: Bearer …`; of another scheme, nothing. */
export const bearerOf = (header: string | undefined): string | undefined =>
  header ? /^Bearer\s+(\S+)$/i.exec(header)?.[1] : undefined;
