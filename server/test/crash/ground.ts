import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDiscovery } from '../../sandbox/discovery.ts';
import {
  mintSandboxSecrets,
  type Sandboxes,
  type SandboxSecrets,
  startSandboxes,
} from '../../sandbox/start.ts';
import { controlSandbox, discoveryOf } from '../kit/shop-under-test.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { createDatabase, databaseUrl, onServer, templateName } from '../kit/template.ts';
import { AppProcess } from './app-process.ts';
import { CrashShop } from './crash-shop.ts';

/** Who takes part: signed in before anything counts. */
export interface People {
  buyer: Person;
  finance: Person;
  catalog: Person;
}

/**
 * What outlives the shop's processes: PostgreSQL, the sandboxes, and a database with people signed in that each
 * point gets a copy of. One point at a time runs on it.
 */
export class Ground {
  readonly sandboxes: Sandboxes;
  readonly secrets: SandboxSecrets;
  readonly #folder: string;
  readonly #name: string;
  #people: People | null = null;
  #serial = 0;
  /** Copied while the point before runs. */
  #nextDatabase: Promise<string> | null = null;
  /** Processes whose code is loaded: loading costs more than anything else here. */
  readonly #warm: AppProcess[] = [];

  private constructor(folder: string, name: string, sandboxes: Sandboxes, secrets: SandboxSecrets) {
    this.#folder = folder;
    this.#name = name;
    this.sandboxes = sandboxes;
    this.secrets = secrets;
  }

  /** @param name of its databases, unique on the server */
  static async prepare(name: string): Promise<Ground> {
    const folder = await mkdtemp(join(tmpdir(), 'tribi-crash-'));
    await createDatabase(`${name}_sandbox`);
    const secrets = mintSandboxSecrets();
    const sandboxes = await startSandboxes({ databaseUrl: databaseUrl(`${name}_sandbox`), secrets });
    writeDiscovery(join(folder, 'sandbox.json'), discoveryOf(sandboxes, secrets));
    const ground = new Ground(folder, name, sandboxes, secrets);
    await ground.#signPeopleIn();
    return ground;
  }

  get people(): People {
    if (!this.#people) throw new Error('Nobody has signed in yet');
    return this.#people;
  }

  /** A shop of a point's own: an untouched copy of the database, and services that remember nothing. */
  async open(): Promise<CrashShop> {
    const database = await (this.#nextDatabase ?? this.#copyDatabase());
    this.#nextDatabase = this.#copyDatabase();
    // Whether it could be made is looked at when it is needed.
    this.#nextDatabase.catch(() => undefined);
    for (const sandbox of ['stripe', 'connectedYou', 'mailbox'] as const)
      await controlSandbox(this.sandboxes, sandbox, 'reset', {});
    return new CrashShop(this, database, this.#settings(database));
  }

  /** A process that was started before it was needed; the next one begins to load at once. */
  takeProcess(): AppProcess {
    const taken = this.#warm.shift() ?? this.#load();
    if (this.#warm.length === 0) this.#warm.push(this.#load());
    return taken;
  }

  /** Takes back a process that lives, to be another shop's. */
  async giveBack(process: AppProcess): Promise<void> {
    if (process.hasEnded) return;
    const isIdle = await process.stop().then(
      () => true,
      () => false,
    );
    if (isIdle && this.#warm.length < 2) this.#warm.unshift(process);
    else await process.kill();
  }

  async close(): Promise<void> {
    for (const process of this.#warm) await process.kill();
    await this.sandboxes.close();
    const unused = await this.#nextDatabase;
    if (unused) await onServer(`drop database if exists ${unused} with (force)`);
    await onServer(`drop database if exists ${this.#name} with (force)`);
    await onServer(`drop database if exists ${this.#name}_sandbox with (force)`);
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #copyDatabase(): Promise<string> {
    this.#serial += 1;
    const database = `${this.#name}_${this.#serial}`;
    await createDatabase(database, this.#name);
    await onServer(`alter database ${database} set "pgboss.test_clock" = 'on'`);
    return database;
  }

  #load(): AppProcess {
    this.#serial += 1;
    return new AppProcess(this.#folder, this.sandboxes.smtp.port, this.#serial);
  }

  async #signPeopleIn(): Promise<void> {
    await createDatabase(this.#name, templateName);
    await onServer(`alter database ${this.#name} set "pgboss.test_clock" = 'on'`);
    const shop = new CrashShop(this, this.#name, this.#settings(this.#name));
    await shop.start();
    this.#people = {
      buyer: await signIn(shop, 'buyer@example.com'),
      finance: await signIn(shop, 'finance@tribi.test'),
      catalog: await signIn(shop, 'catalog@tribi.test'),
    };
    await shop.settle();
    await shop.stop();
  }

  #settings(database: string): Record<string, string> {
    return {
      DATABASE_URL: databaseUrl(database),
      DATA_DIR: this.#folder,
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: process.env.TEST_LOG_LEVEL ?? 'error',
      LOG_FORMAT: 'json',
    };
  }
}
