import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestContext } from '../platform/request-context.ts';
import type { MailChoiceService } from './mail-choice.service.ts';

interface Parts {
  choices: MailChoiceService;
  contextOf(request: FastifyRequest): RequestContext;
}

const mostBytes = 4_096;

/**
 * POST /unsubscribe/<token>, which mail programs send when their reader presses their button: a form that says
 * List-Unsubscribe=One-Click, without cookies (RFC 8058). A GET of the same address is a page that asks first, for
 * those who scan mails open every link.
 */
export async function unsubscribeRoute(
  server: FastifyInstance,
  { choices, contextOf }: Parts,
): Promise<void> {
  await server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: mostBytes }, (_request, body, done) =>
      done(null, body),
    );
    for (const path of ['/unsubscribe/:token', '/es/unsubscribe/:token'])
      scope.post<{ Params: { token: string } }>(path, async (request, reply) => {
        const isOneClick = typeof request.body === 'string' && request.body.includes('One-Click');
        const topic = isOneClick ? await choices.unsubscribe(contextOf(request), request.params.token) : null;
        return topic
          ? reply.type('text/plain').send('Done.\n')
          : reply.status(400).type('text/plain').send('This is not a link to unsubscribe.\n');
      });
  });
}
