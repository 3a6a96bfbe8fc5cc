import pg from 'pg';
import { errorCode } from './launcher-error.ts';

/** The cluster's superuser; its password is in the data folder's record. */
export const superuser = 'postgres';
/** The only address the server listens on. */
export const host = '127.0.0.1';

/** The address of a database of the cluster. Contains the password: not for logs. */
export function addressOf(password: string, port: number, database: string): string {
  return `postgresql://${superuser}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`;
}

/** Connects and leaves again. Returns the error instead of throwing it: callers tell them apart by code. */
export async function tryConnect(connectionString: string): Promise<unknown> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Makes a database, as a copy of `template` if one is named (nobody may be connected to that). False when it exists. */
export async function createDatabase(adminUrl: string, name: string, template?: string): Promise<boolean> {
  const quote = (identifier: string) => pg.escapeIdentifier(identifier);
  return await withClient(adminUrl, async (client) => {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (found.rowCount !== 0) return false;
    const copy = template === undefined ? '' : ` TEMPLATE ${quote(template)}`;
    try {
      await client.query(`CREATE DATABASE ${quote(name)}${copy}`);
      return true;
    } catch (error) {
      // Made by somebody else in the meantime (42P04 duplicate_database, 23505 on its catalogue).
      if (errorCode(error) === '42P04' || errorCode(error) === '23505') return false;
      throw error;
    }
  });
}

/** How many clients are connected, this question not counted. */
export async function otherClients(adminUrl: string): Promise<number> {
  return await withClient(adminUrl, async (client) => {
    const found = await client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM pg_stat_activity
       WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`,
    );
    return found.rows[0]?.others ?? 0;
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
