import pg from 'pg';

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

const listeners = new Set<(text: string) => void>();
const original = Reflect.get(pg.Client.prototype, 'query') as Query;

/** What the program's own connections call themselves; the job runner's, the sandboxes' and the tests' do not. */
const program = 'tribi';
const isProgram = (client: pg.Client): boolean =>
  Reflect.get(Object(Reflect.get(client, 'connectionParameters')), 'application_name') === program;

/** Every statement this process sends passes here, whichever library sends it. */
Reflect.set(pg.Client.prototype, 'query', function counted(this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : String(Reflect.get(Object(first), 'text') ?? '');
  if (isProgram(this)) for (const listener of listeners) listener(text);
  return original.apply(this, args);
});

/** The statements sent while `work` ran, by requests and jobs. */
export async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const listener = (text: string) => {
    if (text) seen.push(text);
  };
  listeners.add(listener);
  try {
    await work();
  } finally {
    listeners.delete(listener);
  }
  return seen;
}
