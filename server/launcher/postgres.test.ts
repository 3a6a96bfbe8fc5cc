import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePostgres, type Postgres, stopPostgres } from './postgres.ts';
import { runningPostmaster } from './postmaster.ts';
import { eventually, removeFolder, tempFolder } from './testing.ts';

let folder: string;
let dataDir: string;
const ensure = (port?: number) => ensurePostgres({ dataDir, throwaway: true, port });

async function ask<T>(url: string, sql: string): Promise<T | undefined> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ answer: T }>(sql);
    return rows[0]?.answer;
  } finally {
    await client.end();
  }
}

async function pidOf(postgres: Postgres): Promise<number> {
  const postmaster = await runningPostmaster(postgres.pgdata);
  if (postmaster === undefined) throw new Error('PostgreSQL does not run');
  return postmaster.pid;
}

async function killPostmaster(postgres: Postgres): Promise<void> {
  process.kill(await pidOf(postgres), 'SIGKILL');
  await eventually('killed', async () => (await runningPostmaster(postgres.pgdata)) === undefined);
}

beforeAll(async () => {
  folder = await tempFolder();
  dataDir = join(folder, 'data');
});

afterAll(async () => {
  await stopPostgres(dataDir);
  await removeFolder(folder);
});

describe('ensurePostgres', () => {
  it('makes one server for several starts at the same moment', async () => {
    const all = await Promise.all([ensure(), ensure(), ensure()]);
    expect(new Set(all.map(({ url }) => url)).size).toBe(1);
    expect(await ask(all[0].url, 'SELECT current_database() AS answer')).toBe('tribi');
  });

  it('keeps the password for the owner only, and listens on loopback only', async () => {
    const postgres = await ensure();
    const record = await stat(join(dataDir, 'postgres.json'));
    expect(record.mode & 0o777).toBe(0o600);
    expect(await ask(postgres.url, "SELECT current_setting('listen_addresses') AS answer")).toBe('127.0.0.1');
    const guessed = new URL(postgres.url);
    guessed.password = 'guessed';
    await expect(ask(guessed.href, 'SELECT 1 AS answer')).rejects.toMatchObject({ code: '28P01' });
  });

  it('sorts by code point wherever it runs, and knows the collations for people', async () => {
    const { url } = await ensure();
    const sorted = (collation: string) =>
      ask<string>(
        url,
        `SELECT string_agg(name, ' ' ORDER BY name ${collation}) AS answer FROM (VALUES ('Zambia'), ('Åland')) AS t(name)`,
      );
    expect(await sorted('')).toBe('Zambia Åland');
    expect(await sorted('COLLATE "en-x-icu"')).toBe('Åland Zambia');
    expect(await ask(url, "SELECT upper('åñ') AS answer")).toBe('ÅÑ');
  });

  it('adopts the server that runs', async () => {
    const first = await ensure();
    const pid = await pidOf(first);
    const second = await ensure();
    expect(second.url).toBe(first.url);
    expect(await pidOf(second)).toBe(pid);
  });

  it('copies databases from a template, and leaves one that exists as it is', async () => {
    const postgres = await ensure();
    expect(await postgres.createDatabase('model')).toBe(true);
    await ask(postgres.urlFor('model'), 'CREATE TABLE marks (id int)');
    expect(await postgres.createDatabase('copy', 'model')).toBe(true);
    expect(await postgres.createDatabase('copy')).toBe(false);
    expect(await ask(postgres.urlFor('copy'), "SELECT to_regclass('marks')::text AS answer")).toBe('marks');
  });

  it('recovers what was committed after a SIGKILL', async () => {
    const postgres = await ensure();
    await ask(postgres.url, 'CREATE TABLE kept AS SELECT 7 AS answer');
    await killPostmaster(postgres);
    const again = await ensure();
    expect(again.url).toBe(postgres.url);
    expect(await ask(again.url, 'SELECT answer FROM kept')).toBe(7);
  });

  it('starts although another program has got the number of the killed server', async () => {
    const postgres = await ensure();
    await killPostmaster(postgres);
    const { uid, gid } = await stat(postgres.pgdata);
    const identity = process.getuid?.() === 0 ? { uid, gid } : {};
    const other = spawn('sleep', ['60'], { ...identity, cwd: '/', stdio: 'ignore' });
    await once(other, 'spawn');
    try {
      const file = join(postgres.pgdata, 'postmaster.pid');
      await writeFile(file, (await readFile(file, 'utf8')).replace(/^\d+/, String(other.pid)));
      expect(await ask((await ensure()).url, 'SELECT 1 AS answer')).toBe(1);
    } finally {
      other.kill();
    }
  });

  it('moves to another port when its own was taken meanwhile, but not from one it was told', async () => {
    const before = await ensure();
    await before.stop();
    const squatter = createServer().listen(before.port, '127.0.0.1');
    await once(squatter, 'listening');
    try {
      const refusal = expect.stringContaining(`Port ${before.port}`);
      await expect(ensure(before.port)).rejects.toMatchObject({ code: 'PORT_TAKEN', message: refusal });
      const moved = await ensure();
      expect(moved.port).not.toBe(before.port);
      expect((await ensure()).url).toBe(moved.url);
    } finally {
      squatter.close();
    }
  });

  it('sets a new password when the record is lost', async () => {
    const before = await ensure();
    await rm(join(dataDir, 'postgres.json'));
    const after = await ensure();
    expect(after.url).not.toBe(before.url);
    expect(await ask(after.url, 'SELECT answer FROM kept')).toBe(7);
  });

  it('stops only when nobody else is connected', async () => {
    const postgres = await ensure();
    const other = new pg.Client({ connectionString: postgres.url });
    await other.connect();
    expect(await postgres.stopIfUnused()).toBe(false);
    expect((await other.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    await other.end();
    await eventually('the client is gone and the server too', () => postgres.stopIfUnused());
    expect(await runningPostmaster(postgres.pgdata)).toBeUndefined();
  });

  it('refuses the data of another major version and leaves it as it is', async () => {
    const postgres = await ensure();
    await postgres.stop();
    const file = join(postgres.pgdata, 'PG_VERSION');
    await writeFile(file, '15\n');
    const advice = expect.stringMatching(/PostgreSQL 15.*npm run reset/s);
    await expect(ensure()).rejects.toMatchObject({ code: 'DATA_FOLDER_VERSION', message: advice });
    expect(await readFile(file, 'utf8')).toBe('15\n');
  });

  it('can be deleted whole', async () => {
    await writeFile(join(dataDir, 'pgdata', 'PG_VERSION'), '18\n');
    const postgres = await ensure();
    await postgres.destroy();
    await expect(stat(postgres.pgdata)).rejects.toMatchObject({ code: 'ENOENT' });
    expect((await ensure()).url).not.toBe(postgres.url);
  });

  it('says what to do where it cannot write', async () => {
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const advice = expect.stringContaining('DATA_DIR=');
    for (const place of [file, join(file, 'data'), '/proc/tribi/data']) {
      const start = ensurePostgres({ dataDir: place });
      await expect(start).rejects.toMatchObject({ code: 'DATA_FOLDER_NOT_WRITABLE', message: advice });
    }
  });
});
