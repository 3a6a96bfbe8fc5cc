import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const record = z.object({ pgdata: z.string().optional() });

/**
 * Where what is kept lies: the data folder, and the folder of the database where `npm start` had to put it elsewhere,
 * as its note in the data folder says.
 */
export async function dataFolders(dataDir: string): Promise<string[]> {
  try {
    const { pgdata } = record.parse(JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8')));
    return pgdata === undefined ? [dataDir] : [dataDir, pgdata];
  } catch {
    // No note, or none of ours: the database is somebody else's to look after.
    return [dataDir];
  }
}
