import { join } from 'node:path';
import type { ShopDatabase } from './database.ts';
import type { LauncherSettings } from './settings.ts';

/** A program and its arguments. */
export interface Command {
  readonly command: string;
  readonly args: readonly string[];
}

/** The programs of a shop; tests put small ones in their place. */
export interface ShopProcesses {
  readonly app: Command;
  readonly sandboxes: Command;
}

/**
 * The heap of the app, which has to stay under 300 MB resident and needs some 100 of them alive. Node's
 * defaults collect late where memory is plenty (390 MB under load): the young generation may grow to 64 MB a
 * half, and how far the old one may grow before it is collected follows from its limit.
 */
const heapFlags = ['--max-semi-space-size=16', '--max-old-space-size=512'];

/** The built app and sandboxes of the repository at `root`, run by the Node that runs us. */
export function builtProcesses(root: string): ShopProcesses {
  const dist = join(root, 'server', 'dist');
  return {
    app: {
      command: process.execPath,
      args: [...[...heapFlags, '--enable-source-maps'], ...[join(dist, 'src', 'main.js'), 'serve', '--work']],
    },
    sandboxes: { command: process.execPath, args: [join(dist, 'sandbox', 'main.js')] },
  };
}

/** A command of the built server: what `npm run doctor` and its like run. */
export const serverCommand = (root: string, args: readonly string[]): Command => ({
  command: process.execPath,
  args: ['--enable-source-maps', join(root, 'server', 'dist', 'src', 'main.js'), ...args],
});

/** The app's environment: the operator's, with the addresses that the launcher found. */
export function appEnvironment(
  settings: LauncherSettings,
  database: Pick<ShopDatabase, 'url'>,
): NodeJS.ProcessEnv {
  return {
    // What runs is built code: graphql-js and React leave their development checks out then.
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: compileCache(settings.root),
    ...settings.environment,
    DATABASE_URL: database.url,
    DATA_DIR: settings.dataDir,
    PORT: String(settings.port),
    SANDBOX_DISCOVERY_FILE: discoveryFile(settings),
  };
}

/** What sandboxes may know: where they are and how they behave, none of the operator's secrets. */
export function sandboxEnvironment(settings: LauncherSettings, databaseUrl: string): NodeJS.ProcessEnv {
  const passed = /^(PATH|HOME|LANG|TZ|NO_COLOR|NODE_OPTIONS|LD_LIBRARY_PATH|(SANDBOX|LOG)_\w+)$/;
  const kept = Object.entries(settings.environment).filter(([name]) => passed.test(name));
  return {
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: compileCache(settings.root),
    ...Object.fromEntries(kept.filter(([, value]) => value !== '')),
    SANDBOX_DATABASE_URL: databaseUrl,
    SANDBOX_DISCOVERY_FILE: discoveryFile(settings),
    DATA_DIR: settings.dataDir,
    APP_URL: `http://127.0.0.1:${settings.port}`,
  };
}

/** Node keeps compiled code here, which saves about a second of every start after the first. */
function compileCache(root: string): string {
  return join(root, 'node_modules', '.cache', 'tribi-node');
}

function discoveryFile(settings: LauncherSettings): string {
  return join(settings.dataDir, 'sandbox.json');
}
