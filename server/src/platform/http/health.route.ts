import { statfs } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { dataFolders } from '../data-folders.ts';
import type { Orm } from '../database/orm.ts';
import type { Notifications } from '../events/notifications.ts';
import type { Jobs } from '../jobs/jobs.ts';

export interface HealthParts {
  orm: Orm;
  jobs: Pick<Jobs, 'isHealthy' | 'isWorking'>;
  notifications: Pick<Notifications, 'isListening'>;
  dataDir: string;
  /** Whether this process was started to run jobs too. */
  shouldWork: () => boolean;
  isStopping: () => boolean;
}

/** A check that has not answered by then has failed: a database that hangs must not make us hang. */
const checkLimitMs = 3_000;
const minFreeBytes = 100 * 1024 * 1024;

/**
 * GET /health: the process lives. GET /ready: it can do its work; 503 and what is missing when it cannot, and from
 * the moment it is asked to stop.
 */
export function healthRoutes(server: FastifyInstance, parts: HealthParts): void {
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    const checks = await runChecks(parts);
    const missing = Object.keys(checks).filter((name) => !checks[name]);
    const isReady = missing.length === 0;
    return reply
      .status(isReady ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({ status: isReady ? 'ready' : 'degraded', checks, missing });
  });
}

async function runChecks(parts: HealthParts): Promise<Record<string, boolean>> {
  const { orm, jobs, notifications } = parts;
  const checks: Record<string, () => boolean | Promise<boolean>> = {
    process: () => !parts.isStopping(),
    database: async () => (await sql`select 1`.execute(orm.em.fork().getKysely())).rows.length === 1,
    migrations: async () => (await orm.migrator.getPending()).length === 0,
    jobs: async () => (await jobs.isHealthy()) && (jobs.isWorking || !parts.shouldWork()),
    events: () => notifications.isListening,
    disk: async () => (await Promise.all((await dataFolders(parts.dataDir)).map(hasRoom))).every(Boolean),
  };
  const results = Object.entries(checks).map(async ([name, check]) => [name, await holds(check)] as const);
  return Object.fromEntries(await Promise.all(results));
}

async function holds(check: () => boolean | Promise<boolean>): Promise<boolean> {
  const late = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => late.resolve(false), checkLimitMs);
  try {
    return await Promise.race([check(), late.promise]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** A folder that is not there keeps nothing that could fill it. */
async function hasRoom(folder: string): Promise<boolean> {
  const disk = await statfs(folder).catch(() => null);
  return disk === null || disk.bavail * disk.bsize >= minFreeBytes;
}
