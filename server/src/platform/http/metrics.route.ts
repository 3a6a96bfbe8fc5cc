import { timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { sha256 } from '../security/secrets.ts';
import { bearerOf } from './request-context.factory.ts';
import { isFromThisMachine } from './this-machine.ts';

export interface MetricsParts {
  metrics: Pick<Metrics, 'scrape' | 'httpRequest' | 'registry'>;
  /** Who knows it may ask from anywhere; without one, only this machine may. */
  metricsToken: string | undefined;
}

/** GET /metrics for Prometheus, and the count of every request. Who may not ask is told that there is no such page. */
export function metricsRoute(server: FastifyInstance, { metrics, metricsToken }: MetricsParts): void {
  server.addHook('onResponse', (request, reply, done) => {
    // Routes are few; a path is whatever a client sends.
    metrics.httpRequest(
      request.method,
      request.routeOptions.url ?? 'none',
      reply.statusCode,
      reply.elapsedTime,
    );
    done();
  });
  server.get('/metrics', async (request, reply) => {
    if (!mayAsk(request, metricsToken)) return reply.callNotFound();
    return reply
      .header('content-type', metrics.registry.contentType)
      .header('cache-control', 'no-store')
      .send(await metrics.scrape());
  });
}

function mayAsk(request: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined)
    return isFromThisMachine(request) && request.headers['x-forwarded-for'] === undefined;
  const given = bearerOf(request.headers.authorization) ?? '';
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(token)));
}
