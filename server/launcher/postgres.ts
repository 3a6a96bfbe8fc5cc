import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { openDataFolder } from './data-folder.ts';
import { withExclusive } from './exclusive.ts';
import { freePorts } from './free-port.ts';
import { errorCode, errorText, explainFileError, LauncherError, notWritable } from './launcher-error.ts';
import { postgresAccount } from './postgres-account.ts';
import { findBinaries } from './postgres-binaries.ts';
import { addressOf, createDatabase, host, otherClients, superuser, tryConnect } from './postgres-client.ts';
import {
  type Cluster,
  checkVersion,
  initialise,
  isInitialised,
  runSingleUser,
  startServer,
  stopServer,
} from './postgres-cluster.ts';
import { deleteDatabase, orphanedDatabases, outsideHome, placeDatabase } from './postgres-placement.ts';
import { deleteRecord, newRecord, type PostgresRecord, readRecord, writeRecord } from './postgres-record.ts';
import { clearRemains, postmasterGone, runningPostmaster } from './postmaster.ts';

export interface EnsurePostgresOptions {
  /** The shop's data folder; made when missing. */
  readonly dataDir: string;
  readonly log?: ((line: string) => void) | undefined;
  /** Insist on this port for a server that has to be started. Without it a free one is found and kept. */
  readonly port?: number | undefined;
  /** For tests only: no fsync, so that nothing survives a power cut; as root the folder becomes mode 711. */
  readonly throwaway?: boolean | undefined;
}

/** A running PostgreSQL. It belongs to its data folder, not to this process, and stays when this one ends. */
export interface Postgres {
  /** Superuser's address of the database `tribi`. Contains the password: not for logs. */
  readonly url: string;
  /** The same for the maintenance database `postgres`. */
  readonly adminUrl: string;
  readonly port: number;
  /** Where the database lies: inside the data folder unless its user cannot get there. */
  readonly pgdata: string;
  urlFor(database: string): string;
  /** Makes a database, as a copy of `template` if one is named. False when it exists already (left as it is). */
  createDatabase(name: string, template?: string): Promise<boolean>;
  /** Stops the server unless another client is connected; tells whether it is down now. */
  stopIfUnused(): Promise<boolean>;
  /** Stops the server and ends everyone's sessions. */
  stop(): Promise<void>;
  /** Stops the server and deletes the whole cluster, wherever it lies. For tests and benchmarks. */
  destroy(): Promise<void>;
}

const defaultDatabase = 'tribi';
const answerTimeoutMs = 120_000;

/**
 * Gives a running PostgreSQL for the data folder: adopts the one that runs there, starts the one that was
 * stopped or killed, or makes a new one. Safe to call from several processes at once, and as root.
 *
 * @throws LauncherError with a message for people: DATA_FOLDER_NOT_WRITABLE, DISK_FULL, DATA_FOLDER_VERSION,
 *   PORT_TAKEN (only with `port`), BINARIES_MISSING, NO_ACCOUNT, PASSWORD_REFUSED, POSTGRES_FAILED
 */
export async function ensurePostgres(options: EnsurePostgresOptions): Promise<Postgres> {
  const dataDir = await openDataFolder(options.dataDir, options.throwaway);
  const log = options.log ?? (() => undefined);
  return await withExclusive(`postgres ${dataDir}`, async () => {
    try {
      const { cluster, record } = await openCluster(dataDir, { ...options, log });
      const port = (await adopt(cluster, record)) ?? (await start(cluster, record, options.port));
      if (port !== record.port) await writeRecord(dataDir, { ...record, port });
      const postgres = describe(cluster, { ...record, port });
      await postgres.createDatabase(defaultDatabase);
      return postgres;
    } catch (error) {
      throw explainFileError(error, dataDir);
    }
  });
}

/**
 * Stops the server of a data folder, if one runs there. Starts and makes nothing.
 * Returns the folder's database, for who wants to delete it, or undefined when it has none.
 */
