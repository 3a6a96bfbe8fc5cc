import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isUnauthenticated } from '../platform/graphql/errors.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { RateLimiter } from '../platform/security/rate-limiter.ts';
import { exportOf } from './export.ts';
import { privacyMessages as messages } from './privacy.messages.ts';

interface Parts {
  limiter: RateLimiter;
  /** Who asks. @throws UNAUTHENTICATED when a credential is given and is no good */
  contextOf(request: FastifyRequest): Promise<RequestContext>;
}

/** An export reads all that is kept of somebody. */
const perPerson = { points: 10, perSeconds: 3600 };

/** The page of the storefront that the address is linked from. */
const page = '/account/privacy';

/**
 * GET /account/export.json: a person's own data as a file, with the session that the API takes. Programs are refused
 * in JSON; a browser that followed the link is led back to its page, which asks to sign in or says how long to wait.
 */
export function exportRoute(server: FastifyInstance, { limiter, contextOf }: Parts): void {
  server.get('/account/export.json', async (request, reply) => {
    const isVisit = request.headers.accept?.includes('text/html') ?? false;
    const ctx = await signedInContext(request, contextOf);
    if (ctx?.actor.kind !== 'user') {
      if (isVisit) return reply.redirect(page, 303);
      return refuse(reply, 401, 'UNAUTHENTICATED', 'Sign in first, then open this address again.');
    }
    const { userId } = ctx.actor;
    const seconds = await limiter.take(ctx, `export person ${userId}`, perPerson);
    if (seconds !== null) {
      if (isVisit) return reply.redirect(`${page}?wait=${seconds}`, 303);
      reply.header('retry-after', seconds);
      const message = say(messages.TOO_MANY_EXPORTS, ctx.locale, { seconds });
      return refuse(reply, 429, 'TOO_MANY_EXPORTS', message);
    }
    const name = `tribi-${ctx.clock.now().toISOString().slice(0, 10)}.json`;
    return reply
      .type('application/json; charset=utf-8')
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(exportOf(ctx, userId)));
  });
}

async function signedInContext(
  request: FastifyRequest,
  contextOf: Parts['contextOf'],
): Promise<RequestContext | null> {
  try {
    return await contextOf(request);
  } catch (error) {
    if (isUnauthenticated(error)) return null;
    throw error;
  }
}

function refuse(
  reply: FastifyReply,
  status: number,
  code: 'UNAUTHENTICATED' | 'TOO_MANY_EXPORTS',
  message: string,
) {
  return reply.status(status).send({ errors: [{ message, extensions: { code } }] });
}
