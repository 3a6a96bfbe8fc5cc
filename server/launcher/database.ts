import { checkDatabase, sandboxDatabaseBeside } from './external-database.ts';
import { ensurePostgres, type Postgres } from './postgres.ts';
import { runningPostmaster } from './postmaster.ts';
import { type LauncherSettings, needsSandboxes } from './settings.ts';

/** The database of a running shop: the operator's own, or the PostgreSQL of the data folder. */
export interface ShopDatabase {
  readonly url: string;
  /** Undefined when there are no sandboxes. */
  readonly sandboxUrl: string | undefined;
  /** Starts our PostgreSQL again when it dies under the shop. @returns a function that ends the watch */
  watch(): () => Promise<void>;
  /** Stops our PostgreSQL unless others use it; false when it stays. */
  close(): Promise<boolean>;
}

const sandboxDatabase = 'tribi_sandbox';
const watchEveryMs = 1_000;

/** @throws LauncherError with a message for people */
export async function openDatabase(
  settings: LauncherSettings,
  log: (line: string) => void,
): Promise<ShopDatabase> {
  const { databaseUrl } = settings;
  return databaseUrl === undefined ? await openOwn(settings, log) : await openExternal(settings, databaseUrl);
}

async function openExternal(settings: LauncherSettings, url: string): Promise<ShopDatabase> {
  await checkDatabase(url);
  const sandboxUrl = needsSandboxes(settings)
    ? (settings.sandboxDatabaseUrl ?? (await sandboxDatabaseBeside(url)))
    : undefined;
  return { url, sandboxUrl, watch: () => async () => undefined, close: async () => true };
}

async function openOwn(settings: LauncherSettings, log: (line: string) => void): Promise<ShopDatabase> {
  const { dataDir } = settings;
  const postgres = await ensurePostgres({ dataDir, log });
  let sandboxUrl: string | undefined;
  if (needsSandboxes(settings)) {
    sandboxUrl = settings.sandboxDatabaseUrl ?? postgres.urlFor(sandboxDatabase);
    if (settings.sandboxDatabaseUrl === undefined) await postgres.createDatabase(sandboxDatabase);
  }
  return {
    url: postgres.url,
    sandboxUrl,
    watch: () => watch(postgres, dataDir, log),
    close: () => postgres.stopIfUnused(),
  };
}

/** A look at a file each second costs nothing; a connection held open would count as a user of the server. */
function watch(postgres: Postgres, dataDir: string, log: (line: string) => void): () => Promise<void> {
  let looking: Promise<void> = Promise.resolve();
  let isLooking = false;
  const look = async () => {
    if ((await runningPostmaster(postgres.pgdata)) !== undefined) return;
    log('ended unexpectedly; starting it again');
    try {
      await ensurePostgres({ dataDir, log, port: postgres.port });
      log('is back');
    } catch (error) {
      log(error instanceof Error ? error.message : String(error));
    }
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look().finally(() => {
      isLooking = false;
    });
  }, watchEveryMs);
  return async () => {
    clearInterval(timer);
    await looking;
  };
}
