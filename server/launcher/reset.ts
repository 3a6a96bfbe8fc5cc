import { readdir, realpath, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { relative, sep } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { claim } from './exclusive.ts';
import { explainFileError, LauncherError } from './launcher-error.ts';
import { stopPostgres } from './postgres.ts';
import { deleteDatabase } from './postgres-placement.ts';
import type { LauncherSettings } from './settings.ts';
import { launcherLock } from './shop.ts';

export interface ResetOptions {
  readonly settings: LauncherSettings;
  readonly log: (line: string) => void;
  /** Asks the person; false leaves everything as it is. */
  readonly confirm: (question: string) => Promise<boolean>;
}

/** Files by which we know one of our data folders. Not `pgdata`: other programs' databases are called so too. */
const ourFiles = ['postgres.json', 'sandbox.json'];

/**
 * Deletes the data folder with its database and says so. A database given by DATABASE_URL is not touched.
 * @throws LauncherError REFUSED in production, while the shop runs, or for a folder that is not ours
 */
export async function reset({ settings, log, confirm }: ResetOptions): Promise<void> {
  if (settings.isProduction) {
    throw new LauncherError('REFUSED', 'ENVIRONMENT is production: npm run reset deletes nothing there.');
  }
  if (settings.databaseUrl !== undefined) log('the database in DATABASE_URL stays as it is');
  const dataDir = await realpath(settings.dataDir).catch(() => undefined);
  if (dataDir === undefined) return log(`there is no data folder ${settings.dataDir}; nothing to do`);
  await refuseForeignFolder(dataDir, settings.root);
  const lock = await claim(launcherLock(dataDir));
  if (lock === undefined) {
    throw new LauncherError(
      'REFUSED',
      `Tribi is running from ${dataDir}. Stop it first (Ctrl-C), then reset.`,
    );
  }
  try {
    if (!(await confirm(`Delete ${dataDir} with every order, customer and eSIM in it?`))) {
      return log('nothing was deleted');
    }
    await deleteFolder(dataDir, log);
  } finally {
    await lock.release();
  }
}

/** Asks on the terminal; without one there is nobody to ask, and `--yes` is the way. */
export async function askOnTerminal(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new LauncherError('REFUSED', 'There is no terminal to ask on. Say it: npm run reset -- --yes');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function deleteFolder(dataDir: string, log: (line: string) => void): Promise<void> {
  const database = await stopPostgres(dataDir);
  if (database?.stopped === true) log('stopped PostgreSQL');
  try {
    const gone = database === undefined ? undefined : await deleteDatabase(dataDir, database.pgdata);
    if (gone !== undefined) log(`deleted the database in ${gone}`);
    await rm(dataDir, { recursive: true, force: true });
    log(`deleted ${dataDir}; the next start makes a new shop`);
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}

/** A wrong DATA_DIR must not cost somebody their home folder. */
async function refuseForeignFolder(dataDir: string, root: string): Promise<void> {
  const names = await readdir(dataDir);
  const isOurs = names.length === 0 || names.some((name) => ourFiles.includes(name));
  const contains = (inner: string) => {
    const path = relative(dataDir, inner);
    return path !== '..' && !path.startsWith(`..${sep}`);
  };
  if (isOurs && !contains(root) && !contains(homedir())) return;
  throw new LauncherError(
    'REFUSED',
    `${dataDir} does not look like a data folder of Tribi, so nothing was deleted. Check DATA_DIR.`,
  );
}
