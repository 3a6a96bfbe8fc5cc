import Fastify, { type FastifyInstance } from 'fastify';
import { type HealthParts, healthRoutes } from './health.route.ts';
import { type MetricsParts, metricsRoute } from './metrics.route.ts';

export type ProbeParts = HealthParts & MetricsParts;

/** What machines ask of a process: /health, /ready, /metrics. */
export function probeRoutes(server: FastifyInstance, parts: ProbeParts): void {
  metricsRoute(server, parts);
  healthRoutes(server, parts);
}

/** A server of those alone, for a process that only works and has no other. */
export function createProbeServer(parts: ProbeParts): FastifyInstance {
  const server = Fastify({ logger: false, forceCloseConnections: true });
  probeRoutes(server, parts);
  return server;
}
