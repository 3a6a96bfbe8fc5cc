import { execFile } from 'node:child_process';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const outDir = 'dist-crash';
/** This file runs as a source (in vitest) and as what is built of it. */
const top = dirname(dirname(import.meta.dirname));
const isBuilt = basename(top).startsWith(outDir);
const server = isBuilt ? dirname(top) : top;
/** The program, the sandboxes and this harness, compiled: what the shop's processes run. */
export const built = isBuilt ? top : join(server, outDir);

/** Compiles what has changed. */
export async function buildHarness(): Promise<void> {
  const tsc = join(server, '..', 'node_modules', '.bin', 'tsc');
  await promisify(execFile)(tsc, ['-p', join(server, 'tsconfig.crash.json')]);
}
