import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailedCode } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { type BrowserKit, phone, startBrowser } from './kit/browser.ts';

let app: TestApp;
let browser: BrowserKit;
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const main = /\/assets\/main-/;

/** A page as the server drew it, whose scripts come when they are let in. */
async function drawnOnly(path: string) {
  const visit = await browser.visit({ viewport: phone, hasWorker: false });
  const letIn = await holdScripts(visit.page);
  await visit.page.goto(app.url + path, { waitUntil: 'commit' });
  return { ...visit, letIn };
}

async function holdScripts(page: Page): Promise<() => void> {
  let letIn = () => {};
  const isLetIn = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  // Asked for by the first small script, which therefore runs already.
  const isAskedFor = page.waitForRequest(main);
  await page.route(main, async (route) => {
    await isLetIn;
    await route.continue();
  });
  return () => void isAskedFor.then(letIn);
}

/** Once the first small script runs: before it, a browser keeps what is typed but not what is pressed. */
const scriptsAskedFor = (page: Page) =>
  page.waitForFunction(
    () =>
      performance.getEntriesByType('paint').length > 0 &&
      document.querySelector('link[rel=modulepreload][href*="main-"]'),
  );

describe('what is done before the scripts are there', () => {
  it('is searched for with what was typed, and Enter leads there', async () => {
    const { page, letIn, complaints, close } = await drawnOnly('/');
    const field = page.getByRole('combobox');
    await scriptsAskedFor(page);
    await field.pressSequentially('Japan');
    await field.press('Enter');
    letIn();
    await page.waitForURL('**/esim/jp');
    expect(complaints).toEqual([]);
    await close();
  });

  it('opens the list of what was typed, without a word lost', async () => {
    const { page, letIn, complaints, close } = await drawnOnly('/');
    const field = page.getByRole('combobox');
    await field.pressSequentially('Thai');
    letIn();
    await page
      .getByRole('option', { name: /Thailand/ })
      .first()
      .waitFor();
    await field.pressSequentially('l');
    expect(await field.inputValue()).toBe('Thail');
    expect(complaints).toEqual([]);
    await close();
  });

  it('narrows the plans by what was chosen and ticked', async () => {
    const { page, letIn, complaints, close } = await drawnOnly('/esim/es');
    await page.getByLabel('Order').selectOption({ label: 'Lowest price' });
    await page.getByLabel('Hotspot allowed').check();
    letIn();
    await page.waitForURL((url) => url.searchParams.has('sort') && url.searchParams.has('hotspot'));
    expect(await page.getByLabel('Hotspot allowed').isChecked()).toBe(true);
    expect(complaints).toEqual([]);
    await close();
  });

  it('sends the address typed for a code, once, and never into the address of the page', async () => {
    const { page, letIn, complaints, close } = await drawnOnly('/sign-in');
    await scriptsAskedFor(page);
    await page.getByRole('textbox').fill('early@example.com');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    letIn();
    await page.locator('input[autocomplete=one-time-code]').waitFor();
    expect(page.url()).not.toContain('early');
    expect(await mailedCode(app, 'early@example.com')).toMatch(/^\d{6}$/);
    expect(complaints).toEqual([]);
    await close();
  });

  it('is told to a part of the page that is taken over later than the rest', async () => {
    const { page, letIn, complaints, close } = await drawnOnly('/plan/spain-3gb-30d');
    const field = page.getByRole('combobox', { name: 'Search your phone' });
    await field.scrollIntoViewIfNeeded();
    await scriptsAskedFor(page);
    await field.pressSequentially('galaxy s24 ult');
    letIn();
    await page.getByRole('option', { name: /Galaxy S24 Ultra/ }).waitFor();
    expect(await field.inputValue()).toBe('galaxy s24 ult');
    expect(complaints).toEqual([]);
    await close();
  });
});
