import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../launcher/free-port.ts';
import { ensurePostgres, type Postgres } from '../launcher/postgres.ts';
import { builtProcesses } from '../launcher/processes.ts';
import { Child } from './child.ts';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const instrument = fileURLToPath(new URL('instrument.process.ts', import.meta.url));
const host = '127.0.0.1';

export interface RunningApp {
  app: Child;
  url: string;
  readyMs: number;
}

/** A shop of the measurement's own: a durable PostgreSQL, a seeded database, running sandboxes. */
export interface Shop {
  readonly postgres: Postgres;
  readonly sandboxes: Child;
  /** Starts the built app as `npm start` does; `isInstrumented` lets it be asked for statements and profiles. */
  startApp(options?: { isInstrumented?: boolean }): Promise<RunningApp>;
  /** Starts everything by the launcher, on the same data folder, and tells how long that took. */
  launcherReadyMs(): Promise<number>;
  close(): Promise<void>;
}

/** Makes the data folder beside a shop's own, so that it lies on the same disk. */
export async function openShop(): Promise<Shop> {
  await mkdir(join(root, '.data'), { recursive: true, mode: 0o700 });
  const dataDir = await mkdtemp(join(root, '.data', 'bench-'));
  const postgres = await ensurePostgres({ dataDir });
  await postgres.createDatabase('tribi_sandbox');
  const port = await firstFreePort();
  const { app: program, sandboxes: sandboxProgram } = builtProcesses(root);
  const environment = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    DATABASE_URL: postgres.url,
    SANDBOX_DATABASE_URL: postgres.urlFor('tribi_sandbox'),
    APP_URL: `http://${host}:${port}`,
    PORT: String(port),
    HOST: host,
    LOG_FORMAT: 'json',
  };
  const started = await Child.start('the sandboxes', sandboxProgram.args, environment, 'sandboxes ready');
  const startApp = async ({ isInstrumented = false } = {}) => {
    const args = isInstrumented ? ['--import', instrument, ...program.args] : program.args;
    const { child, milliseconds } = await Child.start('the app', args, environment, 'ready');
    return { app: child, url: environment.APP_URL, readyMs: milliseconds };
  };
  // The first start migrates and seeds.
  await (await startApp()).app.stop();
  return {
    postgres,
    sandboxes: started.child,
    startApp,
    async launcherReadyMs() {
      await started.child.stop();
      await postgres.stop();
      const launcher = join(root, 'server', 'launcher', 'start.mjs');
      const own = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: dataDir, PORT: String(port), NO_COLOR: '1' };
      const { child, milliseconds } = await Child.start('npm start', [launcher, 'start', '--no-build'], own, '  http');
      await child.stop();
      return milliseconds;
    },
    async close() {
      await started.child.stop();
      await postgres.stop();
      // As root the database may lie outside of its data folder.
      for (const folder of [postgres.pgdata, dataDir]) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function firstFreePort(): Promise<number> {
  for await (const port of freePorts(process.pid, host)) return port;
  throw new Error('No free port was found.');
}
