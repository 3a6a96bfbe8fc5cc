import { randomBytes, randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { errorCode } from './launcher-error.ts';

/** What the data folder remembers about its database. The file is for its owner only: it holds the password. */
export interface PostgresRecord {
  readonly id: string;
  readonly port: number;
  readonly password: string;
  /** Where the database lies, when it is not `<dataDir>/pgdata`. */
  readonly pgdata?: string | undefined;
}

const recordFile = 'postgres.json';

const recordShape = z.object({
  id: z.string().min(1),
  port: z.number().int().positive(),
  password: z.string().min(1),
  pgdata: z.string().optional(),
});

/** The record of a data folder; undefined when there is none or it is not readable as one. */
export async function readRecord(dataDir: string): Promise<PostgresRecord | undefined> {
  try {
    const text = await readFile(join(dataDir, recordFile), 'utf8');
    return recordShape.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** A record with a new identity and password. Both are random; nothing about them is configurable. */
export function newRecord(port: number): PostgresRecord {
  return { id: randomUUID(), port, password: randomBytes(24).toString('base64url') };
}

/** Writes the record so that a crash leaves the old one or the new one, mode 600. */
export async function writeRecord(dataDir: string, record: PostgresRecord): Promise<void> {
  const path = join(dataDir, recordFile);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(`${JSON.stringify(record, null, 2)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
}

/** Forgets the database: the next start makes a new one. */
export async function deleteRecord(dataDir: string): Promise<void> {
  await rm(join(dataDir, recordFile), { force: true });
}
