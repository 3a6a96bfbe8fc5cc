import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './shop.ts';

const file = join(root, 'docs', 'performance.md');
/** What stands before it is written by `npm run bench`, what follows by `npm run bench:web`. */
const boundary = '\n<!-- Below: npm run bench:web -->\n\n';

/** Writes one measurement's part of docs/performance.md and leaves the other's as it is. */
export async function writePart(part: 'server' | 'pages', text: string): Promise<void> {
  const [server = '', pages = ''] = (await readFile(file, 'utf8')).split(boundary);
  await writeFile(file, part === 'server' ? text + boundary + pages : server + boundary + text);
}
