import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../launcher/free-port.ts';
import { ensurePostgres, type Postgres } from '../launcher/postgres.ts';
import { deleteDatabase } from '../launcher/postgres-placement.ts';
import { builtProcesses } from '../launcher/processes.ts';
import { readDiscovery } from '../sandbox/discovery.ts';
import { Child } from './child.ts';

/** The repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
/** The flags that `npm start` gives the app. */
export const serverFlags = builtProcesses(root).app.args.filter((each) => each.startsWith('--m'));
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
  /** Where the supplier's sandbox listens. */
  supplierUrl(): string;
  /** Starts the built app as `npm start` does; `isInstrumented` lets it be asked for statements and profiles. */
  startApp(options?: { isInstrumented?: boolean }): Promise<RunningApp>;
  /** Starts everything by the launcher, on the same data folder, and tells how long that took. */
  launcherReadyMs(): Promise<number>;
  close(): Promise<void>;
}

/** Makes the data folder beside a shop's own, so that it lies on the same disk. */
export async function openShop(built = root): Promise<Shop> {
  await mkdir(join(root, '.data'), { recursive: true, mode: 0o700 });
  const dataDir = await mkdtemp(join(root, '.data', 'bench-'));
  const postgres = await ensurePostgres({ dataDir });
  const running = new Set<Child>();
  const close = async () => {
    for (const child of running) await child.stop();
    await postgres.stop();
    // As root the database may lie outside of its data folder.
    await deleteDatabase(dataDir, postgres.pgdata);
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    return await open({ dataDir, postgres, running, close, built });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Opened {
  dataDir: string;
  postgres: Postgres;
  running: Set<Child>;
  close(): Promise<void>;
  built: string;
}

async function open({ dataDir, postgres, running, close, built }: Opened): Promise<Shop> {
  const port = await firstFreePort();
  const programs = builtProcesses(built);
  await postgres.createDatabase('tribi_sandbox');
  const url = `http://${host}:${port}`;
  const given = {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: host,
  };
  const environment = {
    ...given,
    NODE_ENV: 'production',
    DATABASE_URL: postgres.url,
    SANDBOX_DATABASE_URL: postgres.urlFor('tribi_sandbox'),
    APP_URL: url,
    LOG_FORMAT: 'json',
    // Some hundred buyers, all from this machine, without a pause.
    RATE_LIMIT_PAYMENTS_PER_MINUTE: '1000000',
    RATE_LIMIT_PAYMENTS_PER_IP_PER_MINUTE: '1000000',
  };
  const start = async (...[name, args, settings, ready]: Parameters<typeof Child.start>) => {
    const started = await Child.start(name, args, settings, ready);
    running.add(started.child);
    return started;
  };
  const sandboxes = await start('the sandboxes', programs.sandboxes.args, environment, 'sandboxes ready');
  const startApp = async ({ isInstrumented = false } = {}) => {
    const args = isInstrumented ? ['--import', instrument, ...programs.app.args] : programs.app.args;
    const { child, milliseconds } = await start('the app', args, environment, 'ready');
    return { app: child, url, readyMs: milliseconds };
  };
  // The first start migrates and seeds.
  const first = await startApp();
  await first.app.stop();
  const discovery = readDiscovery(join(dataDir, 'sandbox.json'));
  if (!discovery) throw new Error('The sandboxes do not say where they are');
  return {
    postgres,
    sandboxes: sandboxes.child,
    supplierUrl: () => discovery.connectedYou.url,
    startApp,
    async launcherReadyMs() {
      await sandboxes.child.stop();
      await postgres.stop();
      const launcher = [join(root, 'server', 'launcher', 'start.mjs'), 'start', '--no-build'];
      const { child, milliseconds } = await start(
        'npm start',
        launcher,
        { ...given, NO_COLOR: '1' },
        '│  Tribi is ready',
      );
      await child.stop();
      return milliseconds;
    },
    close,
  };
}

async function firstFreePort(): Promise<number> {
  for await (const port of freePorts(process.pid, host)) return port;
  throw new Error('No free port was found.');
}
