import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { errorCode, LauncherError } from './launcher-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the launcher itself has to know. The app and the sandboxes parse their own settings. */
export interface LauncherSettings {
  readonly root: string;
  readonly dataDir: string;
  readonly port: number;
  readonly host: string | undefined;
  readonly isProduction: boolean;
  /** How long the app may take to stop. */
  readonly stopMs: number;
  /** A PostgreSQL of the operator's own; undefined: the one in the data folder. */
  readonly databaseUrl: string | undefined;
  readonly sandboxDatabaseUrl: string | undefined;
  /** Which outside services have no settings and are played by the sandboxes. */
  readonly sandboxed: { readonly stripe: boolean; readonly suppliers: boolean; readonly mail: boolean };
  /** Everything, `.env` included, for the processes that are started. */
  readonly environment: Environment;
}

/** Whether the sandboxes have to run. In production never: the app refuses to start with one. */
export function needsSandboxes({ isProduction, sandboxed }: LauncherSettings): boolean {
  return !isProduction && (sandboxed.stripe || sandboxed.suppliers || sandboxed.mail);
}

/**
 * Reads `<root>/.env`, if there is one, under the real environment. An empty value means unset, as in
 * `.env.example`. @throws LauncherError SETTING_INVALID
 */
export async function readSettings(root: string, given: Environment): Promise<LauncherSettings> {
  const environment = { ...(await readEnvFile(root)), ...given };
  const value = (name: string) => environment[name]?.trim() || undefined;
  return {
    root,
    dataDir: resolve(root, value('DATA_DIR') ?? '.data'),
    port: parsePort(value('PORT') ?? '4000'),
    host: value('HOST'),
    isProduction: value('ENVIRONMENT') === 'production',
    stopMs: seconds(value('STOP_DELAY_SECONDS'), 0) + seconds(value('STOP_TIMEOUT_SECONDS'), 10),
    databaseUrl: value('DATABASE_URL'),
    sandboxDatabaseUrl: value('SANDBOX_DATABASE_URL'),
    sandboxed: {
      stripe: value('STRIPE_SECRET_KEY') === undefined,
      suppliers: value('CONNECTED_YOU_API_KEY') === undefined,
      mail: value('SMTP_HOST') === undefined,
    },
    environment,
  };
}

async function readEnvFile(root: string): Promise<Environment> {
  const path = join(root, '.env');
  try {
    return parseEnv(await readFile(path, 'utf8'));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return {};
    throw new LauncherError(
      'SETTING_INVALID',
      `The file ${path} cannot be read. Make it readable, or remove it.`,
      {
        cause: error,
      },
    );
  }
}

/** In milliseconds. What is wrong with it is the app's to say. */
function seconds(text: string | undefined, fallback: number): number {
  const value = Number(text ?? fallback);
  return (Number.isFinite(value) && value >= 0 ? value : fallback) * 1000;
}

function parsePort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new LauncherError('SETTING_INVALID', `PORT is "${text}"; it has to be a number from 1 to 65535.`);
}
