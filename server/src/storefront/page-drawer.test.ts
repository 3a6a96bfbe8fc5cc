import { describe, expect, it } from 'vitest';
import type { BuiltStorefront, DrawnPage, PageRequest } from './built-storefront.ts';
import { PageDrawer } from './page-drawer.ts';

const document =
  '<!doctype html>\n<html lang="en">\n<head><title>Tribi</title></head><body><div id="root"></div></body></html>';
const drawn: DrawnPage = {
  status: 404,
  locale: 'es',
  theme: 'dark',
  head: '<title>Aquí $& no</title>',
  body: '<p>$1</p>',
  handover: '<script id="handover" type="application/json">{}</script>',
  files: ['home.tsx'],
};

function drawerOf(renderPage: (request: PageRequest) => Promise<DrawnPage>): PageDrawer {
  const storefront: BuiltStorefront = {
    document,
    preloads: (files) => `<link href="${files.join()}">`,
    drawing: {
      languageToGoTo: () => null,
      inLocale: (_locale, path) => path,
      localeOf: (path) => (path.startsWith('/es') ? 'es' : 'en'),
      themeOf: (cookies) => (cookies.includes('tribi_theme=dark') ? 'dark' : 'system'),
      isPage: () => true,
      sitePaths: async () => [],
      renderPage,
      shareFacts: async () => null,
      outlineFile: () => '',
      flagFile: () => '',
      drawWorld: async () => '',
      drawRegion: async () => null,
    },
  };
  return new PageDrawer(storefront);
}

const request = { url: '/es/x', origin: 'https://tribi.example', languages: [], cookies: '', fetch };

describe('a page', () => {
  it('is drawn into the document, with its language, its light and what the browser needs', async () => {
    const page = await drawerOf(async () => drawn).draw(request);
    expect(page.status).toBe(404);
    expect(page.html).toBe(
      '<!doctype html>\n<html lang="es" data-theme="dark">\n<head><title>Aquí $& no</title><link href="home.tsx"></head>' +
        '<body><div id="root"><p>$1</p></div><script id="handover" type="application/json">{}</script></body></html>',
    );
  });

  it('that cannot be drawn is left to the browser, in its language and its light', async () => {
    const broken = new Error('broken');
    const drawer = drawerOf(async () => Promise.reject(broken));
    const page = await drawer.draw({ ...request, cookies: 'tribi_theme=dark' });
    expect(page).toEqual({
      status: 200,
      html: document.replace('lang="en"', 'lang="es" data-theme="dark"'),
      problem: broken,
    });
  });

  it('is left to the browser while many are drawn, and drawn again afterwards', async () => {
    const waiting: (() => void)[] = [];
    const drawer = drawerOf(() => new Promise((resolve) => waiting.push(() => resolve(drawn))));
    const many = Array.from({ length: 12 }, () => drawer.draw(request));
    const statuses = (await Promise.all(many.slice(8))).map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 200, 200]);
    for (const finish of waiting) finish();
    expect((await Promise.all(many.slice(0, 8))).every(({ status }) => status === 404)).toBe(true);
    const next = drawer.draw(request);
    waiting.at(-1)?.();
    expect((await next).status).toBe(404);
  });
});
