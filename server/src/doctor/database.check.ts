import pg from 'pg';
import type { Config } from '../config.ts';
import { entities } from '../entities.ts';
import { createOrm } from '../platform/database/orm.ts';
import { explainStartError } from '../platform/start-error.ts';
import { about, type Finding } from './finding.ts';

const { ok, warning, problem } = about('database');
const oldestVersion = 18;
/** Beside its pool, a process connects for jobs (4), notices, and the moment of its migrations (3). */
const connectionsBesidePool = 8;
const skewMs = { warning: 2_000, problem: 60_000 };

interface Facts {
  version: number;
  bytes: string;
  max: number;
  used: number;
  now: Date;
  extensions: string[];
}

/** Whether the database answers, is of a version we know, has room for us, our clock, and all migrations. */
export async function lookAtDatabase(database: Config['database']): Promise<Finding[]> {
  const client = new pg.Client({
    connectionString: database.url,
    application_name: 'tribi-doctor',
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
  });
  try {
    await client.connect();
  } catch (error) {
    return [problem(explainStartError(error, { DATABASE_URL: database.url }), 'Mend that first.')];
  }
  try {
    const asked = Date.now();
    const facts = await read(client);
    const midway = (asked + Date.now()) / 2;
    return [
      version(facts),
      connections(facts, database.poolSize),
      clock(facts.now.getTime() - midway),
      await migrations(client, database),
    ];
  } finally {
    await client.end();
  }
}

async function read(client: pg.Client): Promise<Facts> {
  const { rows } = await client.query<Facts>(`
    select current_setting('server_version_num')::int / 10000 as version,
      pg_size_pretty(pg_database_size(current_database())) as bytes,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as max,
      (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as used,
      clock_timestamp() as now,
      (select coalesce(array_agg(extname::text order by extname), '{}') from pg_extension where extname <> 'plpgsql') as extensions`);
  const [facts] = rows;
  if (!facts) throw new Error('The database answered nothing');
  return facts;
}

function version({ version: major, bytes, extensions }: Facts): Finding {
  const what = `PostgreSQL ${major}, ${bytes}, extensions: ${extensions.join(', ') || 'none'}.`;
  return major >= oldestVersion
    ? ok(what)
    : problem(what, `Use PostgreSQL ${oldestVersion} or newer: Tribi relies on uuidv7() and RETURNING old.`);
}

function connections({ max, used }: Facts, poolSize: number): Finding {
  const [free, wanted] = [max - used, poolSize + connectionsBesidePool];
  const what = `${used} of ${max} connections are in use; a process of ours takes up to ${wanted}.`;
  return free >= wanted
    ? ok(what)
    : warning(what, 'Raise max_connections, or lower DATABASE_POOL_SIZE, before another process starts.');
}

function clock(skew: number): Finding {
  const what = `Its clock and ours are ${Math.abs(skew / 1000).toFixed(1)} s apart.`;
  const advice = 'Let NTP set the clocks of both machines: expiries and jobs go by them.';
  if (Math.abs(skew) >= skewMs.problem) return problem(what, advice);
  return Math.abs(skew) >= skewMs.warning ? warning(what, advice) : ok(what);
}

async function migrations(client: pg.Client, database: Config['database']): Promise<Finding> {
  const advice = 'Starting the app applies them.';
  // Asking for those that are pending would make the table of those that are applied.
  const { rows } = await client.query<{ isThere: boolean }>(
    `select to_regclass('mikro_orm_migrations') is not null as "isThere"`,
  );
  if (!rows[0]?.isThere) return warning('No migration is applied yet.', advice);
  const orm = createOrm({ ...database, poolSize: 2 }, entities);
  try {
    const pending = await orm.migrator.getPending();
    return pending.length === 0
      ? ok('Every migration is applied.')
      : warning(`${pending.length} migrations are not applied yet.`, advice);
  } finally {
    await orm.close();
  }
}
