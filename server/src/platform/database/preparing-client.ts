import { Writable } from 'node:stream';
import pg from 'pg';
import { sha256 } from '../security/secrets.ts';

/** Each prepared statement costs PostgreSQL memory on every connection; what comes later is sent as it is. */
const maxPrepared = 200;

const names = new Map<string, string>();
/** Grows when a table changes under us: all statements then go by new names. */
let generation = 0;

/** The name that a text is prepared under, the same on every connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxPrepared) return known;
  const name = `tribi_${generation}_${sha256(text).slice(0, 32)}`;
  names.set(text, name);
  return name;
}

/**
 * Whether a statement failed because its table has changed since it was prepared: `select x.*` of before a migration
 * that another process has made. The transaction that it was in, if any, is lost.
 */
export function isStalePlan(error: unknown): boolean {
  for (let current = error; current instanceof Error; current = current.cause)
    if (
      Reflect.get(current, 'code') === '0A000' &&
      Reflect.get(current, 'routine') === 'RevalidateCachedQuery'
    )
      return true;
  return false;
}

/** Prepares every statement anew, under other names; those that failed at once do so once. */
function forgetStale(text: string, name: string): void {
  if (names.get(text) !== name) return;
  generation += 1;
  names.clear();
}

const begin = 'begin';

/** What PostgreSQL answers to a statement that ends or begins a transaction. */
const nothing = (command: string) => ({ command, rowCount: null, oid: null, fields: [], rows: [] });

function streamOf(client: pg.Client): Writable | undefined {
  const { stream } = Object(Reflect.get(client, 'connection'));
  return stream instanceof Writable ? stream : undefined;
}

/**
 * A connection that keeps statements with parameters prepared: PostgreSQL then parses and plans each of them
 * once a connection and not once a call, and planning is the larger half of a short statement. After five
 * calls it may settle for a plan that fits any values, so a statement has to be good under that plan too. A statement
 * whose table has changed meanwhile is prepared and sent once more, unless it has cost its transaction already.
 *
 * `begin` waits for the first statement of its transaction and goes in one packet with it: a way to the database and back
 * less for each transaction. One that ends without a statement is never heard of.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    // What is sent without waiting for an answer goes at once.
    Reflect.set(this, 'pipeline', true);
    const sendNow = (...call: unknown[]): unknown => Reflect.apply(pg.Client.prototype.query, this, call);
    /** Whether a transaction was begun of which PostgreSQL knows nothing yet. */
    let isBegun = false;
    const send = (...call: unknown[]): unknown => {
      if (!isBegun) return sendNow(...call);
      isBegun = false;
      const stream = streamOf(this);
      stream?.cork();
      try {
        // It fails only with its connection, and the statement with it.
        Promise.resolve(sendNow(begin)).catch(() => undefined);
        return sendNow(...call);
      } finally {
        stream?.uncork();
      }
    };
    const query = (text: unknown, values: unknown, ...rest: unknown[]): unknown => {
      if (text === begin && rest.length === 0 && !isBegun) {
        isBegun = true;
        return Promise.resolve(nothing('BEGIN'));
      }
      if (isBegun && (text === 'commit' || text === 'rollback')) {
        isBegun = false;
        return Promise.resolve(nothing(text.toUpperCase()));
      }
      const isRepeated = typeof text === 'string' && this.isRepeated(text, values);
      const name = isRepeated ? nameOf(text) : undefined;
      if (!isRepeated || name === undefined) return send(text, values, ...rest);
      const answer = send({ name, text, values }, ...rest);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((error: unknown) => {
        if (!isStalePlan(error)) throw error;
        forgetStale(text, name);
        if (this.getTransactionStatus() !== 'I') throw error;
        return query(text, values);
      });
    };
    Object.defineProperty(this, 'query', { value: query, configurable: true });
  }

  /** Whether a text will be sent again as it is: one that has its values written into it will not. */
  protected isRepeated(_text: string, values: unknown): boolean {
    return Array.isArray(values) && values.length > 0;
  }
}
