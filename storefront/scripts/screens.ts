/**
 * Takes the pictures of docs/screens from a running sandbox shop: `node storefront/scripts/screens.ts
 * http://localhost:4000`. It signs a new person in and buys an eSIM, as the pictures then show. With `desk` after the
 * address, only the desk's.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { desktop, phone, startBrowser, type Visit } from '../e2e/kit/browser.ts';

type Cookies = Parameters<Visit['context']['addCookies']>[0];

const [base = 'http://localhost:4000', only] = process.argv.slice(2);
const folder = join(import.meta.dirname, '../../docs/screens');

async function codesMailedTo(email: string): Promise<string[]> {
  const response = await fetch(`${base}/sandbox/mailbox?to=${encodeURIComponent(email)}&format=json`);
  const mails: { text: string }[] = await response.json();
  return mails.flatMap(({ text }) => /\b(\d{6})\b/.exec(text)?.[1] ?? []);
}

/** The newest code, once there is one more than before. */
async function mailedCode(email: string, before: number): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const codes = await codesMailedTo(email);
    if (codes[0] && codes.length > before) return codes[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No code was mailed to ${email}`);
}

async function signIn(page: Page, email: string): Promise<void> {
  const before = (await codesMailedTo(email)).length;
  await page.getByRole('textbox').first().fill(email);
  await page.keyboard.press('Enter');
  const field = page.locator('input[autocomplete=one-time-code], input[name=code]');
  await field.waitFor();
  await field.fill(await mailedCode(email, before));
  await field.waitFor({ state: 'detached' });
}

/** Pages for everybody, and whether they are worth seeing to their end. */
const open: ReadonlyArray<[what: string, path: string, isWhole: boolean]> = [
  ['home', '/', false],
  ['country', '/esim/es', false],
  ['region', '/region/europe', false],
  ['global', '/global', false],
  ['plan', '/plan/spain-3gb-30d', true],
  ['devices', '/devices', false],
  ['help', '/help', true],
  ['help-article', '/help/no-network', true],
  ['contact', '/contact', true],
  ['status', '/status', true],
  ['terms', '/terms', false],
  ['privacy', '/privacy', false],
  ['cookies', '/cookies', false],
  ['sign-in', '/sign-in', true],
  ['not-found', '/no/such/page', true],
];

/** What belongs to who has signed in. */
const own: ReadonlyArray<[what: string, path: string]> = [
  ['account', '/account'],
  ['account-profile', '/account/profile'],
  ['account-devices', '/account/devices'],
  ['account-mails', '/account/mails'],
  ['account-privacy', '/account/privacy'],
];

async function shop(visit: Visit, name: string): Promise<void> {
  const { page } = visit;
  const shot = async (what: string, fullPage = true) => {
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${what}-${name}.png`), fullPage });
  };
  for (const [what, path, isWhole] of open) {
    await page.goto(base + path);
    await shot(what, isWhole);
  }
  await page.goto(`${base}/checkout/spain-3gb-30d`);
  await signIn(page, `screens-${name}-${Date.now()}@example.com`);
  await page.getByRole('checkbox').check();
  await shot('checkout');
  await page.getByRole('button', { name: /payment|pago/i }).click();
  await page.locator('[autocomplete=cc-number]').fill('4242424242424242');
  await page.locator('[autocomplete=cc-exp]').fill('12/40');
  await page.locator('[autocomplete=cc-csc]').fill('123');
  await shot('pay');
  await page.getByRole('button', { name: /^(Pay|Pagar)/ }).click();
  await page.getByRole('heading', { name: /ready|lista/ }).waitFor();
  await shot('order');
  for (const [what, path] of own) {
    await page.goto(base + path);
    await page.locator('h1').first().waitFor();
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
    await shot(what);
  }
}

/** The desk's pages as an administrator sees them; `name` tells screen and theme. */
async function desk(visit: Visit, name: string, cookies: Cookies | null): Promise<Cookies> {
  const { page, context } = visit;
  const shot = async (what: string, fullPage = false) => {
    await page.waitForLoadState('networkidle');
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    await page.screenshot({ path: join(folder, `desk-${what}-${name}.png`), fullPage });
  };
  if (cookies) await context.addCookies(cookies);
  await page.goto(`${base}/admin/`);
  if (!cookies) await signIn(page, 'admin@tribi.test');
  await shot('dashboard');
  for (const part of ['review', 'orders', 'switches']) {
    await page.goto(`${base}/admin/${part}`);
    await shot(part);
  }
  await page.goto(`${base}/admin/orders`);
  await page.getByRole('link', { name: /^TRB-/ }).first().click();
  await page.getByText('Live', { exact: true }).waitFor();
  await shot('order', true);
  const refund = page.getByRole('button', { name: 'Refund…', exact: true });
  if ((await refund.count()) > 0) {
    await refund.click();
    await shot('refund');
  }
  return context.cookies();
}

await mkdir(folder, { recursive: true });
const browser = await startBrowser();
for (const [name, options] of [
  ['phone', { viewport: phone }],
  ['desktop', { viewport: desktop }],
  ['phone-es-dark', { viewport: phone, locale: 'es-ES', colorScheme: 'dark' }],
  ['desktop-es-dark', { viewport: desktop, locale: 'es-ES', colorScheme: 'dark' }],
] as const) {
  if (only === 'desk') break;
  const visit = await browser.visit(options);
  await shop(visit, name);
  await visit.close();
}
let cookies: Cookies | null = null;
for (const [name, options] of [
  ['desktop', { viewport: desktop }],
  ['desktop-dark', { viewport: desktop, colorScheme: 'dark' }],
  ['phone', { viewport: phone }],
  ['phone-dark', { viewport: phone, colorScheme: 'dark' }],
] as const) {
  const visit = await browser.visit(options);
  cookies = await desk(visit, name, cookies);
  await visit.close();
}
await browser.close();
