import { chmod, mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { claim } from './exclusive.ts';
import { ensurePostgres } from './postgres.ts';
import { runningPostmaster } from './postmaster.ts';
import { reset } from './reset.ts';
import { readSettings } from './settings.ts';
import { launcherLock } from './shop.ts';
import { removeFolder, tempFolder } from './testing.ts';

let root: string;
const yes = async () => true;

beforeAll(async () => {
  root = await tempFolder();
});

afterAll(() => removeFolder(root));

async function resetIn(dataDir: string, environment: Record<string, string> = {}, confirm = yes) {
  const said: string[] = [];
  const settings = await readSettings(root, { DATA_DIR: dataDir, ...environment });
  await reset({ settings, log: (line) => void said.push(line), confirm });
  return said;
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

it('stops PostgreSQL and deletes the data, wherever it lies', async () => {
  // Closed to PostgreSQL's user when tests run as root: the database then lies elsewhere.
  const closed = join(root, 'closed');
  await mkdir(closed);
  await chmod(closed, 0o700);
  const dataDir = join(closed, '.data');
  const postgres = await ensurePostgres({ dataDir });
  const isOutside = dirname(postgres.pgdata) !== dataDir;
  expect(isOutside).toBe(process.getuid?.() === 0);

  expect(await resetIn(dataDir, {}, async () => false)).toEqual(['nothing was deleted']);
  expect(await runningPostmaster(postgres.pgdata)).toBeDefined();
  const lock = await claim(launcherLock(dataDir));
  await expect(resetIn(dataDir)).rejects.toMatchObject({ code: 'REFUSED' });
  await lock?.release();
  await expect(resetIn(dataDir, { ENVIRONMENT: 'production' })).rejects.toMatchObject({ code: 'REFUSED' });
  expect(await exists(postgres.pgdata)).toBe(true);

  expect(await resetIn(dataDir)).toContainEqual(expect.stringContaining(`deleted ${dataDir}`));
  expect(await exists(dataDir)).toBe(false);
  expect(await exists(postgres.pgdata)).toBe(false);
  if (isOutside) expect(await exists(dirname(postgres.pgdata))).toBe(false);
  expect(await resetIn(dataDir)).toEqual([expect.stringContaining('nothing to do')]);
});

it('does not delete folders that are not its own', async () => {
  const photos = join(root, 'photos');
  await mkdir(photos);
  await writeFile(join(photos, 'holiday.jpg'), '');
  const others = join(root, 'other-program');
  await mkdir(join(others, 'pgdata'), { recursive: true });
  for (const wrong of [photos, others, root, '/']) {
    await expect(resetIn(wrong)).rejects.toMatchObject({ code: 'REFUSED' });
  }
  expect(await readdir(photos)).toEqual(['holiday.jpg']);
  expect(await readdir(others)).toEqual(['pgdata']);
});
