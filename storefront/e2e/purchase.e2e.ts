import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { barriers } from './kit/barriers.ts';
import { type BrowserKit, desktop, phone, startBrowser, type Visit } from './kit/browser.ts';
import { fillCard, signInHere, toCardForm } from './kit/buying.ts';

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

let serial = 0;
function newEmail(): string {
  serial += 1;
  return `browser-${serial}@example.com`;
}

/** What the law asks of a buyer; then the button to the payment is theirs to press. */
async function agree(page: Page): Promise<void> {
  await page.getByRole('checkbox').check();
}

/** What the phone's camera would read from the QR picture on the page. */
async function scanned(page: Page): Promise<string | undefined> {
  const source = await page.locator('img[src^="data:image/png"]').first().getAttribute('src');
  const png = PNG.sync.read(Buffer.from(source?.split(',')[1] ?? '', 'base64'));
  return jsqr.default(new Uint8ClampedArray(png.data), png.width, png.height)?.data;
}

describe('buying an eSIM', () => {
  it('goes from the search field to a QR code that a phone would accept', async () => {
    const { page } = visit;
    await page.goto(app.url);
    await page.getByRole('combobox').fill('espa');
    await page.getByRole('option', { name: /Spain/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Spain' }).waitFor();
    await page
      .getByRole('link', { name: /3 GB.*30 days/s })
      .first()
      .click();
    await page.getByRole('link', { name: 'Buy' }).first().click();
    await signInHere(app, page, newEmail());
    await agree(page);
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await fillCard(page);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByRole('heading', { name: 'Your eSIM is ready' }).waitFor();
    const code = await scanned(page);
    expect(code).toMatch(/^LPA:1\$[\w.-]+\$[0-9A-Z-]+$/);
    await page.getByText(code ?? '').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);

    // The page is an address: it can be left and come back to.
    await page.reload();
    await page.getByRole('heading', { name: 'Your eSIM is ready' }).waitFor();
    expect(await scanned(page)).toBe(code);
  });

  it('keeps the order through a declined card and a reload, and takes the next card', async () => {
    const { page } = visit;
    await toCardForm(app, page, newEmail(), 'france-1gb-7d');
    await fillCard(page, '4000000000000002');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page
      .getByText(/declined/i)
      .first()
      .waitFor();
    const address = page.url();
    await page.reload();
    await page.locator('[autocomplete=cc-number]').waitFor();
    expect(page.url()).toBe(address);
    await fillCard(page);
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByRole('heading', { name: 'Your eSIM is ready' }).waitFor();
    const orders = await app.sql(
      "select count(*)::int as count from orders where plan_snapshot->>'slug' = 'france-1gb-7d'",
    );
    expect(orders).toEqual([{ count: 1 }]);
  });

  it('goes through 3-D Secure at the bank and back', async () => {
    const { page } = visit;
    await toCardForm(app, page, newEmail(), 'italy-1gb-7d');
    await fillCard(page, '4000002500003155');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByRole('button', { name: /Complete/ }).click();
    await page.getByRole('heading', { name: 'Your eSIM is ready' }).waitFor();
  });

  it('tells who failed 3-D Secure what happened, and keeps the order payable', async () => {
    const { page } = visit;
    await toCardForm(app, page, newEmail(), 'italy-3gb-30d');
    await fillCard(page, '4000002500003155');
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByRole('button', { name: /Fail/ }).click();
    await page.getByText('Your bank did not confirm the payment. Nothing was charged').waitFor();
    await page.waitForURL(/\/orders\/TRB-/);
    expect(await barriers(page)).toEqual([]);
    const [order] = await app.sql(
      "select status, payment_status from orders where plan_snapshot->>'slug' = 'italy-3gb-30d'",
    );
    expect(order).toEqual({ status: 'OPEN', payment_status: 'UNPAID' });
    await page
      .getByRole('link', { name: /^Pay/ })
      .or(page.locator('[autocomplete=cc-number]'))
      .first()
      .waitFor();
  });

  it('takes another card from who comes back from the bank by the back button', async () => {
    const { page } = visit;
    await toCardForm(app, page, newEmail(), 'italy-10gb-30d');
    const pay = page.getByRole('button', { name: /^Pay/ });
    await fillCard(page, '4000002500003155');
    // The way to the bank leads nowhere, so that the page stays as a browser's memory keeps it: busy.
    await page.route(/\/3ds\//, (route) => route.fulfill({ status: 204 }));
    const left = page.waitForResponse((response) => /\/3ds\//.test(response.url()));
    await pay.click();
    await left;
    await page.locator('button[type=submit][aria-busy=true]').waitFor();
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await page.unroute(/\/3ds\//);

    // The same without such a memory: the page is loaded anew.
    await pay.click();
    await page.getByRole('button', { name: /Complete/ }).waitFor();
    await page.goBack();
    await fillCard(page);
    await pay.click();
    await page.getByRole('heading', { name: 'Your eSIM is ready' }).waitFor();
    const paid = await app.sql(
      `select p.status, p.received::int from orders o join payments p on p.order_id = o.id
       where o.plan_snapshot->>'slug' = 'italy-10gb-30d'`,
    );
    expect(paid).toEqual([{ status: 'SUCCEEDED', received: expect.any(Number) }]);
  });

  it('tells who pays for an order cancelled meanwhile what became of it', async () => {
    const { page, context } = visit;
    await toCardForm(app, page, newEmail(), 'italy-5gb-30d');
    const other = await context.newPage();
    await other.goto(page.url().replace('/pay', ''));
    await other.getByRole('button', { name: 'Cancel the order' }).click();
    await other.getByRole('alertdialog').getByRole('button', { name: 'Cancel the order' }).click();
    await other.getByRole('heading', { name: 'This order was cancelled' }).waitFor();
    await fillCard(page);
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByRole('heading', { name: 'This order was cancelled' }).waitFor();
  });

  it('gives several eSIMs of one order, each with a QR code of its own', async () => {
    const { page } = visit;
    await page.goto(`${app.url}/checkout/spain-1gb-7d`);
    await signInHere(app, page, newEmail());
    await page.getByRole('button', { name: 'One eSIM more' }).click();
    await agree(page);
    await page.getByRole('button', { name: /Continue to payment.*9\.00/ }).click();
    await fillCard(page);
    await page.getByRole('button', { name: /^Pay/ }).click();
    await page.getByRole('heading', { name: /eSIMs are ready/ }).waitFor();
    const sources = await page
      .locator('img[src^="data:image/png"]')
      .evaluateAll((images) => images.map((image) => image.getAttribute('src')));
    expect(new Set(sources).size).toBe(2);
  });

  it('makes one order of a double click, and of the way back and on again', async () => {
    const { page } = visit;
    await page.goto(`${app.url}/checkout/spain-5gb-30d`);
    await signInHere(app, page, newEmail());
    await agree(page);
    await page.getByRole('button', { name: /Continue to payment/ }).dblclick();
    await page.locator('[autocomplete=cc-number]').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await page.locator('[autocomplete=cc-number]').waitFor();
    const orders = await app.sql(
      "select count(*)::int as count from orders where plan_snapshot->>'slug' = 'spain-5gb-30d'",
    );
    expect(orders).toEqual([{ count: 1 }]);
  });

  it('tells of a new price before anything is made', async () => {
    const { page } = visit;
    await page.goto(`${app.url}/checkout/united-states-5gb-30d`);
    await signInHere(app, page, newEmail());
    await page.getByRole('button', { name: /Continue to payment.*16\.00/ }).waitFor();
    await app.sql(
      "update plan_prices set amount = 1750 from plans p where p.id = plan_id and p.slug = 'united-states-5gb-30d' and currency = 'USD'",
    );
    await agree(page);
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await page.getByText('$17.50').first().waitFor();
    const orders = await app.sql(
      "select count(*)::int as count from orders where plan_snapshot->>'slug' = 'united-states-5gb-30d'",
    );
    expect(orders).toEqual([{ count: 0 }]);
  });
});

describe('buying in Spanish, on a desk', () => {
  it('speaks Spanish from the first page to the mail', async () => {
    await visit.close();
    visit = await browser.visit({ viewport: desktop, locale: 'es-ES', colorScheme: 'dark' });
    const { page } = visit;
    const email = newEmail();
    await page.goto(`${app.url}/esim/jp`);
    await page.getByRole('heading', { level: 1, name: 'Japón' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('es');
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${app.url}/checkout/japan-1gb-7d`);
    await signInHere(app, page, email);
    await agree(page);
    await page.getByRole('button', { name: /pago/i }).click();
    await fillCard(page);
    await page.getByRole('button', { name: /^Pagar/ }).click();
    await page.getByRole('heading', { name: /eSIM está lista/ }).waitFor();
    const mail = await app.until(
      'the delivery mail',
      async () => (await app.mailsTo(email)).find(({ subject }) => subject.includes('lista')) ?? null,
    );
    expect(mail.subject).toContain('Japón');
  });
});

describe('finding the way', () => {
  it('answers an unknown address with a page that leads on', async () => {
    const { page } = visit;
    await page.goto(`${app.url}/no/such/page`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('link').count()).toBeGreaterThan(2);
    expect(await barriers(page)).toEqual([]);
  });

  it('leads back after signing in, and never to another site', async () => {
    const { page } = visit;
    await page.goto(`${app.url}/account`);
    await signInHere(app, page, newEmail());
    await page.waitForURL(/\/account/);
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.goto(`${app.url}/sign-in?redirect=${encodeURIComponent('//evil.example/')}`);
    await signInHere(app, page, newEmail());
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    expect(new URL(page.url()).host).toBe(new URL(app.url).host);
  });

  it.each(['/', '/esim/es', '/region/europe', '/global', '/plan/europe-10gb-30d', '/sign-in'])(
    'shuts nobody out of %s',
    async (path) => {
      const { page } = visit;
      await page.goto(app.url + path, { waitUntil: 'networkidle' });
      expect(await barriers(page)).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width).toBeLessThanOrEqual(phone.width);
      expect(visit.complaints).toEqual([]);
    },
  );
});
