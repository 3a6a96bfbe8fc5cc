import type { Page } from 'playwright-core';
import { base, fillCard, pay, photographer, signIn, toCardForm } from './running-shop.ts';

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
  ['unsubscribe', '/unsubscribe/a-token', true],
  ['not-me', '/not-me#a-token', true],
  ['account-deleted', '/account/deleted', true],
];

/** What belongs to who has signed in. */
const own: ReadonlyArray<[what: string, path: string]> = [
  ['account', '/account'],
  ['account-profile', '/account/profile'],
  ['account-devices', '/account/devices'],
  ['account-mails', '/account/mails'],
  ['account-privacy', '/account/privacy'],
];

/** Every page of the storefront, of somebody who comes, buys an eSIM, and stays signed in. */
export async function shop(page: Page, name: string, prefix: string, email: string): Promise<void> {
  const shot = photographer(page, name);
  for (const [what, path, isWhole] of open) {
    await page.goto(base + prefix + path);
    await shot(what, isWhole);
  }
  await page.goto(`${base}${prefix}/checkout/spain-3gb-30d`);
  await signIn(page, email);
  await page.getByRole('checkbox').check();
  await shot('checkout');
  await toCardForm(page, prefix, 'spain-3gb-30d');
  await fillCard(page);
  await shot('pay');
  await pay(page);
  await page.getByRole('heading', { name: /ready|lista/ }).waitFor({ timeout: 60_000 });
  await shot('order');
  for (const [what, path] of own) {
    await page.goto(base + prefix + path);
    await page.locator('h1').first().waitFor();
    await page.locator('main [aria-busy=true]').first().waitFor({ state: 'detached' });
    await shot(what);
  }
}
