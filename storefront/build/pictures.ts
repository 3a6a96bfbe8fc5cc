import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

/** Pictures found by name below one address that changes with their content, so that they may be cached for ever. */
export type PictureSet = { base: string; files: ReadonlyMap<string, string> };

const require = createRequire(import.meta.url);

function toSet(name: string, files: ReadonlyMap<string, string>): PictureSet {
  const hash = createHash('sha256');
  for (const [file, text] of files) hash.update(file).update(text);
  return { base: `/assets/${name}-${hash.digest('hex').slice(0, 8)}/`, files };
}

/** Flags in 3:2 by upper-case ISO code, from `country-flag-icons`. */
export function flagPictures(): PictureSet {
  const folder = join(dirname(require.resolve('country-flag-icons/package.json')), '3x2');
  const names = readdirSync(folder).filter((name) => /^[A-Z]{2}\.svg$/.test(name));
  return toSet('flags', new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')])));
}

/** Outlines by upper-case ISO code; pages refer to their path, which takes the colour of the page. */
export function placePictures(): PictureSet {
  const source = readFileSync(new URL('../src/places/place-shapes.json', import.meta.url), 'utf8');
  const shapes: Record<string, string> = JSON.parse(source);
  const pictures = Object.entries(shapes)
    .filter(([, path]) => path !== '')
    .map(([code, path]): [string, string] => [
      `${code}.svg`,
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path id="place" fill-rule="evenodd" d="${path}"/></svg>`,
    ]);
  return toSet('places', new Map(pictures));
}

/** Serves the sets in development and writes them beside the other assets in a build. */
export function servePictures(sets: readonly PictureSet[]): Plugin {
  return {
    name: 'tribi-pictures',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0] ?? '';
        const set = sets.find(({ base }) => path.startsWith(base));
        const picture = set?.files.get(path.slice(set.base.length));
        if (picture === undefined) return next();
        response.setHeader('Content-Type', 'image/svg+xml').end(picture);
      });
    },
    generateBundle() {
      if (this.environment.name !== 'client') return;
      for (const { base, files } of sets) {
        for (const [name, source] of files) {
          this.emitFile({ type: 'asset', fileName: `${base.slice(1)}${name}`, source });
        }
      }
    },
  };
}
