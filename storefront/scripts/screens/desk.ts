import type { Page } from 'playwright-core';
import { base, photographer, signIn } from './running-shop.ts';

/** The desk's pages as an administrator sees them. Signs in where nobody is. */
export async function desk(page: Page, name: string): Promise<void> {
  const picture = photographer(page, name);
  const shot = async (what: string, fullPage = false) => {
    await page.waitForLoadState('networkidle');
    await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
    await picture(`desk-${what}`, fullPage);
  };
  await page.goto(`${base}/admin/`);
  await page.waitForLoadState('networkidle');
  if (page.url().includes('/login')) await signIn(page, 'admin@tribi.test');
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
}
