import type { FastifyRequest } from 'fastify';

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whether a request comes from this machine, whoever a proxy says is asking, and names it by its own name. A web page
 * whose name was made to resolve to 127.0.0.1 still sends that name as Host, and so does a proxy beside us.
 */
export function isFromThisMachine(request: FastifyRequest): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
  return (
    loopback.has(request.socket.remoteAddress ?? '') && loopback.has(request.ip) && loopbackHosts.has(host)
  );
}
