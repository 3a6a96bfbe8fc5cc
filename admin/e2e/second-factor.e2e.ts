import { afterAll, beforeAll, expect, it } from 'vitest';
import { totpAt } from '../../server/test/kit/authenticator.ts';
import { mailedCode } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { type BrowserKit, startBrowser } from '../../storefront/e2e/kit/browser.ts';
import { barriers, openAs } from './kit/desk.ts';

let app: TestApp;
let browser: BrowserKit;

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ env: { SECOND_FACTOR_ROLES: 'FINANCE' } }),
    startBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const email = 'finance@tribi.test';
const step = 30_000;

it('a role that asks for a second factor opens once one is set up, and asks for it ever after', async () => {
  const visit = await browser.visit();
  const { page } = visit;
  await openAs(app, visit, email, '/admin/ledger');
  await page.getByRole('heading', { name: 'Set up your second factor' }).waitFor();
  await page.getByAltText('QR code for the authenticator app').waitFor();
  expect(await barriers(page)).toEqual([]);
  const secret = (await page.locator('code').first().textContent()) ?? '';
  await page.locator('input[name=second-factor]').fill('000000');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await page.locator('input[name=second-factor]').fill(totpAt(secret, new Date()));
  await page.keyboard.press('Enter');
  const kept = page.getByRole('list', { name: 'Your recovery codes' });
  await kept.waitFor();
  const recoveryCodes = await kept.getByRole('listitem').allTextContents();
  expect(recoveryCodes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByRole('heading', { name: 'Ledger' }).waitFor();

  await page.getByRole('button', { name: 'Daniel Lund' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByLabel('Email address').fill(email);
  await page.keyboard.press('Enter');
  await page.locator('input[name=code]').fill(await mailedCode(app, email));
  await page.getByRole('heading', { name: 'Your second factor' }).waitFor();
  expect(await barriers(page)).toEqual([]);
  // The desk is closed until then, and so is the API.
  expect(await page.getByRole('menuitem').count()).toBe(0);
  await page.locator('input[name=second-factor]').fill('000000');
  await page.getByRole('alert').getByText(/./).waitFor();
  await page.locator('input[name=second-factor]').fill(totpAt(secret, new Date(Date.now() + step)));
  await page.getByRole('heading', { name: 'Ledger' }).waitFor();

  await openAs(app, visit, email, '/admin/ledger');
  await page.getByRole('button', { name: 'Use a recovery code' }).click();
  await page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Ledger' }).waitFor();
  await page.getByRole('button', { name: 'Daniel Lund' }).click();
  await page.getByRole('menuitem', { name: 'My access' }).click();
  await page.getByText('It is on:').waitFor();
  await page
    .getByText(/Chrome/)
    .first()
    .waitFor();
  expect(await barriers(page)).toEqual([]);

  // Without the phone, a recovery code makes new ones.
  await page.getByRole('button', { name: 'New recovery codes…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Use a recovery code' }).click();
  await dialog.getByLabel('Recovery code').fill(recoveryCodes[1] ?? '');
  expect(await barriers(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Your recovery codes' }).waitFor();
  const renewed = await page.getByRole('listitem').allTextContents();
  expect(renewed.some((code) => recoveryCodes.includes(code))).toBe(false);
  await visit.close();
});
