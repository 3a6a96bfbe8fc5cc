import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../launcher/run-program.ts';
import { ensurePostgres, type Postgres } from '../launcher/postgres.ts';
import { builtProcesses } from '../launcher/processes.ts';
import { Child } from './child.ts';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const instrument = fileURLToPath(new URL('instrument.process.ts', import.meta.url));

/** A data folder of the measurement's own: a durable PostgreSQL, a seeded shop, running sandboxes. */
export interface Ground {
  readonly dataDir: string;
  readonly postgres: Postgres;
  readonly sandboxes: Child;
  /** Where the sandboxes send their webhooks, and so where the app has to listen. */
  readonly appPort: number;
  /** Starts the built app as `npm start` does; `isInstrumented` lets it be asked for statements and profiles. */
  startApp(options?: { isInstrumented?: boolean }): Promise<{ app: Child; url: string; readyMs: number }>;
  close(): Promise<void>;
}
