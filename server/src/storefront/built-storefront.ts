import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';

/** What the storefront's build for the server gives (storefront/src/rendering/render-page.tsx). */
export interface PageDrawing {
  languageToGoTo(request: { url: string; languages: readonly string[]; cookies: string }): string | null;
  inLocale(locale: string, pathname: string): string;
  isPage(pathname: string): boolean;
  localeOf(pathname: string): string;
  themeOf(cookies: string): string;
  /** The paths that search engines should know, without their language. */
  sitePaths(ask: typeof fetch): Promise<string[]>;
  renderPage(request: PageRequest): Promise<DrawnPage>;
  /** What a share picture says; null where there is no such page or language. */
  shareFacts(ask: typeof fetch, page: SharePage, locale: string): Promise<ShareFacts | null>;
  /** Paths of pictures below the browser's files. */
  outlineFile(iso2: string): string;
  flagFile(iso2: string): string;
  /** Maps as SVG documents; null where none of the countries is on the map. */
  drawWorld(codes: readonly string[], colours: MapColours): Promise<string>;
  drawRegion(codes: readonly string[], colours: MapColours): Promise<string | null>;
}

/** The page that a share picture stands for; `code` as the address has it. */
export interface SharePage {
  kind: 'shop' | 'global' | 'esim' | 'region';
  code: string;
}

/** In words, and the countries to draw. */
export interface ShareFacts {
  title: string;
  detail: string;
  price: { from: string; amount: string } | null;
  codes: readonly string[];
}

export interface MapColours {
  land: string;
  covered: string;
}

export interface PageRequest {
  url: string;
  origin: string;
  languages: readonly string[];
  cookies: string;
  fetch: typeof fetch;
  signal: AbortSignal;
}

export interface DrawnPage {
  status: number;
  locale: string;
  theme: string;
  head: string;
  body: string;
  handover: string;
  files: readonly string[];
}

const manifestSchema = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.array(z.string()).default([]),
    css: z.array(z.string()).default([]),
    assets: z.array(z.string()).default([]),
    isEntry: z.boolean().default(false),
  }),
);
type Manifest = z.infer<typeof manifestSchema>;

/** The storefront as it was built: the program that draws its pages, its one document, and what each page is made of. */
export interface BuiltStorefront {
  drawing: PageDrawing;
  document: string;
  /**
   * Elements by which the browser fetches what these source files are made of: letters and styles at once, scripts once
   * the page is to be seen (storefront/src/start.ts).
   */
  preloads(files: readonly string[]): string;
}

/** The letters of both languages; what is rarer waits until a page needs it. */
const firstFonts = /-latin-wght-normal-[^/]+\.woff2$/;

/** @throws when the storefront is not built */
export async function loadBuiltStorefront(folder: string): Promise<BuiltStorefront> {
  const [drawing, document, manifest] = await Promise.all([
    import(pathToFileURL(join(folder, 'server', 'render-page.js')).href) as Promise<PageDrawing>,
    readFile(join(folder, 'browser', 'index.html'), 'utf8'),
    readFile(join(folder, 'browser', '.vite', 'manifest.json'), 'utf8'),
  ]);
  const parts = manifestSchema.parse(JSON.parse(manifest));
  const first = closure(
    parts,
    Object.keys(parts).filter((name) => parts[name]?.isEntry),
  );
  const fonts = [...first]
    .flatMap((name) => parts[name]?.assets ?? [])
    .filter((file) => firstFonts.test(file))
    .map((file) => `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${file}">`);
  return {
    drawing,
    document: readableFirst(await withStyle(document, join(folder, 'browser'))),
    preloads: (files) => {
      const names = closure(
        parts,
        ['main.tsx', ...files].map((file) => `src/${file}`),
      );
      const added = [...names].filter((name) => !first.has(name)).flatMap((name) => parts[name] ?? []);
      const scripts = added.map(({ file }) => `/${file}`);
      const styles = new Set(added.flatMap(({ css }) => css));
      return [
        ...fonts,
        `<meta name="tribi-scripts" content="${scripts.join(' ')}">`,
        ...[...styles].map((file) => `<link rel="stylesheet" crossorigin href="/${file}">`),
      ].join('');
    },
  };
}

/**
 * The style in the document itself: a page is readable a whole way to the server and back sooner, for some ten
 * kilobytes. Only the first page of a visit is a document.
 */
async function withStyle(document: string, folder: string): Promise<string> {
  const [link, file] = /<link rel="stylesheet"[^>]* href="\/(assets\/[^"]+\.css)"[^>]*>/.exec(document) ?? [];
  if (!link || !file) return document;
  const style = await readFile(join(folder, file), 'utf8');
  return document.replace(link, () => `<style>${style}</style>`);
}

/** The script comes after what is read: letters and pictures have the line first. */
const readableFirst = (document: string): string =>
  document
    .replaceAll('<script type="module"', '<script type="module" fetchpriority="low"')
    .replaceAll('<link rel="modulepreload"', '<link rel="modulepreload" fetchpriority="low"');

/** The parts and all that they import at once. */
function closure(parts: Manifest, roots: readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name) || !parts[name]) return;
    found.add(name);
    for (const imported of parts[name].imports) visit(imported);
  };
  for (const root of roots) visit(root);
  return found;
}
