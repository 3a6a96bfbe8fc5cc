import { createHash } from 'node:crypto';
import { unlink } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { errorCode, LauncherError } from './launcher-error.ts';

/**
 * Runs `work` while no other process (and no other call in this one) runs under the same key.
 *
 * The lock is a listening local socket, not a file: the kernel takes it away with the process that holds
 * it, so a SIGKILL leaves nothing stale behind. Others wait by holding a connection that ends with the lock.
 *
 * @throws LauncherError ALREADY_RUNNING when the lock is not free within `timeoutMs`
 */
export async function withExclusive<T>(key: string, work: () => Promise<T>, timeoutMs = 180_000): Promise<T> {
  const address = lockAddress(key);
  const deadline = Date.now() + timeoutMs;
  let lock = await tryLock(address);
  while (lock === undefined) {
    if (Date.now() > deadline) {
      throw new LauncherError(
        'ALREADY_RUNNING',
        `Another start has been busy with ${key} for a long time. Stop it, then try again.`,
      );
    }
    await waitForHolder(address, deadline);
    lock = await tryLock(address);
  }
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

/**
 * Takes the lock of `key` for as long as this process wants it, or undefined when somebody has it.
 * The kernel frees it with the process.
 */
export async function claim(key: string): Promise<Claim | undefined> {
  const address = lockAddress(key);
  const first = await tryLock(address);
  if (first !== undefined || address.startsWith('\0')) return first;
  await waitForHolder(address, Date.now() + 200);
  return await tryLock(address);
}

/** Linux has an abstract namespace that needs no file; elsewhere it is a socket file in the temporary folder. */
function lockAddress(key: string): string {
  const name = `tribi-${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
  return process.platform === 'linux' ? `\0${name}` : join(tmpdir(), `${name}.sock`);
}

/** A held lock. */
export interface Claim {
  release(): Promise<void>;
}

async function tryLock(address: string): Promise<Claim | undefined> {
  const waiting = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    waiting.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => waiting.delete(socket));
  });
  try {
    await listening(server, address);
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return undefined;
    throw error;
  }
  return {
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of waiting) socket.destroy();
      }),
  };
}

function listening(server: Server, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });
}

/** Resolves when the holder lets go or dies (its end of the connection closes), or at the deadline. */
async function waitForHolder(address: string, deadline: number): Promise<void> {
  const refused = await new Promise<boolean>((resolve) => {
    const socket = createConnection(address);
    const timer = setTimeout(() => socket.destroy(), Math.max(1, deadline - Date.now()));
    let refusedByDead = false;
    socket.on('error', (error) => {
      refusedByDead = errorCode(error) === 'ECONNREFUSED';
    });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve(refusedByDead);
    });
    socket.resume();
  });
  if (!refused) return;
  // A socket file whose process is dead refuses; in the abstract namespace the name was just freed.
  if (!address.startsWith('\0')) await unlink(address).catch(() => undefined);
  await delay(10);
}
