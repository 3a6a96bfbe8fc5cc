import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buy, checkout, mailedCode, type Person, payByCard, signIn } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { type BrowserKit, phone, startBrowser, type Visit } from '../../storefront/e2e/kit/browser.ts';
import { barriers } from './kit/desk.ts';

let app: TestApp;
let browser: BrowserKit;
let visit: Visit;
let buyer: Person;
let bought: string;

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ env: { ADMIN_EMAILS: 'night@tribi.test' } }),
    startBrowser(),
  ]);
  buyer = await signIn(app, 'ana.maria@example.com');
  bought = (await buy(app, buyer)).number;
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
beforeEach(async () => {
  visit = await browser.visit();
});
afterEach(() => visit.close());

type Cookies = Parameters<Visit['context']['addCookies']>[0];
const cookiesOf = new Map<string, Cookies>();

/** Opens a page of the desk as somebody: signs in where the desk asks for it the first time, then by cookie. */
async function enter({ page, context }: Visit, email: string, path = '/admin/orders'): Promise<void> {
  const cookies = cookiesOf.get(email);
  if (cookies) {
    await context.addCookies(cookies);
    await page.goto(app.url + path);
    return;
  }
  const mails = (await app.mailsTo(email)).length;
  await page.goto(app.url + path);
  await page.getByRole('textbox').fill(email);
  await page.keyboard.press('Enter');
  await page.locator('input[name=code]').waitFor();
  await page.locator('input[name=code]').fill(await mailedCode(app, email, mails));
  await page.locator('input[name=code]').waitFor({ state: 'detached' });
  cookiesOf.set(email, await context.cookies());
}

