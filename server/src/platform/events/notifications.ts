import { EventEmitter } from 'node:events';
import { sql } from 'kysely';
import pg from 'pg';
import type { EntityManager } from '../database/orm.ts';
import type { Logger } from '../logging/logger.ts';

/** Topics that processes tell each other of. Each carries one id, never data: the listener reads the truth. */
export type Topic = 'order' | 'session-end' | 'stock-alert' | 'staff-alert';

const channel = 'tribi_events';
const reconnectDelayMs = 500;

/**
 * Events between processes over PostgreSQL's LISTEN/NOTIFY. A notice is part of the transaction that sends
 * it and arrives only when that commits. One connection listens for the whole process; after it was lost,
 * listeners get a `resync`, because notices may have been missed.
 */
export class Notifications {
  readonly #url: string;
  readonly #log: Logger;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | null = null;
  #isClosed = false;
  #isListening = false;
  #retry: NodeJS.Timeout | undefined;

  constructor(url: string, log: Logger) {
    this.#url = url;
    this.#log = log;
  }

  /** Sends with the transaction of `em`, or at once when there is none. */
  async notify(em: EntityManager, topic: Topic, id: string): Promise<void> {
    await sql`select pg_notify(${channel}, ${`${topic} ${id}`})`.execute(em.getKysely());
  }

  async start(): Promise<void> {
    await this.#connect();
  }

  /** Whether notices arrive now; while they do not, listeners are told nothing and read anew later. */
  get isListening(): boolean {
    return this.#isListening;
  }

  /** Calls back with the id of each notice, or null when notices may have been missed. Returns how to stop. */
  listen(topic: Topic, callback: (id: string | null) => void): () => void {
    const listener = (id: string) => callback(id);
    const missed = () => callback(null);
    this.#emitter.on(topic, listener).on('resync', missed);
    return () => {
      this.#emitter.off(topic, listener).off('resync', missed);
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      application_name: 'tribi-events',
      keepAlive: true,
    });
    client.on('error', (error) => this.#log.warn({ error: error.message }, 'events_connection_error'));
    client.on('end', () => {
      if (this.#client === client) this.#isListening = false;
      this.#reconnectLater();
    });
    client.on('notification', ({ payload }) => this.#receive(payload ?? ''));
    this.#client = client;
    await client.connect();
    await client.query(`listen ${channel}`);
    this.#isListening = true;
  }

  #receive(payload: string): void {
    const space = payload.indexOf(' ');
    if (space > 0) this.#emitter.emit(payload.slice(0, space), payload.slice(space + 1));
  }

  #reconnectLater(): void {
    if (this.#isClosed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => {
      this.#connect().then(
        () => this.#emitter.emit('resync'),
        () => this.#reconnectLater(),
      );
    }, reconnectDelayMs);
  }
}
