import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from './launcher-error.ts';

const hashFile = '.build-hash';
const notSources = new Set(['node_modules', 'dist', 'e2e', 'test', 'bench', 'launcher', '.vite', 'coverage']);

/** One thing that is built, all paths from the repository's root. */
export interface BuildSources {
  /** Files and folders whose content decides; tests and build results in them do not count. */
  readonly sources: readonly string[];
  /** Where the result lies. The hash lies with it, so who deletes the one deletes the other. */
  readonly output: string;
}

/** A hash over names and contents. Times do not count: a fresh checkout of the same tree is the same build. */
export async function hashSources(root: string, sources: readonly string[]): Promise<string> {
  const files = (await Promise.all(sources.map((source) => listFiles(root, source)))).flat().sort();
  const hash = createHash('sha256');
  const digests = await Promise.all(
    files.map(async (file) =>
      createHash('sha256')
        .update(await readFile(join(root, file)))
        .digest('hex'),
    ),
  );
  for (const [index, file] of files.entries()) hash.update(`${file} ${digests[index]}\n`);
  return hash.digest('hex');
}

/** Whether the output was built from exactly these sources. */
export async function isFresh(root: string, build: BuildSources, hash: string): Promise<boolean> {
  const built = await readFile(join(root, build.output, hashFile), 'utf8').catch(() => '');
  return built.trim() === hash;
}

/** Forgets what the output was built from: a build that fails half-way leaves nothing that counts. */
export async function markStale(root: string, build: BuildSources): Promise<void> {
  await rm(join(root, build.output, hashFile), { force: true });
}

/** Remembers what the output was built from. `hash` is from before the build: a change during it counts. */
export async function markFresh(root: string, build: BuildSources, hash: string): Promise<void> {
  await writeFile(join(root, build.output, hashFile), `${hash}\n`);
}

async function listFiles(root: string, path: string): Promise<string[]> {
  try {
    const entries = await readdir(join(root, path), { withFileTypes: true });
    const lists = entries
      .filter((entry) => !notSources.has(entry.name) && !/\.test\.tsx?$/.test(entry.name))
      .map((entry) => {
        const inner = `${path}/${entry.name}`;
        return entry.isDirectory() ? listFiles(root, inner) : [inner];
      });
    return (await Promise.all(lists)).flat();
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return [path];
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