describe('signing in to the desk', () => {
  it('tells a wrong code, then leads to the page that was asked for', async () => {
    const { page } = visit;
    const path = `/admin/orders?filter=${encodeURIComponent('{"tab":"completed"}')}`;
    await page.goto(app.url + path);
    await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('textbox').fill('support@tribi.test');
    await page.getByRole('button', { name: 'Mail me a code' }).click();
    const code = await mailedCode(app, 'support@tribi.test');
    await page.locator('input[name=code]').fill(code === '000000' ? '111111' : '000000');
    await page.getByRole('alert').getByText('Tries left: 4').waitFor();
    expect(await barriers(page)).toEqual([]);
    await page.locator('input[name=code]').fill(code);
    await page.getByRole('link', { name: bought }).waitFor();
    cookiesOf.set('support@tribi.test', await visit.context.cookies());
    expect(page.url()).toContain(path);
    expect(visit.complaints).toEqual([]);
  });

  it('refuses who is not staff, and says whom it refuses', async () => {
    const { page } = visit;
    await enter(visit, 'guest@example.com', '/admin/orders');
    await page.getByRole('heading', { name: 'This desk is for staff' }).waitFor();
    await page.getByText('guest@example.com').waitFor();
    expect(await page.getByText(bought).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByLabel('Email address').waitFor();
    await page.reload();
    await page.getByLabel('Email address').waitFor();
  });

  it('opens to who comes back after their session has ended', async () => {
    const { page } = visit;
    await visit.context.addCookies([{ name: 'tribi_session', value: 'of-yesterday', url: app.url }]);
    await enter(visit, 'night@tribi.test', '/admin/orders');
    await page.getByRole('link', { name: bought }).waitFor();
    await page.getByText('Sandbox: no real money').waitFor();
    await app.sql(
      "delete from sessions where user_id = (select id from users where email = 'night@tribi.test')",
    );
    await page.getByRole('tab', { name: /^To pay/ }).click();
    await page.getByLabel('Email address').waitFor();
  });

  it('shows a role only its part', async () => {
    const { page } = visit;
    await enter(visit, 'catalog@tribi.test', '/admin/');
    await page.getByRole('heading', { name: 'What needs a person now' }).waitFor();
    await page.getByRole('menuitem', { name: 'Stock levels' }).click();
    await page.getByRole('heading', { name: 'Stock levels' }).waitFor();
    await page.getByRole('table').waitFor();
    expect(await page.getByRole('menuitem', { name: 'Orders' }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.goto(`${app.url}/admin/orders/${bought}/show`);
    await page.getByRole('heading', { name: 'Not part of your work' }).waitFor();
    await page.getByText('catalog@tribi.test').waitFor();
    expect(await page.getByText(buyer.email).count()).toBe(0);
  });
});

describe('orders on the desk', () => {
  it('are found by state and words, and a reload keeps both', async () => {
    const { page } = visit;
    const open = (await checkout(app, buyer)).order.number;
    await enter(visit, 'finance@tribi.test');
    await page.getByRole('link', { name: bought }).waitFor();
    expect(await page.getByRole('menuitem', { name: 'Stock levels' }).count()).toBe(0);
    await page.getByRole('tab', { name: /^To pay/ }).click();
    await page.getByRole('link', { name: open }).waitFor();
    await page.getByRole('link', { name: bought }).waitFor({ state: 'detached' });
    await page.getByLabel('Number, email, ICCID, or a whole pi_… or ch_…').fill('ANA.MARIA@');
    await page.waitForURL(/ANA\.MARIA/);
    await page.reload();
    await page.getByRole('link', { name: open }).waitFor();
    expect(await page.getByLabel('Number, email, ICCID, or a whole pi_… or ch_…').inputValue()).toBe(
      'ANA.MARIA@',
    );
    expect(await page.getByRole('tab', { selected: true }).textContent()).toBe('To pay1');
    expect(await barriers(page)).toEqual([]);
    await page.getByLabel('Number, email, ICCID, or a whole pi_… or ch_…').fill('nobody@');
    await page.getByText('Nothing fits these filters').waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('link', { name: bought }).waitFor();
    expect(visit.complaints).toEqual([]);
  });

  it('are saved as CSV', async () => {
    const { page } = visit;
    await enter(
      visit,
      'admin@tribi.test',
      `/admin/orders?filter=${encodeURIComponent('{"tab":"completed"}')}`,
    );
    await page.getByRole('link', { name: bought }).waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export CSV' }).click(),
    ]);
    const [header, line] = (await readFile(await download.path(), 'utf8')).split('\r\n');
    expect(header).toBe(
      '\ufeffnumber,created_at,customer,plan,quantity,total,currency,status,payment,delivery,holds',
    );
    expect(line).toMatch(
      new RegExp(`^${bought},.*,${buyer.email},.*,1,\\d+\\.\\d\\d,USD,COMPLETED,PAID,FULFILLED,$`),
    );
  });

  it('are shown whole, without what only their owner may see', async () => {
    const { page } = visit;
    const answers: Promise<string>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('/graphql')) answers.push(response.text());
    });
    await enter(visit, 'support@tribi.test');
    await page.getByRole('link', { name: bought }).click();
    await page.getByRole('heading', { name: `Order ${bought}` }).waitFor();
    await page.getByText('Succeeded', { exact: true }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await page.getByRole('region', { name: 'Customer' }).getByText(buyer.email).waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Your eSIM is ready').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect((await Promise.all(answers)).join()).not.toContain('LPA:1$');
    expect(visit.complaints).toEqual([]);
  });

  it('move by themselves while they are looked at', async () => {
    const { page } = visit;
    const started = await checkout(app, buyer, { slug: 'spain-2gb-15d' });
    await enter(visit, 'support@tribi.test', `/admin/orders/${started.order.number}/show`);
    await page.getByText('Unpaid').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    await payByCard(started.payment);
    await page.getByText('Delivered').waitFor();
    await page.getByText('Paid', { exact: true }).waitFor();
  });

  it('speak Spanish, on a phone and in the dark too', async () => {
    await visit.close();
    visit = await browser.visit({ viewport: phone, locale: 'es-MX', colorScheme: 'dark' });
    const { page } = visit;
    await enter(visit, 'admin@tribi.test', '/admin/orders');
    await page.getByRole('heading', { name: 'Pedidos' }).waitFor();
    await page.getByRole('link', { name: bought }).waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await page.getByRole('link', { name: bought }).click();
    await page.getByText('Qué se pidió').waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('es');
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    expect(await barriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });
});
