import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { type BrowserKit, desktop, startBrowser, type Visit } from './kit/browser.ts';
import { qrCode, signInHere } from './kit/buying.ts';

let app: TestApp;
let browser: BrowserKit;
let visit: Visit;
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), startBrowser()]);
});
afterEach(() => visit.close());
afterAll(async () => {
  await browser.close();
  await app.close();
});

/** Presses Tab until what has the focus is called so. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const called = await page.evaluate(() => {
      const { activeElement } = document;
      // Past the last element the focus is nowhere, which is to say on the body.
      if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return '';
      const labels = activeElement instanceof HTMLInputElement ? [...(activeElement.labels ?? [])] : [];
      return [
        activeElement.ariaLabel,
        activeElement.innerText,
        ...labels.map((label) => label.innerText),
      ].join(' ');
    });
    if (name.test(called)) return;
  }
  throw new Error(`Tab leads to nothing called ${name}`);
}

describe('with keys alone', () => {
  it('a place is found: the list opens when the field is come to, not before', async () => {
    visit = await browser.visit({ viewport: desktop });
    const { page } = visit;
    await page.goto(app.url);
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await tabTo(page, /Country, region or city|Where/i);
    await page.getByRole('listbox').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('listbox').waitFor({ state: 'detached' });
    await page.keyboard.type('thai');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/esim/th');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('main');
  });

  it('an eSIM is bought, its progress is told, and a dialog gives the focus back', async () => {
    visit = await browser.visit({ viewport: desktop });
    const { page, complaints } = visit;
    await page.goto(`${app.url}/plan/spain-3gb-30d`);
    await page.waitForLoadState('networkidle');
    await tabTo(page, /^\s*Buy/);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/checkout/**');
    await signInHere(app, page, 'keys@example.com');
    // Signing in opens the next step, asks anew for what is on the page, and moves the focus: nobody types as fast.
    await page.getByRole('checkbox').waitFor();
    await page.waitForLoadState('networkidle');
    await tabTo(page, /takes eSIMs/);
    await page.keyboard.press('Space');
    await page.getByRole('checkbox', { checked: true }).waitFor();
    await tabTo(page, /Continue to payment/);
    await page.keyboard.press('Enter');
    await page.locator('[autocomplete=cc-number]').waitFor();
    await tabTo(page, /Card number/);
    await page.keyboard.type('4242424242424242');
    await page.keyboard.press('Tab');
    await page.keyboard.type('1240');
    await page.keyboard.press('Tab');
    await page.keyboard.type('123');
    await page.keyboard.press('Enter');
    await page.locator(qrCode).waitFor();
    await page.getByRole('status').filter({ hasText: 'The eSIM is ready.' }).first().waitFor();
    await tabTo(page, /Ask for a refund/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      expect(await dialog.locator(':focus').count(), 'the focus stays in the dialog').toBe(1);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ask for a refund' }).and(page.locator(':focus')).waitFor();
    expect(complaints).toEqual([]);
  });
});
