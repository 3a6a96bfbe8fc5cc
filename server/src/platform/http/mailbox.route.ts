import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';
import { isFromThisMachine } from './this-machine.ts';

const mailboxPath = '/sandbox/mailbox';

/** GET /sandbox/mailbox, handed on to the sandbox that keeps the mails. There is no such address without one. */
export function mailboxRoute(server: FastifyInstance, { sandbox }: Config): void {
  const { mailboxUrl } = sandbox;
  if (!mailboxUrl) return;
  server.get(`${mailboxPath}*`, async (request, reply) => {
    // Mails hold sign-in codes: only this machine may read them.
    const target = upstream(request.url, mailboxUrl);
    if (!target || !(sandbox.isPublic || isFromThisMachine(request))) return reply.status(404).send();
    const response = await fetch(target, {
      headers: { accept: request.headers.accept ?? '*/*' },
      redirect: 'manual',
    });
    for (const name of ['content-type', 'content-security-policy', 'cache-control', 'location']) {
      const value = response.headers.get(name);
      if (value) reply.header(name, value);
    }
    return reply.status(response.status).send(Buffer.from(await response.arrayBuffer()));
  });
}

/**
 * The mailbox's address for a request target: only its path and query are taken, for a target may be absolute and
 * name any host, and the path must still be the mailbox's once its dots are resolved.
 */
function upstream(requestTarget: string, mailboxUrl: string): URL | null {
  if (!URL.canParse(requestTarget, mailboxUrl)) return null;
  const asked = new URL(requestTarget, mailboxUrl);
  if (!(asked.pathname === mailboxPath || asked.pathname.startsWith(`${mailboxPath}/`))) return null;
  const target = new URL(mailboxUrl);
  target.pathname = asked.pathname;
  target.search = asked.search;
  return target;
}
