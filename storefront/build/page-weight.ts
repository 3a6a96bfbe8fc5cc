import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

const KILO = 1000;

type Bundle = Rolldown.OutputBundle;

/** The chunks a browser fetches for a page: the entry, the page, and all that they import at once. */
export function closure(bundle: Bundle, roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    const chunk = bundle[name];
    if (chunk?.type !== 'chunk' || found.has(name)) return;
    found.add(name);
    for (const imported of chunk.imports) visit(imported);
  };
  for (const root of roots) visit(root);
  return found;
}

export function rootsOf(bundle: Bundle, modules: readonly string[]): string[] {
  return Object.values(bundle).flatMap((chunk) =>
    chunk.type === 'chunk' &&
    (chunk.isEntry || modules.some((module) => chunk.facadeModuleId?.endsWith(module)))
      ? [chunk.fileName]
      : [],
  );
}

/**
 * Prints how much script (gzip) the first view of a page takes, and fails the build when it is more than `limitKb`.
 * `modules` are what the page loads beside the entry: the page itself and the texts of one language.
 */
export function pageWeight(page: string, modules: readonly string[], limitKb: number): Plugin {
  return {
    name: 'tribi-page-weight',
    applyToEnvironment: ({ name }) => name === 'client',
    writeBundle(_options, bundle) {
      const roots = rootsOf(bundle, modules);
      const sizes = [...closure(bundle, roots)].map((name) => {
        const chunk = bundle[name];
        return chunk?.type === 'chunk' ? gzipSync(chunk.code).length : 0;
      });
      const weight = sizes.reduce((sum, size) => sum + size, 0) / KILO;
      this.info(`${page}: ${weight.toFixed(1)} kB of script (gzip), at most ${limitKb}`);
      if (roots.length <= modules.length) this.error(`${page}: not all of its modules were found`);
      if (weight > limitKb) this.error(`${page}: more script than allowed`);
    },
  };
}
