import type { Page } from 'playwright-core';
import { mailedCode } from '../../../server/test/kit/shopper.ts';
import type { TestApp } from '../../../server/test/kit/test-app.ts';

/** The picture that a phone reads an eSIM from. */
export const qrCode = 'img[src^="data:image/png"]';

/** Signs in where the page asks for an address first: at the checkout, or on the page for it. */
export async function signInHere(app: TestApp, page: Page, email: string): Promise<void> {
  await page.getByRole('textbox').first().fill(email);
  await page.keyboard.press('Enter');
  const field = page.locator('input[autocomplete=one-time-code]');
  await field.waitFor();
  await field.fill(await mailedCode(app, email));
}

export async function fillCard(page: Page, number = '4242424242424242'): Promise<void> {
  await page.locator('[autocomplete=cc-number]').fill(number);
  await page.locator('[autocomplete=cc-exp]').fill('12/40');
  await page.locator('[autocomplete=cc-csc]').fill('123');
}

/** From a plan's checkout to its card form, as somebody new. */
export async function toCardForm(
  app: TestApp,
  page: Page,
  email: string,
  slug = 'spain-3gb-30d',
): Promise<void> {
  await page.goto(`${app.url}/checkout/${slug}`);
  await signInHere(app, page, email);
  await page.getByRole('checkbox').check();
  await page.getByRole('button', { name: /Continue to payment/ }).click();
  await page.locator('[autocomplete=cc-number]').waitFor();
}

/** Buys one eSIM, up to its QR code. */
export async function buy(app: TestApp, page: Page, email: string): Promise<void> {
  await toCardForm(app, page, email);
  await fillCard(page);
  await page.getByRole('button', { name: /^Pay/ }).click();
  await page.locator(qrCode).waitFor();
}
