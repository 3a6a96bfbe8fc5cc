import pg from 'pg';
import { sha256 } from '../security/secrets.ts';

/** Each prepared statement costs PostgreSQL memory on every connection; what comes later is sent as it is. */
const maxPrepared = 200;

const names = new Map<string, string>();

/** The name that a text is prepared under, the same on every connection. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxPrepared) return known;
  const name = `tribi_${sha256(text).slice(0, 32)}`;
  names.set(text, name);
  return name;
}

/**
 * A connection that keeps statements with parameters prepared: PostgreSQL then parses and plans each of them
 * once a connection and not once a call, and planning is the larger half of a short statement. After five
 * calls it may settle for a plan that fits any values, so a statement has to be good under that plan too.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super(config);
    const send = (...call: unknown[]): unknown => Reflect.apply(pg.Client.prototype.query, this, call);
    const query = (text: unknown, values: unknown, ...rest: unknown[]): unknown => {
      const isRepeated = typeof text === 'string' && this.isRepeated(text, values);
      const name = isRepeated ? nameOf(text) : undefined;
      return name === undefined ? send(text, values, ...rest) : send({ name, text, values }, ...rest);
    };
    Object.defineProperty(this, 'query', { value: query, configurable: true });
  }

  /** Whether a text will be sent again as it is: one that has its values written into it will not. */
  protected isRepeated(_text: string, values: unknown): boolean {
    return Array.isArray(values) && values.length > 0;
  }
}
