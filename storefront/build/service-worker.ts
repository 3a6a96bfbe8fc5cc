import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Plugin } from 'vite';
import { closure, rootsOf } from './page-weight.ts';

/** The bare document under an address of its own: what the worker answers pages with while there is no line. */
const DOCUMENT = '/shell.html';

/**
 * Builds the service worker beside the site, as one plain script: modules in workers are not understood everywhere.
 * @param modules what must be there without a line, beside the entry
 */
export function serviceWorker(modules: readonly string[]): Plugin {
  return {
    name: 'tribi-service-worker',
    applyToEnvironment: ({ name }) => name === 'client',
    async writeBundle({ dir }, bundle) {
      if (!dir) return;
      const chunks = closure(bundle, rootsOf(bundle, modules));
      const always = Object.keys(bundle).filter((name) => /index-.*\.css$|-latin-wght-.*\.woff2$/.test(name));
      const files = [...chunks, ...always].map((name) => `/${name}`).toSorted();
      const document = await readFile(join(dir, 'index.html'), 'utf8');
      await writeFile(join(dir, DOCUMENT), document);
      const name = createHash('sha256').update(document).update(files.join()).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        logLevel: 'warn',
        define: { __RELEASE__: JSON.stringify({ name, document: DOCUMENT, files }) },
        build: {
          outDir: dir,
          emptyOutDir: false,
          copyPublicDir: false,
          target: 'es2022',
          rolldownOptions: {
            input: new URL('../worker/service-worker.ts', import.meta.url).pathname,
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      });
    },
  };
}
