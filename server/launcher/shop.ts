import { type BuildTarget, buildStale } from './build.ts';
import { openDataFolder } from './data-folder.ts';
import { openDatabase, type ShopDatabase } from './database.ts';
import { claim } from './exclusive.ts';
import { requirePort } from './free-port.ts';
import { errorText, LauncherError } from './launcher-error.ts';
import { ProcessList } from './leftovers.ts';
import type { Output } from './output.ts';
import { appEnvironment, type Command, type ShopProcesses, sandboxEnvironment } from './processes.ts';
import { createService, type Service } from './service.ts';
import type { LauncherSettings } from './settings.ts';

export interface ShopOptions {
  readonly settings: LauncherSettings;
  readonly output: Output;
  /** What to build where it is stale; nothing with `--no-build`. */
  readonly targets: readonly BuildTarget[];
  readonly processes: ShopProcesses;
  /** Aborted: stop in order. */
  readonly stop: AbortSignal;
  /** Aborted too: stop at once. */
  readonly force: AbortSignal;
  /** Called once the shop answers, with its address. */
  readonly onReady: (url: string, shop: RunningShop) => void | Promise<void>;
  /** Wait before the first restart of a process that died. */
  readonly backOffMs?: number | undefined;
}

/** What may be asked of a shop that is up. */
export interface RunningShop {
  /** Starts the app anew: it lists the built pages when it starts. */
  restartApp(): Promise<void>;
  /** Starts the sandboxes and the app anew with what was built since. */
  restartServer(): Promise<void>;
}

const sandboxGraceMs = 5_000;
/** The app ends by itself within its own limits; what does not is killed a little later. */
const appMarginMs = 6_000;

/**
 * Brings PostgreSQL, the sandboxes and the app up, in that order, keeps each of them running, and takes them
 * down the other way round when `stop` is aborted.
 *
 * @throws LauncherError when the shop does not come up or one of its processes cannot be kept alive;
 *   everything that was started is stopped then
 */
export async function runShop(options: ShopOptions): Promise<void> {
  const { settings, output } = options;
  const dataDir = await openDataFolder(settings.dataDir);
  const lock = await claim(launcherLock(dataDir));
  if (lock === undefined) {
    throw new LauncherError(
      'ALREADY_RUNNING',
      `A Tribi already runs from the data folder ${dataDir}. Stop that one (Ctrl-C where it was started),\n` +
        'or give this one a folder and a port of its own:\n  DATA_DIR=.data-2 PORT=4001 npm start',
    );
  }
  const processes = new ProcessList(dataDir);
  const shop = new Shop({ ...options, settings: { ...settings, dataDir } }, processes);
  try {
    await processes.endLeftovers(output.as('tribi'));
    await requirePort(settings.port, settings.host);
    await shop.run();
  } finally {
    await shop.down();
    await processes.clear();
    await lock.release();
  }
}

/** The name of the lock that a running launcher holds on its data folder. */
export function launcherLock(dataDir: string): string {
  return `launcher ${dataDir}`;
}

class Shop implements RunningShop {
  private readonly options: ShopOptions;
  private readonly list: ProcessList;
  private readonly log: (line: string) => void;
  private readonly givenUp = Promise.withResolvers<never>();
  private opening: Promise<ShopDatabase> | undefined;
  private endWatch: (() => Promise<void>) | undefined;
  private sandboxes: Service | undefined;
  private app: Service | undefined;

  constructor(options: ShopOptions, list: ProcessList) {
    this.options = options;
    this.list = list;
    this.log = options.output.as('tribi');
    this.givenUp.promise.catch(() => undefined);
    options.force.addEventListener('abort', () => this.kill(), { once: true });
  }

  async run(): Promise<void> {
    const { stop, onReady } = this.options;
    const url = await unlessStopped(this.up(), stop);
    await unlessStopped(Promise.race([onReady(url, this), this.givenUp.promise]), stop);
    await Promise.race([aborted(stop), this.givenUp.promise]);
  }

  async restartApp(): Promise<void> {
    await this.app?.restart(this.options.settings.stopMs + appMarginMs);
  }

  async restartServer(): Promise<void> {
    await this.sandboxes?.restart(sandboxGraceMs);
    await this.restartApp();
  }

  /** App, sandboxes, PostgreSQL: each loses its clients before it goes itself. */
  async down(): Promise<void> {
    const { force } = this.options;
    if (this.app !== undefined && !force.aborted) this.log('stopping; a second Ctrl-C stops at once');
    await this.app?.stop(this.options.settings.stopMs + appMarginMs);
    await this.sandboxes?.stop(sandboxGraceMs);
    await this.endWatch?.();
    // Also the one whose start was under way when we were stopped.
    const database = await this.opening?.catch(() => undefined);
    if (force.aborted || database === undefined) return;
    try {
      if (!(await database.close())) this.log('PostgreSQL stays: other programs are connected to it');
    } catch (error) {
      this.log(`PostgreSQL was left running: ${errorText(error)}`);
    }
  }

  private async up(): Promise<string> {
    const { settings, processes } = this.options;
    const database = await this.prepare();
    this.throwIfStopped();
    this.endWatch = database.watch();
    if (database.sandboxUrl !== undefined) {
      const environment = sandboxEnvironment(settings, database.sandboxUrl);
      this.sandboxes = this.service('sandboxes', processes.sandboxes, environment, /^sandboxes ready/);
      await this.sandboxes.start();
    }
    this.throwIfStopped();
    this.app = this.service('app', processes.app, appEnvironment(settings, database), /^ready \S/);
    return (await this.app.start()).replace(/^ready\s+/, '').trim();
  }

  /** Builds while PostgreSQL starts. When that fails the builds are cut short: its message is what counts. */
  private async prepare(): Promise<ShopDatabase> {
    const { settings, targets, output, stop } = this.options;
    const failed = new AbortController();
    const signal = AbortSignal.any([stop, failed.signal]);
    const building = buildStale({ root: settings.root, targets, log: this.log, signal });
    this.opening = openDatabase(settings, output.as('postgres'));
    this.opening.catch(() => failed.abort());
    const [built, opened] = await Promise.allSettled([building, this.opening]);
    if (opened.status === 'rejected') throw opened.reason;
    if (built.status === 'rejected') throw built.reason;
    return opened.value;
  }

  private service(
    name: string,
    { command, args }: Command,
    env: NodeJS.ProcessEnv,
    readyLine: RegExp,
  ): Service {
    const { output, settings, backOffMs } = this.options;
    const log = output.as(name);
    const onSpawn = (pid: number) => this.list.note(name, pid);
    const onGiveUp = (error: LauncherError) => this.givenUp.reject(error);
    return createService({
      name,
      command,
      args,
      env,
      cwd: settings.root,
      readyLine,
      log,
      onSpawn,
      onGiveUp,
      backOffMs,
    });
  }

  private throwIfStopped(): void {
    if (this.options.stop.aborted) throw cancelled();
  }

  private kill(): void {
    this.app?.kill();
    this.sandboxes?.kill();
  }
}

function cancelled(): LauncherError {
  return new LauncherError('CANCELLED', 'Stopped before the shop was ready.');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** The work's result, or CANCELLED as soon as the signal is aborted. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  work.catch(() => undefined);
  const stopped = aborted(signal).then((): never => {
    throw cancelled();
  });
  return await Promise.race([work, stopped]);
}
