import { chmod, chown, mkdir, readdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { canWriteIn, type PostgresAccount } from './postgres-account.ts';

/** In the folder around a database that does not lie in its data folder: the path of that data folder. */
const ownerNote = 'data-folder';

/**
 * Folders of the machine that another user can reach, best first; each belongs to us and only we write there.
 * The temporary folder is the last resort, because machines empty it.
 */
export async function sharedFolders(): Promise<string[]> {
  const uid = process.getuid?.() ?? 0;
  const candidates = ['/var/lib/tribi', join(tmpdir(), `tribi-${uid}`)];
  const usable: string[] = [];
  for (const folder of candidates) {
    try {
      const made = await mkdir(folder, { recursive: true });
      // A root with umask 077 must not lock the PostgreSQL user out.
      if (made !== undefined) await chmod(folder, 0o755);
      const found = await stat(folder);
      if (found.uid === uid && (found.mode & 0o022) === 0) usable.push(folder);
    } catch {
      // Not ours to write: the next one.
    }
  }
  return usable;
}

/**
 * Makes an empty folder for a new database and returns its path: `<dataDir>/pgdata` wherever `account` can
 * work there, else a folder of its own in one of the {@link sharedFolders}.
 */
export async function placeDatabase(
  dataDir: string,
  id: string,
  account: PostgresAccount | undefined,
): Promise<string | undefined> {
  const inside = join(dataDir, 'pgdata');
  if (await offer(inside, account)) return inside;
  for (const folder of await sharedFolders()) {
    const home = join(folder, id);
    await mkdir(home, { recursive: true });
    await chmod(home, 0o755);
    await writeFile(join(home, ownerNote), `${dataDir}\n`);
    const pgdata = join(home, 'pgdata');
    if (await offer(pgdata, account)) return pgdata;
  }
  return undefined;
}

/** The folder to delete with a database that lies outside its data folder, or undefined when it lies inside. */
export function outsideHome(dataDir: string, pgdata: string): string | undefined {
  return dirname(pgdata) === dataDir ? undefined : dirname(pgdata);
}

async function belongsTo(dataDir: string, pgdata: string): Promise<boolean> {
  const home = outsideHome(dataDir, pgdata);
  if (home === undefined) return true;
  return (await noteIn(home)) === dataDir;
}

/**
 * Deletes a stopped database; one that lies outside goes with the folder made for it. A copied data folder
 * points to the original's database, which stays. Returns the folder that is gone now.
 */
export async function deleteDatabase(dataDir: string, pgdata: string): Promise<string | undefined> {
  if (!(await belongsTo(dataDir, pgdata))) return undefined;
  const folder = outsideHome(dataDir, pgdata) ?? pgdata;
  await rm(folder, { recursive: true, force: true });
  return folder;
}

/** Databases outside that were made for this data folder: left over when the folder is deleted by hand. */
export async function orphanedDatabases(dataDir: string): Promise<string[]> {
  const orphans: string[] = [];
  for (const folder of await sharedFolders()) {
    for (const name of await readdir(folder)) {
      if ((await noteIn(join(folder, name))) === dataDir) orphans.push(join(folder, name, 'pgdata'));
    }
  }
  return orphans;
}

async function noteIn(home: string): Promise<string | undefined> {
  const text = await readFile(join(home, ownerNote), 'utf8').catch(() => undefined);
  return text?.trim();
}

async function offer(pgdata: string, account: PostgresAccount | undefined): Promise<boolean> {
  await mkdir(pgdata, { recursive: true, mode: 0o700 });
  if (account !== undefined && !(await giveTo(account, pgdata))) return await withdraw(pgdata);
  return canWriteIn(account, pgdata) || (await withdraw(pgdata));
}

/** Disks of another owner (root squashed over NFS, for one) let nobody give files away. */
async function giveTo(account: PostgresAccount, folder: string): Promise<boolean> {
  return await chown(folder, account.uid, account.gid).then(
    () => true,
    () => false,
  );
}

async function withdraw(folder: string): Promise<false> {
  await rmdir(folder).catch(() => undefined);
  return false;
}
