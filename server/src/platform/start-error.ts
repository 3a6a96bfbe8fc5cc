import { sqlState } from './database/transaction.ts';

type Env = Record<string, string | undefined>;

const bySqlState: Record<string, string> = {
  '28P01': 'The database refused the password in DATABASE_URL. Check the user and password.',
  '28000': 'The database refused the user in DATABASE_URL. Check the user and its rights (pg_hba.conf).',
  '3D000':
    'The database named in DATABASE_URL does not exist. Create it (createdb tribi), or check the name.',
  '42501': 'The database user may not create tables. Grant it CREATE on the database.',
  '53100': 'The disk of the database is full. Make room and start again; nothing was lost.',
  '53300': 'The database has no connection left. Raise its max_connections, or lower DATABASE_POOL_SIZE.',
};

const bySystemCode: Record<string, (env: Env, error: Error) => string> = {
  EADDRINUSE: (env, error) => {
    const { port, name } = portOf(env, error);
    return `Port ${port} (${name}) is taken by another program. Stop it, or choose another: ${name}=${port + 1}`;
  },
  EACCES: (env, error) => {
    const { port, name } = portOf(env, error);
    return `Port ${port} (${name}) may not be used by this user. Choose one above 1023: ${name}=${port + 4000}`;
  },
  ECONNREFUSED: (env) =>
    `No database answers at ${hostOf(env.DATABASE_URL)}. Is it running, and is DATABASE_URL right?`,
  ENOTFOUND: (env) => `The database host ${hostOf(env.DATABASE_URL)} is not known. Check DATABASE_URL.`,
  EAI_AGAIN: (env) =>
    `The database host ${hostOf(env.DATABASE_URL)} cannot be looked up. Check DATABASE_URL and the network.`,
  ETIMEDOUT: (env) =>
    `The database at ${hostOf(env.DATABASE_URL)} does not answer. Check DATABASE_URL and the firewall.`,
  ENOSPC: () => 'The disk is full. Make room and start again; nothing was lost.',
};

/** What went wrong at the start and what to do, without secrets. */
export function explainStartError(error: unknown, env: Env): string {
  const state = sqlState(error);
  const known = state ? bySqlState[state] : undefined;
  if (known) return known;
  for (let current = error; current instanceof Error; current = current.cause ?? firstOf(current)) {
    const code: unknown = Reflect.get(current, 'code');
    const explain = typeof code === 'string' ? bySystemCode[code] : undefined;
    if (explain) return explain(env, current);
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** Host names with several addresses fail with one error for each. */
const firstOf = (error: Error): unknown => (error instanceof AggregateError ? error.errors[0] : undefined);

/** The port that could not be had, and the setting that asked for it. */
function portOf({ PORT, WORK_PORT }: Env, error: Error): { port: number; name: 'PORT' | 'WORK_PORT' } {
  const told: unknown = Reflect.get(error, 'port');
  const port = typeof told === 'number' ? told : Number(PORT || 4000);
  return { port, name: Number(PORT || 4000) !== port && Number(WORK_PORT) === port ? 'WORK_PORT' : 'PORT' };
}

function hostOf(url: string | undefined): string {
  try {
    return new URL(url ?? '').host;
  } catch {
    return 'DATABASE_URL';
  }
}
