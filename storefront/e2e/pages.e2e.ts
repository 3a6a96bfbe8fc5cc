import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { type BrowserKit, phone, startBrowser } from './kit/browser.ts';

let app: TestApp;
let browser: BrowserKit;
beforeAll(async () => {
  // A shop that answers nothing but its apps' own operations: whatever a page asks is one of them.
  [app, browser] = await Promise.all([startTestApp({ env: { PERSISTED_ONLY: 'true' } }), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Asks for an address as somebody without script does. */
async function read(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(app.url + path, {
    redirect: 'manual',
    headers: { accept: 'text/html', ...headers },
  });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

const attribute = (html: string, pattern: RegExp) => pattern.exec(html)?.[1];
const structuredData = (html: string) =>
  [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, json]) =>
    JSON.parse(json ?? ''),
  );

describe('a page for those who read without script', () => {
  it('lists the plans of a country with their prices and links', async () => {
    const { status, html } = await read('/esim/jp');
    expect(status).toBe(200);
    expect(html).toContain('<h1');
    expect(html.match(/href="\/plan\/[a-z0-9-]+"/g)?.length).toBeGreaterThan(10);
    expect(html).toMatch(/\$\d+\.\d\d/);
    expect(html).toContain('<html lang="en"');
  });

  it('says what it is to search engines and to those who show a link', async () => {
    const { html } = await read('/es/esim/jp?data=5');
    expect(attribute(html, /<title>(.*?)<\/title>/)).toMatch(/Japón/);
    expect(attribute(html, /<meta name="description" content="(.*?)"/)).toMatch(/Japón.*planes/);
    expect(attribute(html, /<link rel="canonical" href="(.*?)"/)).toMatch(/^http[^?]+\/es\/esim\/jp$/);
    expect(html).toMatch(/hrefLang="en" href="[^"]+[^s]\/esim\/jp"/i);
    expect(html).toMatch(/hrefLang="es" href="[^"]+\/es\/esim\/jp"/i);
    expect(attribute(html, /property="og:image" content="(.*?)"/)).toMatch(/\/share\/esim\/jp\.es\.png$/);
    expect(structuredData(html)).toEqual([
      expect.objectContaining({
        '@type': 'Product',
        offers: expect.objectContaining({ '@type': 'AggregateOffer', priceCurrency: 'USD' }),
      }),
      expect.objectContaining({ '@type': 'BreadcrumbList' }),
    ]);
  });

  it.each(['/esim/jp', '/region/europe', '/global'])(
    'tells machines what the plans of %s cost',
    async (path) => {
      const { html } = await read(`/es${path}`);
      const product = structuredData(html).find((facts) => facts['@type'] === 'Product');
      expect(new URL(product.url).pathname).toBe(`/es${path}`);
      expect(new URL(product.image).pathname).toBe(`/share${path}.es.png`);
      expect(product.offers).toMatchObject({
        '@type': 'AggregateOffer',
        offerCount: expect.any(Number),
        priceCurrency: 'USD',
      });
      expect(product.offers.offerCount).toBeGreaterThan(0);
      expect(product.offers.lowPrice).toMatch(/^\d+\.\d\d$/);
    },
  );

  it('offers a plan for its price, in whole and decimal currencies alike', async () => {
    const { html } = await read('/plan/spain-3gb-30d', { cookie: 'tribi_currency=JPY' });
    const [product] = structuredData(html);
    expect(product.offers).toMatchObject({ '@type': 'Offer', priceCurrency: 'JPY' });
    expect(product.offers.price).toMatch(/^\d+$/);
    expect(product.offers.availability).toMatch(/schema\.org\/(In|OutOf)Stock/);
  });

  it.each([
    '/esim/zz',
    '/plan/no-such-plan',
    '/region/nowhere',
    '/nothing/here',
    '/es/nada',
    '//',
    '//elsewhere.test/x',
  ])('is not there at %s, and says so', async (path) => {
    const { status, html } = await read(path);
    expect(status).toBe(404);
    expect(html).toContain('<meta name="robots" content="noindex"');
  });

  it.each(['/account', '/orders/TRB-AAAAAA', '/sign-in', '/checkout/spain-3gb-30d'])(
    'keeps %s out of search engines, and nothing of anybody in it',
    async (path) => {
      const { status, html, headers } = await read(path);
      expect(status).toBe(200);
      expect(headers.get('cache-control')).toContain('private');
      if (path !== '/account' && !path.startsWith('/orders')) expect(html).toContain('noindex');
    },
  );

  it('is compressed where the reader takes that, page and script alike', async () => {
    const page = await read('/esim/jp', { 'accept-encoding': 'br' });
    expect(page.headers.get('content-encoding')).toBe('br');
    const script = attribute(page.html, /src="(\/assets\/index[^"]+\.js)"/);
    const file = await fetch(`${app.url}${script}`, { headers: { 'accept-encoding': 'gzip' } });
    expect(file.headers.get('content-encoding')).toBe('gzip');
    expect(file.headers.get('cache-control')).toContain('immutable');
  });
});

describe('the language', () => {
  it('of a first visit is the wanted one that the shop speaks', async () => {
    const { status, headers } = await read('/esim/jp?data=5', { 'accept-language': 'fr;q=0.9,es-MX;q=0.8' });
    expect([status, headers.get('location')]).toEqual([302, '/es/esim/jp?data=5']);
    expect(headers.get('vary')).toContain('accept-language');
    expect((await read('/esim/jp', { 'accept-language': 'fr' })).status).toBe(200);
  });

  it('once chosen is kept, and an address that names one is obeyed', async () => {
    const english = { 'accept-language': 'es', cookie: 'tribi_locale=en' };
    expect((await read('/esim/jp', english)).status).toBe(200);
    const spanish = { 'accept-language': 'en', cookie: 'tribi_locale=es' };
    expect((await read('/', spanish)).headers.get('location')).toBe('/es');
    expect((await read('/es', { 'accept-language': 'en' })).html).toContain('<html lang="es"');
  });

  it('changes without a reload, keeps what was typed, and has an address of its own', async () => {
    const { page, close, complaints } = await browser.visit({ viewport: phone });
    await page.goto(`${app.url}/sign-in?redirect=%2Faccount`);
    await page.getByRole('textbox').first().fill('kept@example.com');
    await page.evaluate(() => Reflect.set(window, 'isSamePage', true));
    await page.getByRole('button', { name: 'Language, currency and theme' }).click();
    await page.getByLabel('Language', { exact: true }).selectOption('es');
    await page.getByRole('heading', { name: 'Entrar' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/es/sign-in');
    expect(await page.getByRole('textbox').first().inputValue()).toBe('kept@example.com');
    expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true);
    expect(await page.getAttribute('html', 'lang')).toBe('es');
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('what the server drew', () => {
  it.each([
    '/',
    '/esim/jp',
    '/es/region/europe',
    '/global',
    '/plan/spain-3gb-30d',
    '/devices',
    '/checkout/spain-3gb-30d',
  ])('is taken over as it is at %s, and not asked for again', async (path) => {
    const { page, close, complaints } = await browser.visit({ viewport: phone, locale: 'de-DE' });
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/graphql'))
        asked.push(JSON.parse(request.postData() ?? '{}').operationName);
    });
    await page.goto(app.url + path);
    await page.waitForLoadState('networkidle');
    // The checkout reads its price anew, the plan page asks about this very phone.
    expect(asked.filter((name) => !['Me', 'CheckoutPlan', 'DeviceVerdict'].includes(name))).toEqual([]);
    // A difference between the two would be told here.
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('for robots', () => {
  it('stands what is closed to them, and where the site map is', async () => {
    const text = await (await fetch(`${app.url}/robots.txt`)).text();
    for (const path of ['/admin/', '/account', '/checkout/', '/orders/']) expect(text).toContain(path);
    expect(text).toMatch(/Sitemap: http.+\/sitemap\.xml/);
  });

  it('the site map names no page that is not there', async () => {
    const text = await (await fetch(`${app.url}/sitemap.xml`)).text();
    const paths = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url]) => new URL(url ?? '').pathname);
    expect(paths.length).toBeGreaterThan(100);
    expect(new Set(paths).size).toBe(paths.length);
    const some = paths.filter((_path, nth) => nth % 61 === 0);
    for (const path of some) expect([path, (await read(path)).status]).toEqual([path, 200]);
  }, 60_000);
});
