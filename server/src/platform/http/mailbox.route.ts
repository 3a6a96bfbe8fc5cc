import type { FastifyInstance } from 'fastify';
import type { Config } from '../../config.ts';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** GET /sandbox/mailbox, handed on to the sandbox that keeps the mails. There is no such address without one. */
export function mailboxRoute(server: FastifyInstance, { sandbox }: Config): void {
  const { mailboxUrl } = sandbox;
  if (!mailboxUrl) return;
  server.get('/sandbox/mailbox*', async (request, reply) => {
    // Mails hold sign-in codes: only this machine may read them, whoever a proxy says is asking.
    if (
      !sandbox.isPublic &&
      !(loopback.has(request.socket.remoteAddress ?? '') && loopback.has(request.ip))
    ) {
      return reply.status(404).send();
    }
    const response = await fetch(new URL(request.url, mailboxUrl), {
      headers: { accept: request.headers.accept ?? '*/*' },
    });
    for (const name of ['content-type', 'content-security-policy', 'cache-control']) {
      const value = response.headers.get(name);
      if (value) reply.header(name, value);
    }
    return reply.status(response.status).send(Buffer.from(await response.arrayBuffer()));
  });
}
