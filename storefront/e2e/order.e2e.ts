import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailedCode } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { barriersInBothLights } from './kit/barriers.ts';
import { type BrowserKit, desktop, phone, startBrowser, type Visit } from './kit/browser.ts';
import { buy, fillCard, qrCode, toCardForm } from './kit/buying.ts';

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
afterEach(async () => {
  await visit.close();
  await app.sql('update plans set is_active = true where slug = $1', [soldOut]);
  await resumeDelivery();
});

/** The supplier has no time for new orders, until it has. */
const holdDelivery = () =>
  app.control('connectedYou', 'faults', { mode: 'error500', status: 503, times: 'always' });
async function resumeDelivery(): Promise<void> {
  await app.control('connectedYou', 'faults', undefined, 'DELETE');
  await app.sql('delete from supplier_breakers');
}

/** Sells out in a test. */
const soldOut = 'spain-5gb-30d';

let serial = 0;
const newEmail = () => `order-${++serial}@example.com`;
const pay = (page: Page) => page.getByRole('button', { name: /^Pay/ }).click();
const ordersOf = (email: string) =>
  app.sql(
    `select o.number, o.status, o.payment_status, o.quantity from orders o join users u on u.id = o.user_id
     where u.email = $1 order by o.created_at`,
    [email],
  );

describe('while an order is on its way', () => {
  it('a lost line is told, what was known stays, and it is ready when the line is back', async () => {
    visit = await browser.visit({ viewport: phone });
    const { page, context } = visit;
    await holdDelivery();
    await toCardForm(app, page, newEmail());
    await fillCard(page);
    await pay(page);
    await page.getByRole('heading', { level: 1, name: /being prepared/ }).waitFor();
    await context.setOffline(true);
    await page.getByText('We cannot reach Tribi at the moment').waitFor();
    await page.getByRole('heading', { level: 1, name: /being prepared/ }).waitFor();
    expect(await page.locator('main').innerText()).not.toMatch(/failed|declined/i);
    expect(await barriersInBothLights(page)).toEqual([]);
    await resumeDelivery();
    await context.setOffline(false);
    await page.locator(qrCode).waitFor({ timeout: 30_000 });
    await page.getByText('We cannot reach Tribi at the moment').waitFor({ state: 'detached' });
  });

  it('a phone that slept sees it ready as soon as it is looked at', async () => {
    visit = await browser.visit({ viewport: phone });
    const { page } = visit;
    // What is pushed does not reach a sleeping phone, and its timers stand still.
    await page.routeWebSocket(/graphql/, () => undefined);
    await page.clock.install();
    await holdDelivery();
    await toCardForm(app, page, newEmail());
    await fillCard(page);
    await pay(page);
    await page.getByRole('heading', { level: 1, name: /being prepared/ }).waitFor();
    await page.clock.pauseAt(Date.now() + 60_000);
    await resumeDelivery();
    await app.until('the eSIM', async () => {
      const rows = await app.sql(
        "select 1 from orders where fulfillment_status <> 'FULFILLED' and payment_status = 'PAID'",
      );
      return rows.length === 0 ? true : null;
    });
    expect(await page.locator(qrCode).count()).toBe(0);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.locator(qrCode).waitFor({ timeout: 30_000 });
  });
});

