import { createRequire } from 'node:module';

/** One statement as it went to PostgreSQL, with the connection it went over. */
export interface SentStatement {
  /** The connection's application_name: `tribi` for requests, `tribi-jobs` for the job runner. */
  connection: string;
  text: string;
  values: unknown[];
  /** Set for a statement that PostgreSQL keeps prepared. */
  name: string | undefined;
}

/** Tells of every statement this process sends, whichever library sends it. */
export function onStatement(listener: (statement: SentStatement) => void): void {
  const here = createRequire(import.meta.url);
  const orm = createRequire(here.resolve('@mikro-orm/postgresql'));
  const copies = new Set([here('pg'), orm('pg')].map((pg) => pg.Client.prototype));
  for (const prototype of copies) {
    const original = prototype.query;
    prototype.query = function logged(
      this: { connectionParameters?: { application_name?: string } },
      ...args: unknown[]
    ) {
      const [first, second] = args;
      const config = typeof first === 'string' ? { text: first } : Object(first);
      if (typeof config.text === 'string') {
        listener({
          connection: this.connectionParameters?.application_name ?? '',
          text: config.text,
          values: Array.isArray(second) ? second : (config.values ?? []),
          name: config.name,
        });
      }
      return original.apply(this, args);
    };
  }
}
