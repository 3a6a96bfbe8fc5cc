import { execFileSync, spawnSync } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { LauncherError } from './launcher-error.ts';

/** The user that PostgreSQL runs as. `undefined` in its place means: whoever runs this process. */
export interface PostgresAccount {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root lends it another user: `postgres` where the machine has one,
 * else `nobody`. initdb needs a user that is in the user database, so an invented uid would not do; making
 * a user on somebody's machine unasked is not ours to do. Data that exists is served by its owner.
 */
export async function postgresAccount(pgdata?: string): Promise<PostgresAccount | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const owner = pgdata === undefined ? undefined : await stat(pgdata).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) {
    return { name: userName(owner.uid), uid: owner.uid, gid: owner.gid };
  }
  for (const name of ['postgres', 'nobody']) {
    const uid = lookUp('-u', name);
    const gid = lookUp('-g', name);
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid };
  }
  throw new LauncherError(
    'NO_ACCOUNT',
    'PostgreSQL does not run as root, and this machine has neither a user "postgres" nor "nobody".\n' +
      'Make one (useradd --system postgres), or start the shop as a normal user.',
  );
}

/** The environment of PostgreSQL's programs: none of our secrets, no PG* variables, messages in English. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const { PATH, LD_LIBRARY_PATH } = process.env;
  return { PATH, LC_ALL: 'C', TZ: 'UTC', ...(LD_LIBRARY_PATH === undefined ? {} : { LD_LIBRARY_PATH }) };
}

/** Options for spawning a program as the account. The working folder is one that everyone may enter. */
export function spawnAs(account: PostgresAccount | undefined) {
  const identity = account === undefined ? {} : { uid: account.uid, gid: account.gid };
  return { ...identity, cwd: '/', env: postgresEnvironment() };
}

/** Whether the account can run this program; trying it covers modes, ACLs, noexec mounts and missing libraries. */
export function canRun(account: PostgresAccount | undefined, program: string, args: string[]): boolean {
  return spawnSync(program, args, { ...spawnAs(account), stdio: 'ignore' }).status === 0;
}

/** Whether the account can reach this folder and write in it, found by doing it. */
export function canWriteIn(account: PostgresAccount | undefined, folder: string): boolean {
  const script = 'cd -- "$1" && : > .tribi-probe && rm -f .tribi-probe';
  return canRun(account, '/bin/sh', ['-c', script, 'sh', folder]);
}

function lookUp(what: '-u' | '-g', user: string): number | undefined {
  try {
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    return Number(execFileSync('id', [what, user], { encoding: 'utf8', stdio }));
  } catch {
    return undefined;
  }
}

function userName(uid: number): string {
  try {
    return execFileSync('id', ['-un', String(uid)], { encoding: 'utf8' }).trim();
  } catch {
    return `uid ${uid}`;
  }
}
