import { chown, mkdir, open, readdir, readFile, rename, rm, stat, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { diskFull, explainFileError, LauncherError } from './launcher-error.ts';
import type { PostgresAccount } from './postgres-account.ts';
import { type PostgresBinaries, program } from './postgres-binaries.ts';
import { superuser } from './postgres-client.ts';
import { runProgram } from './run-program.ts';

/** One database folder with the programs and the user that serve it. */
export interface Cluster {
  readonly dataDir: string;
  readonly pgdata: string;
  readonly binaries: PostgresBinaries;
  readonly account: PostgresAccount | undefined;
  /** For tests: nothing survives a power cut, everything is faster. */
  readonly throwaway: boolean;
}

/** A new cluster takes 40 MB, the catalogue and some days of work as much again. */
const bytesForNewCluster = 100 * 1024 * 1024;
const startTimeoutSeconds = 120;
const logLimitBytes = 5 * 1024 * 1024;

/**
 * For a small machine that also runs the shop. Terse messages without statements keep personal data (the
 * DETAIL of a duplicate key, for one) out of the log. `mmap` because systemd's RemoveIPC takes POSIX shared
 * memory away when the user logs out, and containers give it 64 MB. No parallel plans: two cores serve many
 * short queries better one by one. A person's ALTER SYSTEM wins over this file.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: "'127.0.0.1'",
  unix_socket_directories: "''",
  max_connections: '100',
  shared_buffers: '128MB',
  dynamic_shared_memory_type: 'mmap',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  synchronous_commit: 'on',
  wal_compression: 'on',
  max_wal_size: '512MB',
  timezone: "'UTC'",
  log_timezone: "'UTC'",
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

const throwawaySettings = { fsync: 'off', full_page_writes: 'off' };

/** Whether initdb has been through here. */
export async function isInitialised(pgdata: string): Promise<boolean> {
  return (await clusterVersion(pgdata)) !== undefined;
}

/** @throws LauncherError DATA_FOLDER_VERSION when another major version of PostgreSQL made the folder */
export async function checkVersion(cluster: Cluster): Promise<void> {
  const found = await clusterVersion(cluster.pgdata);
  if (found === undefined || found === cluster.binaries.major) return;
  throw new LauncherError(
    'DATA_FOLDER_VERSION',
    `The database in ${cluster.pgdata} was made by PostgreSQL ${found}; this Tribi comes with ` +
      `PostgreSQL ${cluster.binaries.major}, which cannot open it.\n` +
      'Start the version of Tribi that made it and move the data with pg_dump, or begin anew:\n' +
      '  npm run reset            (deletes the data folder)\n' +
      '  DATA_DIR=/other/folder npm start',
  );
}

/**
 * Makes a cluster: UTF-8, password authentication, and PostgreSQL's own `C.UTF-8` as default collation. That
 * one sorts by code point at the speed of memcmp, knows upper and lower case of every script, and is the same
 * on every machine whatever its locales; the ICU collations for people (`"en-x-icu"`, …) are there by name.
 * It is built beside its place and renamed into it, so a crash leaves no half cluster.
 *
 * @throws LauncherError DISK_FULL, DATA_FOLDER_NOT_WRITABLE, POSTGRES_FAILED
 */
export async function initialise(cluster: Cluster, password: string): Promise<void> {
  const { pgdata, account } = cluster;
  const parent = dirname(pgdata);
  const disk = await statfs(parent);
  if (disk.bavail * disk.bsize < bytesForNewCluster) throw diskFull(parent);
  for (const name of await readdir(parent)) {
    if (name.startsWith('pgdata.init')) await rm(join(parent, name), { recursive: true, force: true });
  }
  const fresh = join(parent, 'pgdata.init');
  const passwordFile = join(parent, 'pgdata.init-password');
  try {
    await mkdir(fresh, { mode: 0o700 });
    await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
    if (account !== undefined) {
      await chown(fresh, account.uid, account.gid);
      await chown(passwordFile, account.uid, account.gid);
    }
    const result = await runProgram(
      program(cluster.binaries, 'initdb'),
      [
        ...['-D', fresh, '-U', superuser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
        ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
        ...(cluster.throwaway ? ['--no-sync'] : []),
      ],
      account,
    );
    if (result.code !== 0) throw explainOutput(cluster, result.output, 'initdb failed');
    await rename(fresh, pgdata);
  } catch (error) {
    throw explainFileError(error, parent);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(fresh, { recursive: true, force: true });
  }
}

/**
 * Starts the server as a process of its own that outlives this one, and waits until it answers (crash
 * recovery included).
 *
 * @throws LauncherError PORT_TAKEN, DISK_FULL, POSTGRES_FAILED with the last lines of the server's log
 */
export async function startServer(cluster: Cluster, port: number): Promise<void> {
  try {
    await writeSettings(cluster);
    await rotateLog(cluster);
  } catch (error) {
    throw explainFileError(error, cluster.pgdata);
  }
  const log = logPath(cluster);
  const before = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  const result = await runProgram(
    program(cluster.binaries, 'pg_ctl'),
    [
      'start',
      '-s',
      '-w',
      '-t',
      `${startTimeoutSeconds}`,
      '-D',
      cluster.pgdata,
      '-l',
      log,
      '-o',
      `-p ${port}`,
    ],
    cluster.account,
  );
  if (result.code === 0) return;
  const logged = await readFile(log)
    .then((bytes) => bytes.subarray(before).toString('utf8'))
    .catch(() => '');
  throw explainOutput(cluster, `${logged}\n${result.output}`, 'PostgreSQL does not start', port);
}

/** Stops the server: sessions are ended, committed work is on disk. Waits until the process is gone. */
export async function stopServer(cluster: Cluster): Promise<void> {
  const result = await runProgram(
    program(cluster.binaries, 'pg_ctl'),
    ['stop', '-s', '-w', '-t', '60', '-m', 'fast', '-D', cluster.pgdata],
    cluster.account,
  );
  const gone = result.code === 0 || /no server running|does not exist/i.test(result.output);
  if (!gone) throw explainOutput(cluster, result.output, 'PostgreSQL does not stop');
}

/** Runs one statement with the server down, without a password: the way back in when the record is lost. */
export async function runSingleUser(cluster: Cluster, sql: string): Promise<void> {
  const postgres = program(cluster.binaries, 'postgres');
  const script = 'printf "%s\\n" "$1" | "$2" --single -D "$3" postgres';
  const result = await runProgram(
    '/bin/sh',
    ['-c', script, 'sh', sql, postgres, cluster.pgdata],
    cluster.account,
  );
  if (result.code !== 0) throw explainOutput(cluster, result.output, 'PostgreSQL does not start');
}

/** Where the server writes. */
export function logPath(cluster: Cluster): string {
  return join(cluster.pgdata, 'server.log');
}

async function clusterVersion(pgdata: string): Promise<string | undefined> {
  const text = await readFile(join(pgdata, 'PG_VERSION'), 'utf8').catch(() => undefined);
  return text?.trim();
}

/** Settings live in a file of ours that `postgresql.conf` includes, and follow the version of Tribi. */
async function writeSettings(cluster: Cluster): Promise<void> {
  const chosen = cluster.throwaway ? { ...settings, ...throwawaySettings } : settings;
  const lines = Object.entries(chosen).map(([name, value]) => `${name} = ${value}`);
  const text = `# Written by Tribi at each start; your own settings: ALTER SYSTEM.\n${lines.join('\n')}\n`;
  const file = join(cluster.pgdata, 'tribi.conf');
  if ((await readFile(file, 'utf8').catch(() => '')) === text) return;
  await writeFile(file, text);
  if (cluster.account !== undefined) await chown(file, cluster.account.uid, cluster.account.gid);
  const main = join(cluster.pgdata, 'postgresql.conf');
  if ((await readFile(main, 'utf8')).includes("include 'tribi.conf'")) return;
  const conf = await open(main, 'a');
  await conf.writeFile("\ninclude 'tribi.conf'\n");
  await conf.close();
}

async function rotateLog(cluster: Cluster): Promise<void> {
  const log = logPath(cluster);
  const size = await stat(log).then(
    (found) => found.size,
    () => 0,
  );
  if (size > logLimitBytes) await rename(log, `${log}.1`);
}

/** Finds in what PostgreSQL wrote what a person can do something about. */
function explainOutput(cluster: Cluster, output: string, what: string, port?: number): LauncherError {
  if (/No space left on device|Disk quota exceeded/i.test(output)) return diskFull(cluster.pgdata);
  if (port !== undefined && /Address already in use|could not create any TCP\/IP sockets/i.test(output)) {
    return new LauncherError(
      'PORT_TAKEN',
      `Port ${port}, meant for PostgreSQL, is taken by another program. Stop that one, or leave the port to Tribi.`,
    );
  }
  const tail = output.trim().split('\n').slice(-12).join('\n  ');
  return new LauncherError(
    'POSTGRES_FAILED',
    `${what} (data in ${cluster.pgdata}). It says:\n  ${tail === '' ? '(nothing)' : tail}\n` +
      `More may stand in ${logPath(cluster)}.`,
  );
}