describe('choosing anew', () => {
  it('while the first order is being paid elsewhere leads to that order, and makes nobody pay twice', async () => {
    visit = await browser.visit({ viewport: phone });
    const { page, context } = visit;
    const email = newEmail();
    await toCardForm(app, page, email);
    const [first] = await ordersOf(email);
    const other = await context.newPage();
    await other.goto(page.url());
    await fillCard(other);
    await pay(other);
    await other.locator(qrCode).waitFor({ timeout: 30_000 });
    // The first tab still stands at the card form, and its buyer would rather have two.
    await page.getByRole('link', { name: 'Change' }).click();
    await page.getByRole('button', { name: 'One eSIM more' }).click();
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await page.waitForURL(`${app.url}/orders/${first.number}`);
    await page.locator(qrCode).waitFor();
    const orders = await app.until('the second order to be given up', async () => {
      const all = await ordersOf(email);
      return all.some(({ status }) => status === 'OPEN') ? null : all;
    });
    expect(orders).toMatchObject([
      { payment_status: 'PAID', quantity: 1 },
      { status: 'CANCELLED', payment_status: 'UNPAID', quantity: 2 },
    ]);
  });

  it('is what a plan leads to that sells out in mid-checkout, before anybody pays', async () => {
    visit = await browser.visit({ viewport: desktop, locale: 'es-ES', colorScheme: 'dark' });
    const { page } = visit;
    const email = newEmail();
    await page.goto(`${app.url}/es/checkout/${soldOut}`);
    await page.getByRole('textbox').first().fill(email);
    await page.keyboard.press('Enter');
    await page.locator('input[autocomplete=one-time-code]').fill(await mailedCode(app, email));
    const toPayment = page.getByRole('button', { name: /al pago/ });
    await toPayment.waitFor();
    await app.sql('update plans set is_active = false where slug = $1', [soldOut]);
    await page.getByRole('checkbox').check();
    await toPayment.click();
    await page.getByText('Este plan está agotado', { exact: true }).waitFor();
    expect(await ordersOf(email)).toEqual([]);
    expect(await page.locator('[autocomplete=cc-number]').count()).toBe(0);
    expect(await barriersInBothLights(page)).toEqual([]);
    // What is nearest to it is one press away, and can be bought.
    await page.locator('main a[href*="/es/plan/"]').first().click();
    await page.locator('main a[href*="/es/checkout/"]').first().waitFor();
  });
});

describe('an unlimited plan', () => {
  it('is called so from its page to the pocket, and nowhere a number', async () => {
    const [plan] = await app.sql(
      `select p.slug from plans p join plan_suppliers s on s.plan_id = p.id
       where p.is_unlimited and p.is_active order by p.slug limit 1`,
    );
    visit = await browser.visit({ viewport: phone });
    const { page, complaints } = visit;
    const email = newEmail();
    const callsItSo = async () => {
      const text = await page.locator('main').innerText();
      expect(text).toMatch(/unlimited/i);
      expect(text).not.toMatch(/\b(null|undefined|NaN|0 GB|0 MB)\b/);
    };
    await page.goto(`${app.url}/plan/${plan.slug}`);
    await callsItSo();
    await toCardForm(app, page, email, plan.slug);
    await callsItSo();
    await fillCard(page);
    await pay(page);
    await page.locator(qrCode).waitFor({ timeout: 30_000 });
    await callsItSo();
    await page.goto(`${app.url}/account`);
    await page.getByRole('heading', { name: 'Your eSIMs', exact: true }).waitFor();
    await page.getByText('Open', { exact: true }).first().click();
    await page.locator(qrCode).waitFor();
    await callsItSo();
    expect(complaints).toEqual([]);
  });
});

describe('one tap', () => {
  const onIPhone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
  const onAndroid =
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36';

  it('installs on the phone that the page is open on, and is not offered on another screen', async () => {
    visit = await browser.visit({ viewport: phone, userAgent: onIPhone });
    const { page, context } = visit;
    const email = newEmail();
    await buy(app, page, email);
    const code = (await page.getByText(/^LPA:1\$/).innerText()).trim();
    const link = page.getByRole('link', { name: 'Install on this phone' });
    expect(await link.getAttribute('href')).toBe(
      `https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=${code}`,
    );
    const cookies = await context.cookies();
    for (const [options, host] of [
      [{ viewport: phone, userAgent: onAndroid }, 'esimsetup.android.com'],
      [{ viewport: desktop }, null],
    ] as const) {
      const other = await browser.visit(options);
      await other.context.addCookies(cookies);
      await other.page.goto(page.url());
      await other.page.locator(qrCode).waitFor();
      const offered = other.page.getByRole('link', { name: 'Install on this phone' });
      if (host === null) expect(await offered.count()).toBe(0);
      else expect(new URL((await offered.getAttribute('href')) ?? '').host).toBe(host);
      const first = other.page.getByRole('tab').and(other.page.locator('[aria-selected=true]'));
      expect(await first.innerText()).toMatch(host === null ? /iPhone/ : /Android/);
      await other.close();
    }
  });
});
