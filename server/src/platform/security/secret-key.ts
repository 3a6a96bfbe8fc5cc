import { sql } from 'kysely';
import type { Orm } from '../database/orm.ts';
import { randomToken } from './secrets.ts';

/**
 * The installation's key where SECRET_KEY is not set: minted once and kept in the database, so that every
 * process has the same. Production asks for SECRET_KEY instead, which a stolen database would not show.
 */
export async function loadSecretKey(orm: Orm): Promise<string> {
  const db = orm.em.fork().getKysely();
  await sql`insert into app_secrets (name, value) values ('secret-key', ${randomToken()}) on conflict do nothing`.execute(
    db,
  );
  const { rows } = await sql<{
    value: string;
  }>`select value from app_secrets where name = 'secret-key'`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The secret key could not be kept in the database');
  return row.value;
}
