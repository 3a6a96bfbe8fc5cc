import type { Plugin } from 'vite';

const GENERATED = /\/src\/generated\/graphql\.ts$/;
const PART = '?operation=';
const DECLARATION = /^export const (\w+) = .*$/gm;

function declarations(source: string): Map<string, string> {
  return new Map([...source.matchAll(DECLARATION)].map(([line, name = '']) => [name, line]));
}

/** One declaration as a module of its own; a hook takes its document from the document's module. */
function partModule(file: string, name: string, line: string): string {
  const document = /\b(\w+Document)\b/.exec(line.replace(/^export const \w+/, ''))?.[1];
  const imports = [
    line.includes('Apollo.') ? "import * as Apollo from '@apollo/client/react';" : '',
    document && document !== name ? `import { ${document} } from '${file}${PART}${document}';` : '',
  ];
  return [...imports, line].join('\n');
}

/**
 * Cuts the generated documents and hooks into a module each, so that a page fetches only those it uses: a bundler
 * moves whole modules between files, never parts of one. In development the file is served as it is.
 */
export function splitOperations(): Plugin {
  const parts = new Map<string, string>();
  return {
    name: 'tribi-split-operations',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (parts.has(id) ? { id, moduleSideEffects: false } : null),
    load: (id) => parts.get(id) ?? null,
    transform(source, id) {
      if (!GENERATED.test(id)) return null;
      const names = [...declarations(source)];
      for (const [name, line] of names) parts.set(`${id}${PART}${name}`, partModule(id, name, line));
      const exports = names.map(([name]) => `export { ${name} } from '${id}${PART}${name}';`);
      return { code: exports.join('\n'), moduleSideEffects: false, map: null };
    },
  };
}
