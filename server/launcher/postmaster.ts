import { execFileSync } from 'node:child_process';
import { readdir, readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode } from './launcher-error.ts';

/** The server process of a database folder, as its `postmaster.pid` names it. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
}

/**
 * The server that runs on this folder now, starting and stopping ones included; undefined when none does.
 * After a SIGKILL or a power cut the file stays and its number may belong to another program, so the
 * process itself is asked: a PostgreSQL server lives in its data folder.
 */
export async function runningPostmaster(pgdata: string): Promise<Postmaster | undefined> {
  const named = await namedPostmaster(pgdata);
  return named !== undefined && (await livesIn(named.pid, pgdata)) ? named : undefined;
}

/**
 * Makes way for a new server where the last one was killed: waits (at most 10 s) for its children, which
 * end by themselves, and removes a `postmaster.pid` whose number another program has got since, because
 * PostgreSQL would take that program for its server. Call it under the folder's lock only.
 */
export async function clearRemains(pgdata: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (await anyoneLivesIn(pgdata)) {
    if (Date.now() > deadline) return;
    await delay(50);
  }
  const named = await namedPostmaster(pgdata);
  if (named !== undefined && isAlive(named.pid)) await rm(join(pgdata, 'postmaster.pid'), { force: true });
}

/** Resolves when the server is gone, with false when it is still there after `timeoutMs`. */
export async function postmasterGone(pgdata: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while ((await runningPostmaster(pgdata)) !== undefined) {
    if (Date.now() > deadline) return false;
    await delay(50);
  }
  return true;
}

async function namedPostmaster(pgdata: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '');
  // Lines: pid, data folder, start time, port, socket folder, listen address, shared memory key, status.
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return Number.isInteger(pid) && pid > 1 ? { pid, port: Number.isInteger(port) ? port : 0 } : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

async function livesIn(pid: number, pgdata: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') return (await workingFolder(pid)) === (await realpath(pgdata));
  try {
    const command = execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(pgdata);
  } catch {
    return false;
  }
}

/** Server or orphaned child. Elsewhere than on Linux PostgreSQL's own check of its shared memory has to do. */
async function anyoneLivesIn(pgdata: string): Promise<boolean> {
  if (process.platform !== 'linux') return false;
  const folder = await realpath(pgdata);
  for (const name of await readdir('/proc')) {
    if (/^\d+$/.test(name) && (await workingFolder(Number(name))) === folder) return true;
  }
  return false;
}

async function workingFolder(pid: number): Promise<string | undefined> {
  return await readlink(`/proc/${pid}/cwd`).catch(() => undefined);
}
