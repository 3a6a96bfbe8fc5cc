import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { violationsOn } from './kit/axe.ts';
import { type BrowserKit, desktop, phone, startBrowser } from './kit/browser.ts';

let app: TestApp;
let browser: BrowserKit;
beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ env: { COMPANY_NAME: 'Roam Ltd', COMPANY_ADDRESS: '1 Harbour Road, Dublin' } }),
    startBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const read = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(app.url + path, { headers: { accept: 'text/html', ...headers } });
  return { status: response.status, html: await response.text() };
};
/** The light a page is shown in, by how bright its background is: lab(4.4 …) or lab(96.2 …). */
const shown = () =>
  Number(/[\d.]+/.exec(getComputedStyle(document.documentElement).backgroundColor)?.[0]) > 50
    ? 'light'
    : 'dark';

describe('the pages for everybody', () => {
  const paths = ['/help', '/help/no-network', '/contact', '/status', '/terms', '/privacy', '/cookies'];
  const shopPaths = [
    ...['/', '/esim/es', '/region/europe', '/global', '/plan/spain-3gb-30d', '/devices'],
    ...['/checkout/spain-3gb-30d', '/sign-in'],
  ];
  type How = { viewport: typeof phone; locale: 'en' | 'es'; theme: 'light' | 'dark' };
  const look = async ({ viewport, locale, theme }: How) => {
    // The system wants the other light: what was chosen wins.
    const colorScheme = theme === 'dark' ? 'light' : 'dark';
    const { page, context, close, complaints } = await browser.visit({ viewport, locale, colorScheme });
    await context.addCookies([{ name: 'tribi_theme', value: theme, url: app.url }]);
    for (const path of [...paths, ...shopPaths]) {
      const where = `${path} ${viewport.width} ${locale} ${theme}`;
      // Who is signed in is asked once the browser has taken the page over.
      const takenOver = page.waitForResponse((response) => response.url().endsWith('/graphql'));
      await page.goto(`${app.url}${locale === 'es' ? '/es' : ''}${path}`);
      await takenOver;
      expect(await page.evaluate(shown), where).toBe(theme);
      expect(await page.locator('h1').count(), where).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), where).toBe(0);
      const violations = await violationsOn(page);
      const found = violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
      expect(found, where).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await close();
  };

  it.each([phone, desktop])(
    'are sound at $width px, in both languages and themes',
    async (viewport) => {
      const isPhone = viewport === phone;
      await Promise.all([
        look({ viewport, locale: 'en', theme: isPhone ? 'light' : 'dark' }),
        look({ viewport, locale: 'es', theme: isPhone ? 'dark' : 'light' }),
      ]);
    },
    120_000,
  );

  it('have no dead link, however far one follows them', async () => {
    const most: Record<string, number> = { plan: 3, esim: 3, region: 2, checkout: 1, 'sign-in': 1, help: 12 };
    const counts = new Map<string, number>();
    const seen = new Set(['/', '/es', ...paths, ...paths.map((path) => `/es${path}`)]);
    const queue = [...seen];
    const dead: string[] = [];
    const walk = async (path: string) => {
      const { status, html } = await read(path, {
        cookie: `tribi_locale=${/^\/es\b/.test(path) ? 'es' : 'en'}`,
      });
      if (status !== 200) dead.push(`${path}: ${status}`);
      for (const [, href = ''] of html.matchAll(/<a [^>]*?href="([^"]+)"/g)) {
        const to = href.replaceAll('&amp;', '&').replace(/#.*/, '');
        if (!to.startsWith('/') || seen.has(to)) continue;
        const kind = to.replace(/^\/(es)?\/?([\w-]*).*/, '$1 $2');
        const count = (counts.get(kind) ?? 0) + 1;
        counts.set(kind, count);
        if (count > (most[kind.split(' ')[1] ?? ''] ?? 60)) continue;
        seen.add(to);
        queue.push(to);
      }
    };
    while (queue.length > 0) await Promise.all(queue.splice(0, 4).map(walk));
    expect(dead).toEqual([]);
    for (const path of ['/help/no-network', '/es/help/apn', '/account', '/global', '/sandbox/mailbox'])
      expect([...seen], path).toContain(path);
  }, 60_000);

  it('tell who runs the shop, machines what was asked, and stand in the site map', async () => {
    const { html } = await read('/terms');
    expect(html).toContain('Roam Ltd');
    expect(html).toContain('14 days');
    const [, json = '{}'] =
      /<script type="application\/ld\+json">(.*?)<\/script>/s.exec((await read('/es/help')).html) ?? [];
    const faq = JSON.parse(json);
    expect(faq['@type']).toBe('FAQPage');
    expect(faq.mainEntity.length).toBeGreaterThan(15);
    expect(JSON.stringify(faq)).not.toContain('{{');
    const map = await (await fetch(`${app.url}/sitemap.xml`)).text();
    for (const path of ['/help/no-network', '/es/privacy', '/status']) expect(map).toContain(`${path}</loc>`);
    expect((await read('/help/no-such-topic')).status).toBe(404);
  });
});

