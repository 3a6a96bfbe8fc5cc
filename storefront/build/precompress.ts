import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const TEXT = /\.(js|css|svg|html|json|webmanifest)$/;
/** Below this a packet holds it anyway. */
const WORTHWHILE_BYTES = 1024;

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);

/** Writes each text file of a build once more in brotli and gzip: the server sends those, and never compresses them. */
export function precompress(): Plugin {
  return {
    name: 'tribi-precompress',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir }) {
      if (!dir) return;
      const names = await readdir(dir, { recursive: true });
      await Promise.all(names.filter((name) => TEXT.test(name)).map((name) => compressFile(join(dir, name))));
    },
  };
}

async function compressFile(path: string): Promise<void> {
  if ((await stat(path)).size < WORTHWHILE_BYTES) return;
  const text = await readFile(path);
  const params = {
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: text.length,
  };
  await Promise.all([
    toBrotli(text, { params }).then((packed) => writeFile(`${path}.br`, packed)),
    toGzip(text, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
  ]);
}
