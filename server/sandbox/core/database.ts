import { setTimeout as delay } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import type { Log } from './log.ts';
import { schemaSql } from './schema.ts';

/** Any fixed number will do: it names "the process that owns this sandbox database" among advisory locks. */
const ownerLock = 7_241_001;
const ownerWaitMs = 5_000;

interface SandboxDatabase {
  readonly pool: Pool;
  close(): Promise<void>;
}

/**
 * Opens and migrates the sandboxes' database and becomes its one owner. Object locks and the webhook queue live in the
 * owner's memory, so a second process on the same database is refused (after a wait for a dying one to let go).
 */
export async function openSandboxDatabase(databaseUrl: string, log: Log): Promise<SandboxDatabase> {
  const owner = new OwnerConnection(databaseUrl, log);
  await owner.acquire();
  const pool = new Pool({ connectionString: databaseUrl, max: 10, application_name: 'tribi-sandbox' });
  // An idle connection that breaks (PostgreSQL restarts) is replaced on the next query; unhandled it would end us.
  pool.on('error', (error) => log(`a database connection broke: ${error.message}`));
  try {
    await pool.query(schemaSql);
  } catch (error) {
    await pool.end();
    await owner.release();
    throw error;
  }
  return {
    pool,
    async close() {
      await pool.end();
      await owner.release();
    },
  };
}

class OwnerConnection {
  readonly #databaseUrl: string;
  readonly #log: Log;
  #client: Client | null = null;
  #isReleased = false;
  #isRegaining = false;

  constructor(databaseUrl: string, log: Log) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
  }

  async acquire(): Promise<void> {
    const client = new Client({
      connectionString: this.#databaseUrl,
      application_name: 'tribi-sandbox-owner',
    });
    client.on('error', () => void this.#regain());
    await client.connect();
    const deadline = Date.now() + ownerWaitMs;
    for (;;) {
      const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
        ownerLock,
      ]);
      if (rows[0]?.held) break;
      if (Date.now() > deadline) {
        await client.end();
        throw new Error(
          'Another sandbox process uses this database. Stop it, or give this one a database of its own.',
        );
      }
      await delay(50);
    }
    this.#client = client;
  }

  async release(): Promise<void> {
    this.#isReleased = true;
    await this.#client?.end().catch(() => undefined);
  }

  /** PostgreSQL went away under us: take the lock again as soon as it is back. */
  async #regain(): Promise<void> {
    if (this.#isRegaining) return;
    this.#isRegaining = true;
    this.#client = null;
    while (!this.#isReleased) {
      await delay(500, undefined, { ref: false });
      try {
        await this.acquire();
        this.#isRegaining = false;
        if (this.#isReleased) await this.release();
        return;
      } catch (error) {
        this.#log(`waiting for the database: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  }
}
