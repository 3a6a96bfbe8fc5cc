import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { seed } from '../../src/catalog/seed/seed.ts';
import { entities } from '../../src/entities.ts';
import { systemClock } from '../../src/platform/clock/clock.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createOrm } from '../../src/platform/database/orm.ts';
import { createLogger } from '../../src/platform/logging/logger.ts';

export const templateName = 'tribi_template';

/** Brings an empty database to what a fresh shop has: tables, catalogue, demo people, the job tables. */
export async function prepareTemplate(url: string): Promise<void> {
  const database = { url, replicaUrls: [], poolSize: 3 };
  await migrate(database, entities);
  const orm = createOrm(database, entities);
  const log = createLogger({ level: 'error', format: 'console', requests: false });
  await seed(orm.em, { clock: systemClock, log, withDemo: true });
  await orm.close();
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', supervise: false, schedule: false });
  await boss.start();
  await boss.stop({ graceful: false });
}

/** A URL of the test server for another database. */
export function databaseUrl(name: string): string {
  const server = process.env.TEST_PG_URL;
  if (!server) throw new Error('TEST_PG_URL is not set: run the tests through vitest.config.ts');
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/**
 * Makes an empty database, or a copy of a template. As files: the server's own way, through its log, takes five times as
 * long, and nothing of a test's database has to survive.
 */
export async function createDatabase(name: string, template = 'template1'): Promise<void> {
  await onServer(`create database ${name} template ${template} strategy file_copy`);
}

/**
 * Drops a test's database. Connections that were just ended may still be leaving: the server waits for them, and cuts
 * off only those that stay, as of an app that was killed.
 */
export async function dropDatabase(name: string): Promise<void> {
  await onServer(`drop database if exists ${name}`).catch(() =>
    onServer(`drop database if exists ${name} with (force)`),
  );
}

/** Runs one statement on the server, outside of any database of a test. */
export async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl('postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
