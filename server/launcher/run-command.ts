import { spawn } from 'node:child_process';
import { type BuildTarget, buildStale } from './build.ts';
import { openDataFolder } from './data-folder.ts';
import { claim } from './exclusive.ts';
import { sandboxDatabaseBeside } from './external-database.ts';
import { errorText } from './launcher-error.ts';
import { ensurePostgres, type Postgres } from './postgres.ts';
import { appEnvironment, type Command, type ShopProcesses, sandboxEnvironment } from './processes.ts';
import { createService, type Service } from './service.ts';
import { type LauncherSettings, needsSandboxes } from './settings.ts';
import { launcherLock } from './shop.ts';

export interface RunCommandOptions {
  readonly settings: LauncherSettings;
  /** Says what is started for the command's sake; not on standard output, which is the command's. */
  readonly log: (line: string) => void;
  /** What to build where it is stale; nothing with `--no-build`. */
  readonly targets: readonly BuildTarget[];
  /** The command, and the sandboxes it may have to speak to. */
  readonly processes: Pick<ShopProcesses, 'sandboxes'> & { readonly command: Command };
}

/**
 * Runs one command of the server against this folder's shop, with the same settings, database and sandboxes as the
 * shop has. What of those is not running is started for as long as the command runs; a shop that runs is used and
 * left alone, with the build that it runs. A database of the operator's own is not looked at first: the command tells what is wrong with it.
 *
 * @returns the command's exit code
 * @throws LauncherError when the folder's own PostgreSQL does not come up
 */
export async function runCommand(options: RunCommandOptions): Promise<number> {
  const dataDir = await openDataFolder(options.settings.dataDir);
  const settings = { ...options.settings, dataDir };
  const lock = await claim(launcherLock(dataDir));
  const isShopRunning = lock === undefined;
  let postgres: Postgres | undefined;
  let sandboxes: Service | undefined;
  try {
    // Under a shop that runs, a build would take away parts that it has yet to load.
    if (!isShopRunning) await buildStale({ root: settings.root, targets: options.targets, log: options.log });
    if (settings.databaseUrl === undefined) postgres = await ensurePostgres({ dataDir, log: options.log });
    if (!isShopRunning) sandboxes = await startSandboxes({ ...options, settings }, postgres);
    const url = settings.databaseUrl ?? postgres?.url ?? '';
    return await run(options.processes.command, settings, appEnvironment(settings, { url }));
  } finally {
    await sandboxes?.stop(5_000);
    if (!isShopRunning) await postgres?.stopIfUnused().catch(() => undefined);
    await lock?.release();
  }
}

/** The command runs without them where they do not start: it says what it misses. */
async function startSandboxes(
  { settings, processes, log }: RunCommandOptions,
  postgres: Postgres | undefined,
): Promise<Service | undefined> {
  if (!needsSandboxes(settings)) return undefined;
  let service: Service | undefined;
  try {
    const env = sandboxEnvironment(settings, await sandboxDatabase(settings, postgres));
    service = createService({
      ...{ name: 'sandboxes', ...processes.sandboxes, env, cwd: settings.root, log },
      readyLine: /^sandboxes ready/,
      onGiveUp: (error) => log(error.message),
    });
    await service.start();
    return service;
  } catch (error) {
    log(`the sandboxes did not start: ${errorText(error)}`);
    await service?.stop(5_000);
    return undefined;
  }
}

async function sandboxDatabase(settings: LauncherSettings, postgres: Postgres | undefined): Promise<string> {
  if (settings.sandboxDatabaseUrl !== undefined) return settings.sandboxDatabaseUrl;
  if (postgres === undefined) return await sandboxDatabaseBeside(settings.databaseUrl ?? '');
  await postgres.createDatabase('tribi_sandbox');
  return postgres.urlFor('tribi_sandbox');
}

function run(
  { command, args }: Command,
  settings: LauncherSettings,
  env: NodeJS.ProcessEnv,
): Promise<number> {
  // Ctrl-C reaches the command too, as it is of our group; we wait for how it ends.
  const ignore = () => undefined;
  process.on('SIGINT', ignore);
  return new Promise<number>((resolve, reject) => {
    const child = spawn(command, args, { cwd: settings.root, env, stdio: 'inherit' });
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  }).finally(() => process.off('SIGINT', ignore));
}
