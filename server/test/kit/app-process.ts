import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { buildStale, buildTargets } from '../../launcher/build.ts';
import { withExclusive } from '../../launcher/exclusive.ts';
import { freePorts } from '../../launcher/free-port.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The program as it is shipped, in a process of its own. */
export interface AppProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** All it wrote. */
  output(): string;
}

/** Builds the server where it is stale, as `npm start` does; test files that run beside each other take turns. */
export async function buildServer(): Promise<void> {
  const targets = buildTargets.filter(({ name }) => name === 'server');
  await withExclusive(`build of ${root}`, () => buildStale({ root, targets, log: () => undefined }));
}

const start = (args: readonly string[], env: Readonly<Record<string, string>>) =>
  spawn(process.execPath, [`${root}server/dist/src/main.js`, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** Serves and works until it is ended; resolves when it is ready. @throws with its words when it ends before */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<AppProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = start(['serve', '--work'], { ...env, PORT: String(port), PUBLIC_URL: url });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  const isReady = async () => {
    while (!output.includes('ready http')) await once(child.stdout, 'data');
  };
  await Promise.race([
    isReady(),
    ended.then((code) => {
      throw new Error(`It ended with ${code}: ${output}`);
    }),
  ]);
  return { url, child, ended, output: () => output };
}

/** Runs one command of the program to its end. */
export async function runCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  const child = start(args, env);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = await once(child, 'close');
  return { code: typeof code === 'number' ? code : null, stdout, stderr };
}

async function freePort(): Promise<number> {
  for await (const port of freePorts(process.pid + Math.floor(performance.now()), '127.0.0.1')) return port;
  throw new Error('No port is free');
}
