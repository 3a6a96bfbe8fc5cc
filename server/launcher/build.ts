import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type BuildSources, hashSources, isFresh, markFresh, markStale } from './build-hash.ts';
import { diskFull, LauncherError } from './launcher-error.ts';

/** Something that is compiled before the shop can run. Paths are from the repository's root. */
export interface BuildTarget extends BuildSources {
  readonly name: string;
  /** A program of node_modules/.bin. */
  readonly tool: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Delete the output first: the tool leaves the results of deleted sources behind. */
  readonly isCleaned: boolean;
}

const shared = ['package-lock.json', 'tsconfig.base.json'];

function frontEnd(name: string): BuildTarget {
  return {
    name,
    // Data and texts that the front ends share with the server come from outside their folder.
    sources: [...shared, name, 'schema'],
    output: `${name}/dist`,
    tool: 'vite',
    args: ['build', '--logLevel', 'warn'],
    cwd: name,
    isCleaned: false,
  };
}

/** Everything `npm start` builds when it is stale. */
export const buildTargets: readonly BuildTarget[] = [
  {
    name: 'server',
    sources: [...shared, 'server'],
    output: 'server/dist',
    tool: 'tsc',
    args: ['-p', 'server/tsconfig.build.json'],
    cwd: '.',
    isCleaned: true,
  },
  frontEnd('storefront'),
  frontEnd('admin'),
];

export interface BuildOptions {
  readonly root: string;
  readonly targets: readonly BuildTarget[];
  readonly log: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds what is stale, all at once: the compilers are native and the machine's scheduler shares two cores
 * between three better than we would. An unchanged tree costs reading it.
 *
 * @throws LauncherError BUILD_FAILED with the compiler's words, DISK_FULL, CANCELLED
 */
export async function buildStale(options: BuildOptions): Promise<void> {
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  const builds = options.targets.map(async (target) => {
    try {
      await buildIfStale({ ...options, signal }, target);
    } catch (error) {
      stop.abort();
      throw error;
    }
  });
  const results = await Promise.allSettled(builds);
  const reasons = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
  const isCancelled = (reason: unknown) => reason instanceof LauncherError && reason.code === 'CANCELLED';
  const first = reasons.find((reason) => !isCancelled(reason)) ?? reasons[0];
  if (first !== undefined) throw first;
}

async function buildIfStale(options: BuildOptions, target: BuildTarget): Promise<void> {
  const { root, log } = options;
  const hash = await hashSources(root, target.sources);
  if (await isFresh(root, target, hash)) return;
  const began = Date.now();
  log(`building the ${target.name}`);
  await markStale(root, target);
  if (target.isCleaned) await rm(join(root, target.output), { recursive: true, force: true });
  await runTool(options, target);
  await markFresh(root, target, hash);
  log(`built the ${target.name} in ${((Date.now() - began) / 1000).toFixed(1)} s`);
}

/** The environment in which programs of node_modules/.bin find themselves and the Node that came with them. */
export function toolEnvironment(root: string): NodeJS.ProcessEnv {
  const bin = join(root, 'node_modules', '.bin');
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` };
}

function runTool({ root, signal }: BuildOptions, target: BuildTarget): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancelled = () => new LauncherError('CANCELLED', `Building the ${target.name} was cancelled.`);
    if (signal?.aborted === true) return reject(cancelled());
    const child = spawn(join(root, 'node_modules', '.bin', target.tool), target.args, {
      cwd: join(root, target.cwd),
      env: toolEnvironment(root),
      stdio: ['ignore', 'pipe', 'pipe'],
      // Ctrl-C is for the launcher to handle: a group of its own keeps the terminal's signal from the tool.
      detached: true,
    });
    const abort = () => endGroup(child.pid, 'SIGTERM');
    signal?.addEventListener('abort', abort, { once: true });
    let output = '';
    const take = (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-20_000);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', (error) => reject(buildFailed(root, target, error.message)));
    child.on('close', (code) => {
      signal?.removeEventListener('abort', abort);
      if (code === 0) resolve();
      else reject(signal?.aborted === true ? cancelled() : buildFailed(root, target, output));
    });
  });
}

/** Ends a process that was started `detached`, with its children. */
export function endGroup(pid: number | undefined, signal: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    // It is gone already.
  }
}

function buildFailed(root: string, target: BuildTarget, output: string): LauncherError {
  if (/ENOSPC|no space left on device/i.test(output)) return diskFull(join(root, target.output));
  const tail = output.trim().split('\n').slice(-30).join('\n  ');
  return new LauncherError(
    'BUILD_FAILED',
    `The ${target.name} could not be built (${target.tool} ${target.args.join(' ')}):\n  ${tail}\n` +
      'If packages are missing, run "npm ci" first.',
  );
}
