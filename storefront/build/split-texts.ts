import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const PART = /\/i18n\/\w+\.json\?part=(first|more)$/;

/**
 * Cuts each language's texts in two: `en.json?part=more` has those of `later`, pages that are seldom the first that a
 * visitor sees, and `en.json?part=first` all others.
 */
export function splitTexts(later: readonly string[]): Plugin {
  return {
    name: 'tribi-split-texts',
    enforce: 'pre',
    load(id) {
      const part = PART.exec(id)?.[1];
      if (!part) return null;
      const texts: object = JSON.parse(readFileSync(id.replace(/\?.*$/, ''), 'utf8'));
      const wanted = Object.entries(texts).filter(([name]) => later.includes(name) === (part === 'more'));
      return { code: `export default ${JSON.stringify(Object.fromEntries(wanted))}`, moduleType: 'js' };
    },
  };
}