describe('the theme', () => {
  it('is chosen in the menu, holds at once and after a reload, and follows the system again', async () => {
    const { page, close, complaints } = await browser.visit({ viewport: phone, colorScheme: 'light' });
    const bars = () =>
      page
        .locator('meta[name="theme-color"]')
        .evaluateAll((all) => all.map((one) => one.getAttribute('content')));
    await page.goto(`${app.url}/help`);
    expect(await page.evaluate(shown)).toBe('light');
    expect(await bars()).toEqual(['#f3f4fa', '#0c0f1b']);
    await page.getByRole('button', { name: 'Language, currency and theme' }).click();
    await page.getByLabel('Theme', { exact: true }).selectOption('dark');
    await expect.poll(() => page.evaluate(shown)).toBe('dark');
    expect(await bars()).toEqual(['#0c0f1b']);
    // Before any script runs: what the server sent is dark already.
    const served = page.waitForResponse((response) => response.url() === `${app.url}/help`);
    await page.reload();
    expect(await (await served).text()).toMatch(
      /<html lang="en" data-theme="dark">.*name="color-scheme" content="dark"/s,
    );
    expect(await page.evaluate(shown)).toBe('dark');
    await page.getByRole('button', { name: 'Language, currency and theme' }).click();
    await page.getByLabel('Theme', { exact: true }).selectOption('system');
    await expect.poll(() => page.evaluate(shown)).toBe('light');
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(() => page.evaluate(shown)).toBe('dark');
    expect(complaints).toEqual([]);
    await close();
  });

  it('needs nothing of browsers that is younger than they are', async () => {
    const folder = join(import.meta.dirname, '../dist/browser/assets');
    const sheets = (await readdir(folder)).filter((name) => name.endsWith('.css'));
    const css = (await Promise.all(sheets.map((name) => readFile(join(folder, name), 'utf8')))).join('');
    expect(css).toContain('data-theme=dark');
    expect(css).not.toContain('light-dark(');
  });
});

describe('the help centre', () => {
  it('finds an answer by its symptom, and leads on to the next step and to a person', async () => {
    const { page, close, complaints } = await browser.visit({ viewport: phone });
    await page.goto(`${app.url}/help`);
    await page.getByLabel('What is the matter?').fill('scan qr');
    await page.getByText(/Articles found: \d/).waitFor();
    await page.locator('main').getByRole('listitem').first().getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'The QR code cannot be scanned' }).waitFor();
    const mail = await page.getByRole('link', { name: 'Write a mail' }).getAttribute('href');
    expect(decodeURIComponent(mail ?? '')).toMatch(
      /^mailto:support@tribi\.test\?subject=Help: The QR code.*Order number:/s,
    );
    await page.getByRole('link', { name: 'Install without a second screen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Installing without a second screen' }).waitFor();
    // The footer's languages are addresses, and change the words in place.
    const spanish = page.getByRole('contentinfo').getByRole('link', { name: 'Español' });
    expect(await spanish.getAttribute('hreflang')).toBe('es');
    expect(await spanish.getAttribute('href')).toBe('/es/help/no-second-screen');
    await page.evaluate(() => Reflect.set(window, 'isSamePage', true));
    await spanish.click();
    await page.getByRole('heading', { level: 1, name: 'Instalar sin otra pantalla' }).waitFor();
    expect(await page.evaluate(() => Reflect.get(window, 'isSamePage'))).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });
});

describe('the status page', () => {
  it('looks again by itself, says so when nothing answers, and comes back', async () => {
    const { page, close } = await browser.visit({ viewport: phone });
    await page.clock.install();
    await page.goto(`${app.url}/status`);
    await page.getByText('Everything works.').waitFor();
    const turn = (isOn: boolean) =>
      app.sql(
        `insert into switches (name, is_on, reason, changed_by, changed_at) values ('PURCHASES', $1, 'a test', 'a test', now())
         on conflict (name) do update set is_on = excluded.is_on`,
        [isOn],
      );
    await turn(false);
    await page.clock.fastForward(31_000);
    await page.getByText('We have paused sales.').waitFor();
    await turn(true);
    await page.route('**/graphql', (route) => route.abort());
    await page.clock.fastForward(31_000);
    // The pauses between the tries of one question.
    await page.clock.runFor(20_000);
    await page.getByRole('alert').getByText('The shop does not answer').waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Everything works.').waitFor();
    await close();
  });
});
