import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { z } from 'zod';
import { deviceCookie } from '../../accounts/known-device.ts';
import type { Config } from '../../config.ts';
import { isUnauthenticated } from '../graphql/errors.ts';
import type { GraphQLContext, ResponseControl } from '../graphql/graphql-context.ts';
import type { KnownOperations } from '../graphql/known-operations.ts';
import type { Logger } from '../logging/logger.ts';
import { originOf, type RequestContextFactory, sessionCookie } from './request-context.factory.ts';

interface Parts {
  apollo: ApolloServer<GraphQLContext>;
  contexts: RequestContextFactory;
  config: Config;
  known: KnownOperations;
  log: Logger;
  isOriginAllowed(origin: string | undefined, host: string | undefined): boolean;
}

/** POST and GET /graphql. */
export function graphqlRoute(
  server: FastifyInstance,
  { apollo, contexts, config, isOriginAllowed, known, log }: Parts,
): void {
  server.route({
    url: '/graphql',
    method: ['GET', 'POST'],
    compress: {},
    handler: fastifyApolloHandler(apollo, {
      context: async (request, reply) => {
        const origin = originOf(request);
        // Another site's page must not use up the codes of a visitor's device.
        if (origin.device && !isOriginAllowed(request.headers.origin, request.headers.host))
          origin.device = undefined;
        // A cookie travels with requests that other sites' pages make; a bearer token does not.
        if (
          origin.cookie &&
          !origin.bearer &&
          !isOriginAllowed(request.headers.origin, request.headers.host)
        ) {
          throw new GraphQLError('Requests with a session cookie must come from our own pages.', {
            extensions: { code: 'ORIGIN_NOT_ALLOWED', http: { status: 403 } },
          });
        }
        known.assertKnown(...sentBy(request));
        const response = responseControl(reply, config);
        try {
          const ctx = await contexts.of(origin);
          if (origin.cookie && ctx.actor.kind === 'user' && ctx.actor.transport === 'COOKIE') {
            const { renewedUntil } = ctx.actor;
            if (renewedUntil) response.setSessionCookie(origin.cookie, renewedUntil);
          }
          return Object.assign(ctx, { response });
        } catch (error) {
          // A browser cannot drop an HttpOnly cookie itself: left with a dead one, it could never sign in again.
          if (origin.cookie && !origin.bearer && isUnauthenticated(error)) response.clearSessionCookie();
          if (!isUnauthenticated(error)) log.error({ error, requestId: request.id }, 'request_failed');
          throw error;
        }
      },
    }),
  });
}

const sentSchema = z
  .object({
    query: z.string().optional().catch(undefined),
    extensions: z
      .object({ persistedQuery: z.object({ sha256Hash: z.string() }) })
      .optional()
      .catch(undefined),
  })
  .catch({});

/** The operation's text and hash as they were sent; Apollo reads, and refuses, the rest. */
function sentBy({ body, query }: FastifyRequest): [text: string | undefined, hash: string | undefined] {
  const sent = sentSchema.parse(body ?? query);
  return [sent.query, sent.extensions?.persistedQuery.sha256Hash];
}

export const silentResponse: ResponseControl = {
  setSessionCookie: () => {},
  clearSessionCookie: () => {},
  setDeviceCookie: () => {},
};

function responseControl(reply: FastifyReply, config: Config): ResponseControl {
  const options = {
    path: '/',
    httpOnly: true,
    sameSite: config.cookie.sameSite,
    // Browsers drop a SameSite=None cookie that is not Secure.
    secure:
      config.isProduction || config.publicUrl.startsWith('https://') || config.cookie.sameSite === 'none',
    ...(config.cookie.domain ? { domain: config.cookie.domain } : {}),
  };
  return {
    setSessionCookie: (token, expiresAt) => {
      reply.setCookie(sessionCookie, token, { ...options, expires: expiresAt });
    },
    setDeviceCookie: (token, expiresAt) => {
      reply.setCookie(deviceCookie, token, { ...options, expires: expiresAt });
    },
    clearSessionCookie: () => {
      reply.clearCookie(sessionCookie, options);
    },
  };
}
