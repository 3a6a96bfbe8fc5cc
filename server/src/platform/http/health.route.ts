import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Orm } from '../database/orm.ts';
import type { Jobs } from '../jobs/jobs.ts';

interface Parts {
  orm: Orm;
  jobs: Jobs;
  isStopping: () => boolean;
}

/** GET /health: the process lives. GET /ready: it can do its work; 503 and what is missing when it cannot. */
export function healthRoutes(server: FastifyInstance, { orm, jobs, isStopping }: Parts): void {
  server.get('/health', async () => ({ status: 'ok' }));
  server.get('/ready', async (_request, reply) => {
    const checks = {
      process: !isStopping(),
      database: await succeeds(() => sql`select 1`.execute(orm.em.fork().getKysely())),
      migrations: await succeeds(async () => {
        if ((await orm.migrator.getPending()).length > 0) throw new Error('pending');
      }),
      jobs: await succeeds(async () => {
        if (!(await jobs.isHealthy())) throw new Error('not installed');
      }),
    };
    const isReady = Object.values(checks).every(Boolean);
    return reply.status(isReady ? 200 : 503).send({ status: isReady ? 'ready' : 'degraded', checks });
  });
}

async function succeeds(check: () => Promise<unknown>): Promise<boolean> {
  try {
    await check();
    return true;
  } catch {
    return false;
  }
}
