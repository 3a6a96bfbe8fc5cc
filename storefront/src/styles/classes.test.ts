import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { compile } from 'tailwindcss';
import { expect, it } from 'vitest';

const folder = import.meta.dirname;
const { resolve: find } = createRequire(import.meta.url);

/** Reads what a stylesheet imports: a file beside it, or Tailwind. */
async function loadStylesheet(id: string, base: string) {
  const path = id.startsWith('.') ? resolve(base, id) : find(`${id}/index.css`);
  return { path, base: dirname(path), content: readFileSync(path, 'utf8') };
}

/** What looks like a class of ours that gives a colour, a line or a form. */
const CLASS =
  /^(?:[\w[\]&()*:/.>-]+:)?(?:bg|text|border|outline|ring|fill|stroke|divide|shadow|rounded)-[\w[\]().%/,-]+$/;

function used(): Set<string> {
  const files = readdirSync(`${folder}/..`, { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((name) => /\.tsx$/.test(name))
    .map((name) => readFileSync(`${folder}/../${name}`, 'utf8'));
  const words = sources.flatMap((text) => text.split(/[\s"'`{}]+/));
  return new Set(words.filter((word) => CLASS.test(word)));
}

it('every class that a page wears is one that there is', async () => {
  const { build } = await compile(readFileSync(`${folder}/app.css`, 'utf8'), {
    base: folder,
    loadStylesheet,
  });
  const candidates = [...used()];
  expect(candidates.length).toBeGreaterThan(50);
  const made = new Set(
    [...build(candidates).matchAll(/\.((?:\\.|[\w-])+)/g)].map(([, name]) => name?.replace(/\\(.)/g, '$1')),
  );
  expect(candidates.filter((candidate) => !made.has(candidate))).toEqual([]);
});
