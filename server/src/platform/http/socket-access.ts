import { parseCookie } from 'cookie';
import type { SessionService } from '../../accounts/session.service.ts';
import type { Config } from '../../config.ts';
import type { Clock } from '../clock/clock.ts';
import type { Orm } from '../database/orm.ts';
import type { Notifications } from '../events/notifications.ts';
import type { SocketAccess, SocketConnection } from '../graphql/websocket.ts';
import { clientAddress } from './client-address.ts';
import { silentResponse } from './graphql.route.ts';
import {
  bearerOf,
  type Origin,
  type RequestContextFactory,
  sessionCookie,
} from './request-context.factory.ts';

interface Parts {
  contexts: RequestContextFactory;
  notifications: Notifications;
  sessions: SessionService;
  orm: Orm;
  clock: Clock;
  config: Config;
  isOriginAllowed: SocketAccess['isOriginAllowed'];
}

/** Who may hold a WebSocket, and for how long. */
export function socketAccess({
  contexts,
  notifications,
  sessions,
  orm,
  clock,
  config,
  isOriginAllowed,
}: Parts): SocketAccess {
  return {
    isOriginAllowed,
    contextOf: async (connection) =>
      Object.assign(await contexts.of(originOf(connection, config.trustProxyHops)), {
        response: silentResponse,
      }),
    onSessionEnd: (sessionId, end) =>
      notifications.listen('session-end', (id) => {
        if (id === sessionId) end('ENDED');
        if (id !== null) return;
        // Notices may have been missed while the connection to PostgreSQL was down, so look.
        sessions.isLive(orm.em.fork(), sessionId, clock).then(
          (isLive) => isLive || end('ENDED'),
          () => end('UNKNOWN'),
        );
      }),
  };
}

function originOf(
  { requestId, headers, remoteAddress, connectionParams }: SocketConnection,
  trustedProxies: number,
): Origin {
  const header = (name: string) => {
    const value = headers[name];
    return Array.isArray(value) ? value[0] : value;
  };
  const authorization = connectionParams?.authorization;
  return {
    requestId,
    ip: clientAddress(remoteAddress, header('x-forwarded-for'), trustedProxies),
    userAgent: header('user-agent') ?? null,
    acceptLanguage: header('accept-language'),
    bearer: bearerOf(typeof authorization === 'string' ? authorization : header('authorization')),
    cookie: parseCookie(header('cookie') ?? '')[sessionCookie],
    // A socket sets no cookie, so nobody becomes known over one; codes are asked for over HTTP.
    device: undefined,
    takesCookies: false,
  };
}
