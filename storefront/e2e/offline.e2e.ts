import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { type BrowserKit, phone, startBrowser, type Visit } from './kit/browser.ts';
import { buy, qrCode } from './kit/buying.ts';

let app: TestApp;
let browser: BrowserKit;
let visit: Visit;
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
beforeEach(async () => {
  visit = await browser.visit({ viewport: phone });
});
afterEach(() => visit.close());

/** The worker is in charge, and has kept what is there. */
async function isKept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await expect.poll(() => kept(page), { timeout: 15_000 }).toBe(1);
}

/** How many records stand in the device's store. */
function kept(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'tribi')) return 0;
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open('tribi');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const counting = opening.result.transaction('saved').objectStore('saved').count();
        counting.onsuccess = () => {
          opening.result.close();
          resolve(counting.result);
        };
      };
    });
  });
}

describe('without a line', () => {
  it('what was bought is still there with its QR code, and goes on when the line is back', async () => {
    const { page, context } = visit;
    await buy(app, page, 'offline@example.com');
    await isKept(page);
    const shown = await page.locator(qrCode).getAttribute('src');
    await context.setOffline(true);
    // As from a home screen: the start page leads to what is kept.
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Your kept eSIMs' }).click();
    await page.getByRole('heading', { name: 'Your eSIMs, kept on this phone' }).waitFor();
    expect(await page.locator(qrCode).getAttribute('src')).toBe(shown);
    expect(await page.getByText(/^LPA:1\$/).count()).toBe(1);
    await page.goto(`${app.url}/account`);
    await page.locator(qrCode).waitFor();
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Your eSIMs', exact: true }).waitFor();
  });

  it('nothing is left on the device after signing out', async () => {
    const { page, context } = visit;
    await buy(app, page, 'leaves@example.com');
    await isKept(page);
    await page.goto(`${app.url}/account`);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    await expect.poll(() => kept(page), { timeout: 15_000 }).toBe(0);
    await context.setOffline(true);
    await page.goto(`${app.url}/account`);
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    expect(await page.locator(qrCode).count()).toBe(0);
  });
});

describe('on a home screen', () => {
  it.each([
    ['/', 'My eSIMs'],
    ['/es', 'Mis eSIM'],
  ])('the shop of %s has a name, icons that are there, and starts where it should', async (start, own) => {
    const html = await (await fetch(app.url + start, { headers: { accept: 'text/html' } })).text();
    const [, path] = /<link rel="manifest" href="(.*?)"/.exec(html) ?? [];
    const manifest = await (await fetch(app.url + path)).json();
    expect(manifest).toMatchObject({
      name: expect.any(String),
      display: 'standalone',
      id: '/',
      start_url: start,
      shortcuts: [{ name: own }],
    });
    for (const { src, sizes } of manifest.icons) {
      const picture = await fetch(app.url + src);
      expect([src, picture.status, picture.headers.get('content-type')]).toEqual([src, 200, 'image/png']);
      const bytes = Buffer.from(await picture.arrayBuffer());
      expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
    }
  });
});
