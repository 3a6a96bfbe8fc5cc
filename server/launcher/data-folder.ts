import { chmod, mkdir, realpath } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { errorCode, explainFileError } from './launcher-error.ts';

/**
 * Makes the shop's data folder where it is missing and gives its real path. Secrets are kept in it, so a new
 * one is closed to others; where root made it, PostgreSQL's user can still pass through. `isOpened` lets that
 * user through a folder of root's that is there already (a test's temporary folder, mode 700).
 *
 * @throws LauncherError DATA_FOLDER_NOT_WRITABLE, DISK_FULL
 */
export async function openDataFolder(path: string, isOpened = false): Promise<string> {
  const dataDir = resolve(path);
  try {
    const isRoot = process.getuid?.() === 0;
    if ((await makeFolder(dataDir)) || (isRoot && isOpened)) await chmod(dataDir, isRoot ? 0o711 : 0o700);
    return await realpath(dataDir);
  } catch (error) {
    throw explainFileError(error, dataDir);
  }
}

/**
 * Makes a folder and those above it; true when it was not there. Not `mkdir(…, { recursive: true })`: on file
 * systems that answer ENOENT where they allow no new folders (/proc, for one) that never ends.
 */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'EEXIST') return false;
    if (code !== 'ENOENT' || dirname(path) === path || !(await makeFolder(dirname(path)))) throw error;
    await mkdir(path);
    return true;
  }
}
