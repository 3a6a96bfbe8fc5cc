import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Jobs } from './platform/jobs/jobs.ts';
import type { Logger } from './platform/logging/logger.ts';

export interface Draining {
  http: FastifyInstance;
  sockets: { close(): Promise<void> };
  jobs: Pick<Jobs, 'pause' | 'stop'>;
  log: Logger;
  /** How long to go on serving while /ready says 503, for a load balancer to see it. */
  delayMs: number;
  /** From then on, how long what is in hand may take. */
  timeoutMs: number;
}

/** Jobs are let end at least this long, however long requests took. */
const leastForJobsMs = 2_000;

/**
 * Ends what is in hand, within a limit: after `delayMs` no new connection or job is taken, sockets are told to come
 * back elsewhere, requests are answered, and jobs end or are handed back. What does not end in time is cut off;
 * everything that matters was written in transactions and goes on in another process.
 */
export async function drain({ http, sockets, jobs, log, delayMs, timeoutMs }: Draining): Promise<void> {
  if (delayMs > 0) await delay(delayMs);
  const deadline = performance.now() + timeoutMs;
  const left = () => Math.max(0, deadline - performance.now());
  await jobs.pause();
  // Beside each other: the sockets' connections are of the server that closes.
  if (!(await within(left(), Promise.all([http.close(), sockets.close()])))) {
    log.warn('requests_cut_off');
    http.server.closeAllConnections();
  }
  await jobs.stop(Math.max(leastForJobsMs, left()));
}

/** Whether the work was done in time. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  const late = new AbortController();
  try {
    return await Promise.race([work.then(() => true), delay(milliseconds, false, { signal: late.signal })]);
  } finally {
    late.abort();
  }
}
