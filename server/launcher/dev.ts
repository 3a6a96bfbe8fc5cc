import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { type BuildTarget, buildStale, buildTargets, endGroup, toolEnvironment } from './build.ts';
import { errorText } from './launcher-error.ts';
import type { Output } from './output.ts';
import type { RunningShop } from './shop.ts';

/** An editor that saves ten files, or a compiler that writes a hundred, means one change. */
const settleMs = 300;

/**
 * Follows the sources until `signal` is aborted: the front ends by vite's own watch, the server by a build
 * (about a second) and a restart when it succeeds. A build that fails is told and leaves the running app alone.
 */
export function followSources(root: string, shop: RunningShop, output: Output, signal: AbortSignal): void {
  const log = output.as('tribi');
  // Compiled over the last result: the running app may still load parts of it.
  const targets = buildTargets
    .filter(({ name }) => name === 'server')
    .map((target) => ({ ...target, isCleaned: false }));
  let isServerChanged = false;
  const renew = oneAtATime(async () => {
    const isServer = isServerChanged;
    isServerChanged = false;
    try {
      if (isServer) await buildStale({ root, targets, log, signal });
      await (isServer ? shop.restartServer() : shop.restartApp());
      log(isServer ? 'the server runs your changes' : 'the pages are new');
    } catch (error) {
      if (!signal.aborted) log(errorText(error));
    }
  });
  for (const target of buildTargets.filter(({ tool }) => tool === 'vite')) {
    watchFrontEnd(root, target, output, signal);
    watch(join(root, target.output), { signal }, (_event, file) => {
      if (file === 'index.html') renew();
    });
  }
  for (const folder of ['server/src', 'server/sandbox', 'migrations']) {
    watch(join(root, folder), { recursive: true, signal }, (_event, file) => {
      if (file === null || /\.test\.tsx?$/.test(file)) return;
      isServerChanged = true;
      renew();
    });
  }
  log('watching for changes');
}

function watchFrontEnd(root: string, target: BuildTarget, output: Output, signal: AbortSignal): void {
  const child = spawn(join(root, 'node_modules', '.bin', target.tool), [...target.args, '--watch'], {
    cwd: join(root, target.cwd),
    env: toolEnvironment(root),
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const log = output.as(target.name);
  const take = (chunk: Buffer) => {
    for (const line of chunk.toString('utf8').trimEnd().split('\n')) log(line);
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  child.on('error', (error) => log(error.message));
  signal.addEventListener('abort', () => endGroup(child.pid, 'SIGTERM'), { once: true });
}

/** Calls are gathered until they pause; those that come while it runs make one more run after it. */
function oneAtATime(work: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isRunning = false;
  let isWanted = false;
  const run = async () => {
    if (isRunning) return;
    isRunning = true;
    while (isWanted) {
      isWanted = false;
      await work();
    }
    isRunning = false;
  };
  return () => {
    isWanted = true;
    clearTimeout(timer);
    timer = setTimeout(run, settleMs);
  };
}
