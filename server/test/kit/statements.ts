import pg from 'pg';

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/** A statement on its way to PostgreSQL. */
export interface SentStatement {
  text: string;
  database: string;
}

/** Sees each statement, and may hold it back until a promise is kept. */
export type Watcher = (statement: SentStatement) => Promise<void> | undefined;

const watchers = new Set<Watcher>();
/** Until when a connection holds a statement: what is sent after it waits as well, or it would overtake. */
const heldUntil = new WeakMap<pg.Client, Promise<unknown>>();
const original = Reflect.get(pg.Client.prototype, 'query') as Query;

/** What the program's own connections call themselves; the job runner's, the sandboxes' and the tests' do not. */
export const program = 'tribi';

/** Every statement this process sends passes here, whichever library sends it. */
Reflect.set(pg.Client.prototype, 'query', function watched(this: pg.Client, ...args: unknown[]) {
  const statement = watchers.size > 0 ? statementOf(this, args[0]) : null;
  if (!statement) return original.apply(this, args);
  const holds: Promise<unknown>[] = [...watchers].flatMap((watcher) => watcher(statement) ?? []);
  const earlier = heldUntil.get(this);
  if (holds.length === 0 && !earlier) return original.apply(this, args);
  const until = Promise.all([earlier, ...holds]);
  heldUntil.set(this, until);
  const held = until.then(() => {
    if (heldUntil.get(this) === until) heldUntil.delete(this);
    return original.apply(this, args);
  });
  if (typeof args.at(-1) !== 'function') return held;
  held.catch(() => undefined);
});

function statementOf(client: pg.Client, first: unknown): SentStatement | null {
  const parameters = Object(Reflect.get(client, 'connectionParameters'));
  if (Reflect.get(parameters, 'application_name') !== program) return null;
  const text = typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text') ?? '');
  return text ? { text, database: String(Reflect.get(parameters, 'database')) } : null;
}

/** Lets `watcher` see the program's statements until the returned function is called. */
export function watchStatements(watcher: Watcher): () => void {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

/** The statements sent while `work` ran, by requests and jobs. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const stop = watchStatements(({ text }) => {
    seen.push(text);
    return undefined;
  });
  try {
    await work();
  } finally {
    stop();
  }
  return seen;
}
