import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { newStaffSession } from '../../server/test/kit/new-session.ts';
import { buy, type Person, signIn } from '../../server/test/kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { type BrowserKit, phone, startBrowser, type Visit } from '../../storefront/e2e/kit/browser.ts';
import { barriers, openAs } from './kit/desk.ts';

let app: TestApp;
let browser: BrowserKit;
let visit: Visit;
let buyer: Person;
let bought: ResultOf;

beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } }),
    startBrowser(),
  ]);
  buyer = await signIn(app, 'unlucky@example.com');
  bought = await buy(app, buyer);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
/** What becomes of each request of one operation: it is carried out and its answer is lost, or it is turned away. */
async function meddle(page: Page, operation: string, fates: ('lost' | 'RATE_LIMITED')[]): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const isIt = route.request().postDataJSON()?.operationName === operation;
    const fate = isIt ? fates.shift() : undefined;
    if (fate === 'lost') {
      await route.fetch();
      await route.abort();
    } else if (fate) {
      const errors = [{ message: 'Too many writes.', extensions: { code: fate } }];
      await route.fulfill({ json: { errors } });
    } else await route.continue();
  });
}

const refunds = () => app.sql('select amount::int from refunds');

describe('one after the other', () => {
  beforeEach(async () => {
    visit = await browser.visit();
  });
  afterEach(() => visit.close());

  it('a part is refunded once, though its answer is lost, the repeat is turned away and the question was closed', async () => {
    const { page } = visit;
    await openAs(app, visit, 'finance@tribi.test', `/admin/orders/${bought.number}/show`);
    await meddle(page, 'RefundOrder', ['lost', 'RATE_LIMITED']);
    const open = page.getByRole('button', { name: 'Refund…', exact: true });
    await open.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'A part' }).check();
    const amount = dialog.getByLabel('Amount in USD');
    await amount.fill('2.50');
    await dialog.getByLabel('Reason').fill('slow on the first day');
    await dialog.getByRole('button', { name: /^Refund USD/ }).click();
    await dialog.getByText('No answer came').waitFor();
    await dialog.getByRole('button', { name: /^Refund USD/ }).click();
    await dialog.getByText('Too many writes.').waitFor();
    await dialog.getByText('No answer came').waitFor();
    expect(await amount.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: 'Back' }).click();
    await dialog.waitFor({ state: 'detached' });
    // Elsewhere and back, too.
    await page.getByRole('menuitem', { name: 'Dashboard' }).click();
    await page.goBack();
    await open.click();
    await dialog.getByText('You have sent this before.').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await amount.inputValue()).toBe('2.50');
    expect(await amount.isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: /^Refund USD/ }).click();
    await page.getByText('Refund asked for.').waitFor();
    expect(await refunds()).toEqual([{ amount: 250 }]);
    // The next one is another one.
    await open.click();
    expect(await dialog.getByLabel('Reason').inputValue()).toBe('');
  });

  it('an order is found by its number in small letters', async () => {
    const { page } = visit;
    await openAs(app, visit, 'support@tribi.test', `/admin/orders/${bought.number.toLowerCase()}/show`);
    await page.getByRole('heading', { name: `Order ${bought.number}` }).waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    // All of a table is seen without scrolling sideways.
    const events = page.getByRole('region', { name: 'Events from Stripe' });
    await events.getByRole('button', { name: 'Replay…' }).first().waitFor();
    expect(
      await events.evaluate((region) =>
        [region, ...region.querySelectorAll('*')].every(
          ({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth + 1 || clientWidth === 0,
        ),
      ),
    ).toBe(true);
  });

  it('the first alert comes where there was none, by the name that the runbook has for it', async () => {
    const { page } = visit;
    await app.sql('update staff_alerts set settled_at = now(), settled_by = $1 where settled_at is null', [
      'test',
    ]);
    await openAs(app, visit, 'support@tribi.test', '/admin/alerts');
    await page.getByText('No alert is open').waitFor();
    const as = await newStaffSession(app, 'admin@tribi.test');
    await app.graphql(
      'mutation { setSwitch(name: "MAIL", isOn: false, reason: "a test of alerts") { __typename } }',
      {},
      { as },
    );
    const alert = page.getByRole('article');
    await alert.getByText('SWITCH_OFF', { exact: true }).waitFor();
    await alert.getByText('The switch MAIL is off').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('menuitem', { name: 'Español' }).click();
    await alert.getByText('El interruptor MAIL está apagado').waitFor();
    await page.getByRole('button', { name: 'Español' }).click();
    await page.getByRole('menuitem', { name: 'English' }).click();
    await alert.getByText('The switch MAIL is off').waitFor();
    await alert.getByRole('link', { name: 'Go there' }).click();
    await page.getByRole('heading', { name: 'Switches' }).waitFor();
    await app.graphql(
      'mutation { setSwitch(name: "MAIL", isOn: true, reason: "a test of alerts") { __typename } }',
      {},
      { as },
    );
  });

  it('has nothing on a phone that a finger would miss', async () => {
    await visit.close();
    visit = await browser.visit({ viewport: phone });
    const { page } = visit;
    for (const path of [
      '',
      'orders',
      `orders/${bought.number}/show`,
      'review',
      'alerts',
      'switches',
      'staff',
      'access',
    ]) {
      await openAs(app, visit, 'admin@tribi.test', `/admin/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll(
            'button, [role=tab], [role=button], [role=combobox], summary, .MuiInputBase-root',
          ),
        ]
          .map((element) => ({
            box: element.getBoundingClientRect(),
            text: element.textContent,
            html: element.outerHTML,
          }))
          .filter(({ box }) => box.width > 0 && (box.height < 44 || box.width < 44))
          .map(({ box, text, html }) => `${text} ${box.width}×${box.height} ${html.slice(0, 120)}`),
      );
      expect(small, path).toEqual([]);
    }
  });
});

/** Somebody whose session ends is shown the sign-in. */
async function seeSessionEnd({ onTestFinished }: TestContext, path: string): Promise<void> {
  const visit = await browser.visit();
  onTestFinished(visit.close);
  const { page } = visit;
  const isOrder = path !== '/admin/';
  await openAs(app, visit, 'support@tribi.test', path);
  if (isOrder) await page.getByRole('button', { name: 'Send mail again…' }).click();
  else await page.getByRole('heading', { name: 'What needs a person now' }).waitFor();
  await app.sql(
    "delete from sessions where user_id = (select id from users where email = 'support@tribi.test')",
  );
  if (isOrder) await page.getByRole('dialog').getByRole('button', { name: 'Send it' }).click();
  await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor({ timeout: 30_000 });
  expect(await page.getByRole('menuitem').count()).toBe(0);
  expect(page.url()).toContain(path);
}

// Beside each other: the desk looks anew after many seconds.
describe.concurrent('what takes its time', () => {
  it('a session that has ended shows the sign-in, from the dashboard too', (context) =>
    seeSessionEnd(context, '/admin/'));

  it('says that it is not live while the line is down, and when it is silent', async ({ onTestFinished }) => {
    const visit = await browser.visit();
    onTestFinished(visit.close);
    const { page } = visit;
    let cut: () => void = () => undefined;
    let isSilent = false;
    await page.routeWebSocket(/\/graphql$/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((message) => isSilent || server.send(message));
      server.onMessage((message) => isSilent || socket.send(message));
      cut = () => void socket.close({ code: 1012 });
    });
    await openAs(app, visit, 'admin@tribi.test', `/admin/orders/${bought.number}/show`);
    await page.getByText('Live', { exact: true }).waitFor();
    cut();
    await page.getByText('Not live. Connecting again…').waitFor();
    await page.getByText('Live', { exact: true }).waitFor();
    isSilent = true;
    await page.getByText('Not live. Connecting again…').waitFor({ timeout: 30_000 });
    isSilent = false;
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 30_000 });
  });
});

it('a session that has ended shows the sign-in, from a dialog too', (context) =>
  seeSessionEnd(context, `/admin/orders/${bought.number}/show`));