export async function stopPostgres(
  folder: string,
): Promise<{ pgdata: string; stopped: boolean } | undefined> {
  const dataDir = await realpath(folder).catch(() => undefined);
  if (dataDir === undefined) return undefined;
  return await withExclusive(`postgres ${dataDir}`, async () => {
    const record = await readRecord(dataDir);
    const pgdata = record?.pgdata ?? resolve(dataDir, 'pgdata');
    if (!(await isInitialised(pgdata))) return undefined;
    return { pgdata, stopped: await stopAt(dataDir, pgdata) };
  });
}

async function stopAt(dataDir: string, pgdata: string): Promise<boolean> {
  if ((await runningPostmaster(pgdata)) === undefined) return false;
  const account = await postgresAccount(pgdata);
  const binaries = await findBinaries(account, () => undefined);
  await stopServer({ dataDir, pgdata, binaries, account, throwaway: false });
  await postmasterGone(pgdata, 10_000);
  return true;
}

interface OpenedCluster {
  readonly cluster: Cluster;
  readonly record: PostgresRecord;
}

/** Finds or makes the folder's cluster. The record is written first: a cluster without its password is no use. */
async function openCluster(
  dataDir: string,
  options: EnsurePostgresOptions & { readonly log: (line: string) => void },
): Promise<OpenedCluster> {
  const { log, throwaway = false } = options;
  const known = await readRecord(dataDir);
  const inside = resolve(dataDir, 'pgdata');
  const pgdata = known?.pgdata ?? inside;
  if (!(await isInitialised(pgdata))) return await makeCluster(dataDir, known, log, throwaway);

  const account = await postgresAccount(pgdata);
  const cluster = { dataDir, pgdata, binaries: await findBinaries(account, log), account, throwaway };
  await checkVersion(cluster);
  if (outsideHome(dataDir, pgdata) !== undefined) log(`the database lies in ${pgdata}`);
  if (known !== undefined) return { cluster, record: known };
  return { cluster, record: await renewPassword(cluster, log) };
}

async function makeCluster(
  dataDir: string,
  known: PostgresRecord | undefined,
  log: (line: string) => void,
  throwaway: boolean,
): Promise<OpenedCluster> {
  if (known?.pgdata !== undefined) log(`the database that was in ${known.pgdata} is gone; making a new one`);
  if (known === undefined) await retireOrphans(dataDir, log);
  const account = await postgresAccount();
  if (account !== undefined) log(`root cannot run PostgreSQL, so it runs as the user ${account.name}`);
  const draft = known ?? newRecord(0);
  const pgdata = await placeDatabase(dataDir, draft.id, account);
  if (pgdata === undefined) throw notWritable(dataDir);
  const outside = outsideHome(dataDir, pgdata) !== undefined;
  if (outside) log(`that user cannot reach ${dataDir}; the database lies in ${pgdata}`);
  const binaries = await findBinaries(account, log);
  const port = draft.port === 0 ? await firstFreePort(draft) : draft.port;
  const record = { ...draft, port, pgdata: outside ? pgdata : undefined };
  await writeRecord(dataDir, record);
  const cluster = { dataDir, pgdata, binaries, account, throwaway };
  log('making a new database');
  await initialise(cluster, record.password);
  return { cluster, record };
}

/** The data folder was deleted by hand and its database outside was not: it must not run on unseen. */
async function retireOrphans(dataDir: string, log: (line: string) => void): Promise<void> {
  for (const pgdata of await orphanedDatabases(dataDir)) {
    await stopAt(dataDir, pgdata);
    log(`an older database of this data folder is still in ${pgdata}; delete it when you do not need it`);
  }
}

