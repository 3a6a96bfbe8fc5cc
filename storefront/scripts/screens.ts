/**
 * Takes the pictures of docs/screens from a running sandbox shop: `node storefront/scripts/screens.ts
 * http://localhost:4000`. It signs a new person in and buys an eSIM, as the pictures then show.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { desktop, phone, startBrowser, type Visit } from '../e2e/kit/browser.ts';

const base = process.argv[2] ?? 'http://localhost:4000';
const folder = join(import.meta.dirname, '../../docs/screens');

async function mailedCode(email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const response = await fetch(`${base}/sandbox/mailbox?to=${encodeURIComponent(email)}&format=json`);
    const mails: { text: string }[] = await response.json();
    const code = mails.flatMap(({ text }) => /\b(\d{6})\b/.exec(text)?.[1] ?? [])[0];
    if (code) return code;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No code was mailed to ${email}`);
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole('textbox').first().fill(email);
  await page.keyboard.press('Enter');
  const field = page.locator('input[autocomplete=one-time-code], input[name=code]');
  await field.waitFor();
  await field.fill(await mailedCode(email));
  await field.waitFor({ state: 'detached' });
}

async function shop(visit: Visit, name: string): Promise<void> {
  const { page } = visit;
  const shot = async (what: string, fullPage = true) => {
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${what}-${name}.png`), fullPage });
  };
  await page.goto(base);
  await shot('home', false);
  await page.goto(`${base}/esim/es`);
  await shot('country', false);
  await page.goto(`${base}/plan/spain-3gb-30d`);
  await shot('plan');
  await page.goto(`${base}/checkout/spain-3gb-30d`);
  await signIn(page, `screens-${name}-${Date.now()}@example.com`);
  await shot('checkout');
  await page.getByRole('button', { name: /payment|pago/i }).click();
  await page.locator('[autocomplete=cc-number]').fill('4242424242424242');
  await page.locator('[autocomplete=cc-exp]').fill('12/40');
  await page.locator('[autocomplete=cc-csc]').fill('123');
  await shot('pay');
  await page.getByRole('button', { name: /^(Pay|Pagar)/ }).click();
  await page.getByRole('heading', { name: /ready|lista/ }).waitFor();
  await shot('order');
  await page.goto(`${base}/account`);
  await page
    .getByText('TRB', { exact: false })
    .first()
    .waitFor({ state: 'attached' })
    .catch(() => {});
  await shot('account');
}

async function desk(visit: Visit): Promise<void> {
  const { page } = visit;
  await page.goto(`${base}/admin/`);
  await signIn(page, 'support@tribi.test');
  await page.getByRole('link', { name: /^TRB-/ }).first().waitFor();
  await page.screenshot({ path: join(folder, 'desk-orders.png') });
  await page.getByRole('link', { name: /^TRB-/ }).first().click();
  await page.waitForURL(/show/);
  await page.waitForLoadState('networkidle');
  await page.screenshot({ path: join(folder, 'desk-order.png') });
}

await mkdir(folder, { recursive: true });
const browser = await startBrowser();
for (const [name, options] of [
  ['phone', { viewport: phone }],
  ['desktop', { viewport: desktop }],
  ['phone-es-dark', { viewport: phone, locale: 'es-ES', colorScheme: 'dark' }],
] as const) {
  const visit = await browser.visit(options);
  await shop(visit, name);
  await visit.close();
}
const visit = await browser.visit();
await desk(visit);
await visit.close();
await browser.close();
