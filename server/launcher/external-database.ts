import { errorCode, LauncherError } from './launcher-error.ts';
import { createDatabase, tryConnect } from './postgres-client.ts';

const whatToDo: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Nothing listens there. Is the server running, are host and port right?',
  ENOTFOUND: 'That host name is not known. Check its spelling.',
  EAI_AGAIN: 'That host name cannot be looked up now. Check it, and the network.',
  ETIMEDOUT: 'It does not answer. Check host, port and firewall.',
  EHOSTUNREACH: 'It cannot be reached from here. Check host, port and network.',
  ENETUNREACH: 'It cannot be reached from here. Check host, port and network.',
  '28P01': 'It refuses this user name and password. Check both.',
  '28000': 'It refuses this user or this way of connecting. Check the user and its pg_hba.conf.',
  '3D000': 'It has no database of this name. Create it: createdb tribi',
  '53300': 'It has no connection left. Close some, or raise its max_connections.',
  '57P03': 'It is starting up or shutting down. Try again in a moment.',
};

/**
 * Checks the operator's own database before anything is started on it.
 * @throws LauncherError DATABASE_UNREACHABLE; the message shows neither user nor password
 */
export async function checkDatabase(databaseUrl: string): Promise<void> {
  const where = withoutSecrets(databaseUrl);
  const problem = await tryConnect(databaseUrl);
  if (problem === undefined) return;
  const code = codeOf(problem);
  const hint = (code === undefined ? undefined : whatToDo[code]) ?? `The answer was: ${code ?? 'none'}.`;
  throw new LauncherError(
    'DATABASE_UNREACHABLE',
    `DATABASE_URL points to ${where}, and that does not work. ${hint}\n` +
      'Correct DATABASE_URL, or unset it (here and in .env): Tribi then runs a PostgreSQL of its own.',
    { cause: problem },
  );
}

/**
 * The sandboxes' database beside the operator's, made when missing.
 * @throws LauncherError DATABASE_UNREACHABLE when this user may not make one
 */
export async function sandboxDatabaseBeside(databaseUrl: string): Promise<string> {
  const name = 'tribi_sandbox';
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  try {
    await createDatabase(databaseUrl, name);
  } catch (error) {
    throw new LauncherError(
      'DATABASE_UNREACHABLE',
      `The sandboxes need a database ${name} on ${url.host}, and the user of DATABASE_URL may not make one.\n` +
        `Create it (createdb ${name}), set SANDBOX_DATABASE_URL to another, or set the keys of the real services.`,
      { cause: error },
    );
  }
  return url.href;
}

function withoutSecrets(databaseUrl: string): string {
  const url = URL.canParse(databaseUrl) ? new URL(databaseUrl) : undefined;
  if (url === undefined || url.hostname === '' || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw new LauncherError(
      'DATABASE_UNREACHABLE',
      'DATABASE_URL is not the address of a PostgreSQL. It looks like this:\n' +
        '  DATABASE_URL=postgresql://user:password@host:5432/tribi\n' +
        'Special characters in the password are percent-encoded. Unset it to use the built-in PostgreSQL.',
    );
  }
  return `${url.host}${url.pathname}`;
}

/** Host names with several addresses fail with one error for each. */
function codeOf(problem: unknown): string | undefined {
  const own = errorCode(problem);
  if (own !== undefined || !(problem instanceof AggregateError)) return own;
  return problem.errors.map(errorCode).find((code) => code !== undefined);
}
