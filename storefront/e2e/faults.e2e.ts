import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { barriers } from './kit/barriers.ts';
import { breakAnswers } from './kit/broken-answers.ts';
import { type BrowserKit, desktop, phone, startBrowser, type Visit } from './kit/browser.ts';
import { buy, fillCard, qrCode, signInHere, toCardForm } from './kit/buying.ts';

let app: TestApp;
let browser: BrowserKit;
let visit: Visit | undefined;
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), startBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
afterEach(async () => {
  await visit?.close();
  visit = undefined;
});

const texts = {
  en: {
    locale: 'en-US',
    retry: 'Try again',
    base: '',
    down: 'We could not reach Tribi',
    error: 'Something went wrong on our side',
  },
  es: {
    locale: 'es-ES',
    retry: 'Intentar de nuevo',
    base: '/es',
    down: 'No hemos podido conectar con Tribi',
    error: 'Algo ha fallado por nuestra parte',
  },
};

type Look = { viewport: typeof phone; colorScheme: 'light' | 'dark' };
const onPhone: Look = { viewport: phone, colorScheme: 'light' };
const onDesk: Look = { viewport: desktop, colorScheme: 'dark' };

/** A visitor whose server draws nothing: every page comes as the bare document. */
async function comeBare(language: 'en' | 'es', look: Look): Promise<Visit> {
  const visit = await browser.visit({ ...look, locale: texts[language].locale, hasWorker: false });
  const { page } = visit;
  const shell = await (await fetch(`${app.url}/shell.html`)).text();
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    await route.fulfill({ body: shell, contentType: 'text/html' });
  });
  return visit;
}

const pages = [
  '/',
  '/esim/jp',
  '/region/europe',
  '/global',
  '/plan/spain-3gb-30d',
  '/checkout/spain-3gb-30d',
  '/account',
];

/** Goes through the pages while each fails, and sees it come when it is asked again. */
async function seeAllFail(language: 'en' | 'es', look: Look): Promise<void> {
  const { page, close } = await comeBare(language, look);
  const { base, retry } = texts[language];
  for (const path of pages) {
    const fault = path.length % 2 === 0 ? 'down' : 'error';
    const mend = await breakAnswers(page, fault);
    await page.goto(app.url + base + path);
    const button = page.locator('main').getByRole('button', { name: retry }).first();
    await button.waitFor({ timeout: 20_000 }).catch(() => {
      throw new Error(`${path} says nothing`);
    });
    expect(await page.locator('h1').count(), path).toBeLessThanOrEqual(1);
    // The checkout has a title of its own; whose fault it was is said by all others.
    if (!path.startsWith('/checkout/')) {
      const said = await page.locator('main').innerText();
      expect(said, path).toContain(texts[language][fault]);
      expect(said, path).not.toContain(texts[language][fault === 'down' ? 'error' : 'down']);
    }
    expect(await barriers(page), path).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
    await mend();
    // Every part that failed has a button of its own: who is signed in may have failed beside the page.
    await app.until(`${path} to come`, async () => {
      if ((await button.count()) === 0) return true;
      await button.click({ timeout: 1_000 }).catch(() => undefined);
      return null;
    });
  }
  await close();
}

describe('while the shop does not answer', () => {
  it('each page on a phone says so, in both languages and lights, and comes when it is asked again', async () => {
    await Promise.all([seeAllFail('en', onPhone), seeAllFail('es', { ...onPhone, colorScheme: 'dark' })]);
  });

  it('each page on a desk does, too', async () => {
    await Promise.all([seeAllFail('en', onDesk), seeAllFail('es', { ...onDesk, colorScheme: 'light' })]);
  });

  it('a slow one is waited for, with the shape of what comes', async () => {
    const { page, close } = await comeBare('en', onPhone);
    await breakAnswers(page, 'slow');
    await page.goto(`${app.url}/esim/jp`);
    await page.locator('main [aria-busy=true], main .bone, main [role=status]').first().waitFor();
    await page.locator('main a[href*="/plan/"]').first().waitFor({ timeout: 20_000 });
    expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    await close();
  });
});

describe('a paid order', () => {
  it('is never told to have failed, whatever happens to the answers', async () => {
    visit = await browser.visit({ viewport: phone, hasWorker: false });
    const { page } = visit;
    await buy(app, page, 'paid@example.com');
    for (const fault of ['down', 'error'] as const) {
      const mend = await breakAnswers(page, fault);
      await page.reload();
      await page
        .locator('main')
        .getByRole('button', { name: 'Try again' })
        .first()
        .waitFor({ timeout: 20_000 });
      expect(await page.locator('main').innerText()).not.toMatch(/failed|not paid|declined/i);
      await mend();
    }
    await page.reload();
    await page.locator(qrCode).waitFor();
  });
});

describe('in mid-checkout', () => {
  it('a session that ends asks for a new code there, and keeps the choice', async () => {
    visit = await browser.visit({ viewport: phone, hasWorker: false });
    const { page } = visit;
    await page.goto(`${app.url}/checkout/spain-3gb-30d`);
    await signInHere(app, page, 'ends@example.com');
    await page.getByRole('button', { name: 'One eSIM more' }).click();
    const pay = page.getByRole('button', { name: /Continue to payment/ });
    await pay.waitFor();
    await app.sql("update sessions set expires_at = now() - interval '1 minute'");
    await page.getByRole('checkbox').check();
    await pay.click();
    await page.getByText('Confirm your email above to go on').waitFor();
    expect(await page.getByText('We could not reach Tribi').count()).toBe(0);
    expect(await page.getByText('2', { exact: true }).count()).toBeGreaterThan(0);
    expect(
      (
        await app.sql(
          "select count(*)::int as n from orders o join users u on u.id = o.user_id where u.email = 'ends@example.com'",
        )
      )[0].n,
    ).toBe(0);
  });

  it('two tabs, back and forward make one order and one charge', async () => {
    visit = await browser.visit({ viewport: phone, hasWorker: false });
    const { page, context } = visit;
    await toCardForm(app, page, 'tabs@example.com');
    const address = page.url();
    await page.goBack();
    await page.getByRole('button', { name: /Continue to payment/ }).click();
    await page.locator('[autocomplete=cc-number]').waitFor();
    expect(page.url()).toBe(address);
    // A checkout of its own in a second tab leads to the same order.
    const second = await context.newPage();
    await second.goto(`${app.url}/checkout/spain-3gb-30d`);
    await second.getByRole('checkbox').check();
    await second.getByRole('button', { name: /Continue to payment/ }).click();
    await second.locator('[autocomplete=cc-number]').waitFor();
    expect(second.url()).toBe(address);
    for (const tab of [page, second]) await fillCard(tab);
    await Promise.all([page, second].map((tab) => tab.getByRole('button', { name: /^Pay/ }).click()));
    await page.locator(qrCode).waitFor();
    await second.locator(qrCode).waitFor();
    await page.goBack();
    await page.locator(`${qrCode}, main h1`).first().waitFor();
    const [{ orders, paid }] = await app.sql(
      `select count(distinct o.id)::int as orders, count(p.id) filter (where p.status = 'SUCCEEDED')::int as paid
       from orders o join users u on u.id = o.user_id left join payments p on p.order_id = o.id
       where u.email = 'tabs@example.com'`,
    );
    expect([orders, paid]).toEqual([1, 1]);
  });
});