/** Somebody deleted the record: whoever may write the cluster's files may also set its password. */
async function renewPassword(cluster: Cluster, log: (line: string) => void): Promise<PostgresRecord> {
  log('the record of the database password is gone; setting a new password');
  await stopAt(cluster.dataDir, cluster.pgdata);
  await clearRemains(cluster.pgdata);
  const draft = newRecord(0);
  await runSingleUser(cluster, `ALTER ROLE ${superuser} PASSWORD '${draft.password}'`);
  const pgdata = outsideHome(cluster.dataDir, cluster.pgdata) === undefined ? undefined : cluster.pgdata;
  const record = { ...draft, pgdata, port: await firstFreePort(draft) };
  await writeRecord(cluster.dataDir, record);
  return record;
}

/** Waits for a server that is there (it may be starting, recovering or stopping) and gives its port. */
async function adopt(cluster: Cluster, record: PostgresRecord): Promise<number | undefined> {
  const deadline = Date.now() + answerTimeoutMs;
  for (;;) {
    const postmaster = await runningPostmaster(cluster.pgdata);
    if (postmaster === undefined) return undefined;
    const problem = await tryConnect(addressOf(record.password, postmaster.port, 'postgres'));
    if (problem === undefined) return postmaster.port;
    if (errorCode(problem) === '28P01') {
      throw new LauncherError(
        'PASSWORD_REFUSED',
        `The PostgreSQL that runs in ${cluster.pgdata} does not accept the password in ` +
          `${cluster.dataDir}/postgres.json.\nDelete that file and start again: a new password is set then.`,
        { cause: problem },
      );
    }
    // All connections taken is an answer too: the server is up.
    if (errorCode(problem) === '53300') return postmaster.port;
    if (Date.now() > deadline) {
      throw new LauncherError(
        'POSTGRES_FAILED',
        `The PostgreSQL that runs in ${cluster.pgdata} (process ${postmaster.pid}) does not answer: ` +
          `${errorText(problem)}.\nStop it, then start again.`,
        { cause: problem },
      );
    }
    await delay(100);
  }
}

async function start(cluster: Cluster, record: PostgresRecord, insisted?: number): Promise<number> {
  await clearRemains(cluster.pgdata);
  if (insisted !== undefined) {
    await startServer(cluster, insisted);
    return insisted;
  }
  let refusals = 0;
  for await (const port of portsToTry(record)) {
    try {
      await startServer(cluster, port);
      return port;
    } catch (error) {
      // Taken between our look and its start: the next one.
      refusals += 1;
      if (!(error instanceof LauncherError) || error.code !== 'PORT_TAKEN' || refusals > 5) throw error;
    }
  }
  throw new LauncherError('PORT_TAKEN', 'No free port was found for PostgreSQL. Stop other programs first.');
}

async function* portsToTry(record: PostgresRecord): AsyncGenerator<number> {
  if (record.port !== 0) yield record.port;
  yield* freePorts(Number.parseInt(record.id.slice(0, 4), 16), host);
}

async function firstFreePort(record: PostgresRecord): Promise<number> {
  for await (const port of portsToTry(record)) return port;
  throw new LauncherError('PORT_TAKEN', 'No free port was found for PostgreSQL. Stop other programs first.');
}

function describe(cluster: Cluster, record: PostgresRecord): Postgres {
  const urlFor = (database: string) => addressOf(record.password, record.port, database);
  const exclusively = <T>(work: () => Promise<T>) => withExclusive(`postgres ${cluster.dataDir}`, work);
  return {
    url: urlFor(defaultDatabase),
    adminUrl: urlFor('postgres'),
    port: record.port,
    pgdata: cluster.pgdata,
    urlFor,
    createDatabase: (name, template) => createDatabase(urlFor('postgres'), name, template),
    stopIfUnused: () =>
      exclusively(async () => {
        if ((await runningPostmaster(cluster.pgdata)) === undefined) return true;
        if ((await otherClients(urlFor('postgres'))) > 0) return false;
        await stopServer(cluster);
        return true;
      }),
    stop: () => exclusively(() => stopServer(cluster)),
    destroy: () =>
      exclusively(async () => {
        await stopServer(cluster);
        await deleteDatabase(cluster.dataDir, cluster.pgdata);
        await deleteRecord(cluster.dataDir);
      }),
  };
}
