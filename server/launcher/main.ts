/** The command line behind `npm start`, `npm run dev`, `npm run build`, `npm run reset` and the server's commands. */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildTarget, buildStale, buildTargets } from './build.ts';
import { followSources } from './dev.ts';
import { greeting } from './greeting.ts';
import { errorText, LauncherError } from './launcher-error.ts';
import { createOutput, type Output } from './output.ts';
import { builtProcesses, serverCommand } from './processes.ts';
import { askOnTerminal, reset } from './reset.ts';
import { runCommand } from './run-command.ts';
import { type LauncherSettings, readSettings } from './settings.ts';
import { type RunningShop, runShop } from './shop.ts';

const usage = `Usage: npm start [-- --no-build]     builds what is stale and runs the shop
       npm run dev                 the same, and follows your changes
       npm run build               builds what is stale
       npm run reset [-- --yes]    deletes the data folder
       node server/launcher/start.mjs run <command> [arguments]
                                   a command of the server (doctor, migrate, …) against this folder's shop`;

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

async function main(args: string[], output: Output): Promise<void> {
  if (args[0] === 'run') return await runServerCommand(args.slice(1));
  const { command, flags } = readArguments(args);
  const settings = await readSettings(root, process.env);
  const log = output.as('tribi');
  const targets = flags['no-build'] ? [] : buildTargets;
  switch (command) {
    case 'build':
      return await buildStale({ root, targets, log, signal: signals().stop });
    case 'reset':
      return await reset({ settings, log, confirm: flags.yes ? async () => true : askOnTerminal });
    case 'start':
    case 'dev':
      return await runUntilStopped(settings, output, targets, command === 'dev');
    default:
      throw new LauncherError('REFUSED', usage);
  }
}

/** What follows `run` is the server's to read. Only the command writes to standard output. */
async function runServerCommand(args: string[]): Promise<void> {
  if (args[0] === undefined) throw new LauncherError('REFUSED', usage);
  process.exitCode = await runCommand({
    settings: await readSettings(root, process.env),
    log: createOutput(process.stderr).as('tribi'),
    targets: buildTargets.filter(({ name }) => name === 'server'),
    processes: { ...builtProcesses(root), command: serverCommand(root, args) },
  });
}

async function runUntilStopped(
  settings: LauncherSettings,
  output: Output,
  targets: readonly BuildTarget[],
  isFollowing: boolean,
): Promise<void> {
  const ended = new AbortController();
  const onReady = (url: string, shop: RunningShop) => {
    for (const line of greeting(url, settings)) output.line(line);
    if (isFollowing) followSources(root, shop, output, ended.signal);
  };
  try {
    await runShop({ settings, output, targets, ...signals(), processes: builtProcesses(root), onReady });
  } finally {
    ended.abort();
  }
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { 'no-build': { type: 'boolean' }, yes: { type: 'boolean', short: 'y' } },
    });
    return { command: positionals[0] ?? 'start', flags: values };
  } catch (error) {
    throw new LauncherError('REFUSED', `${errorText(error)}\n${usage}`);
  }
}

/**
 * The first signal asks for an orderly stop, the second for one at once. npm passes on the Ctrl-C that the
 * terminal has sent us already, so signals in quick succession are one.
 */
function signals(): { stop: AbortSignal; force: AbortSignal } {
  const stop = new AbortController();
  const force = new AbortController();
  const sameSignalMs = 500;
  let first = 0;
  const onSignal = () => {
    if (!stop.signal.aborted) {
      first = performance.now();
      stop.abort();
    } else if (performance.now() - first > sameSignalMs) force.abort();
  };
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  stopWithNpm(() => stop.abort());
  return { stop: stop.signal, force: force.signal };
}

/** npm that is killed tells us nothing and leaves us holding the port: its end is seen by our new parent. */
function stopWithNpm(stop: () => void): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) stop();
  }, 1_000).unref();
}

try {
  await main(process.argv.slice(2), createOutput(process.stdout));
  process.exit();
} catch (error) {
  const isOurs = error instanceof LauncherError;
  const text = isOurs
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(`\n${text}\n`);
  process.exit(isOurs && error.code === 'CANCELLED' ? 130 : 1);
}
