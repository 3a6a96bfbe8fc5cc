import { sql } from 'kysely';
import type { Config } from '../../config.ts';
import { createOrm, type EntityClass } from './orm.ts';

/** Any number; the same for every process of every version. */
const migrationLock = 742_190_113;

/** Brings the database to this version, forward only. Processes that start at once take turns. */
export async function migrate(database: Config['database'], entities: readonly EntityClass[]): Promise<void> {
  const orm = createOrm({ ...database, poolSize: 3 }, entities);
  try {
    await orm.em.fork().transactional(async (em) => {
      await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(em.getKysely());
      await orm.migrator.up();
    });
  } finally {
    await orm.close();
  }
}
