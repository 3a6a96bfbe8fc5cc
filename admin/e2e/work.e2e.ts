import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newStaffSession } from '../../server/test/kit/new-session.ts';
import { buy, checkout, ownOrder, type Person, payByCard, signIn } from '../../server/test/kit/shopper.ts';
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
  buyer = await signIn(app, 'traveller@example.com');
  bought = await buy(app, buyer);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
beforeEach(async () => {
  visit = await browser.visit();
});
afterEach(() => visit.close());

/** What the API answers somebody of staff, as a code where it refuses. */
async function asked(email: string, document: string, variables: object = {}): Promise<string | undefined> {
  const as = await newStaffSession(app, email);
  return (await app.graphql(document, variables, { as })).errors?.[0]?.extensions.code;
}
const audited = (action: string) =>
  app.sql(
    'select actor_label as actor, reason, subject_label as label from audit_log where action = $1 order by id',
    [action],
  );

describe('finance', () => {
  it('answers a buyer who asks for a refund: found on the first page, refused with a reason', async () => {
    const { page } = visit;
    const order = await buy(app, buyer, { slug: 'spain-1gb-7d' });
    await app.graphql(
      `mutation ($n: String!) { requestRefund(orderNumber: $n, reason: "Plans changed", idempotencyKey: "desk") { __typename } }`,
      { n: order.number },
      { as: buyer },
    );
    await openAs(app, visit, 'finance@tribi.test', '/admin/');
    await page.getByText('Buyers ask for a refund').click();
    await page.getByText(order.number).first().click();
    const panel = page.getByRole('region', { name: 'Requests for a refund' });
    await panel.getByText('The buyer says: “Plans changed”').waitFor();
    await panel.getByRole('button', { name: 'Refuse…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('The supplier says it was installed');
    expect(await barriers(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Refuse the request' }).click();
    await panel.getByText('The buyer was told: “The supplier says it was installed”').waitFor();
    await page.getByRole('region', { name: 'Timeline' }).getByText('Your refund was not agreed to').waitFor();
    expect(await audited('refuseRefundRequest')).toMatchObject([{ label: order.number }]);
  });

  it('refunds a part, never more than is left, and is told when it is done', async () => {
    const { page } = visit;
    await openAs(app, visit, 'finance@tribi.test', `/admin/orders/${bought.number}/show`);
    await page.getByRole('button', { name: 'Refund…', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'A part' }).check();
    await dialog.getByLabel('Amount in USD').fill('9999');
    await dialog.getByText(/At most USD\s8\.50 can be refunded/).waitFor();
    await dialog.getByLabel('Reason').fill('it did not work on the first day');
    expect(await dialog.getByRole('button', { name: /^Refund USD/ }).isDisabled()).toBe(true);
    expect(await barriers(page)).toEqual([]);
    await dialog.getByLabel('Amount in USD').fill('2,50');
    await page.keyboard.press('Enter');
    await page.getByText('Refund asked for.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('region', { name: 'Timeline' }).getByText('Refund made').waitFor();
    await page.getByText('Partly refunded').waitFor();
    const [refund] = await app.sql('select amount::int, currency, reason from refunds');
    expect(refund).toEqual({ amount: 250, currency: 'USD', reason: 'it did not work on the first day' });
    expect(await audited('refundOrder')).toMatchObject([
      { actor: 'finance@tribi.test', label: bought.number },
    ]);
    expect(visit.complaints).toEqual([]);
  });

  it('closes a question with Esc, nothing done, and is back where it came from', async () => {
    const { page } = visit;
    await openAs(app, visit, 'finance@tribi.test', `/admin/orders/${bought.number}/show`);
    await page.getByRole('button', { name: 'Refund…', exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Refund…');
    expect(await app.sql('select 1 from refunds')).toHaveLength(1);
  });

  it('sees what the order did to the books, and is refused the code of an eSIM', async () => {
    const { page } = visit;
    await openAs(app, visit, 'finance@tribi.test', `/admin/orders/${bought.number}/show`);
    await page.getByRole('region', { name: 'In the books' }).getByText('Sales').waitFor();
    expect(await page.getByRole('button', { name: 'Show code…' }).count()).toBe(0);
    expect(
      await asked(
        'finance@tribi.test',
        'mutation ($id: ID!) { revealActivationCode(esimId: $id, reason: "just looking") { __typename } }',
        {
          id: bought.esims[0].id,
        },
      ),
    ).toBe('FORBIDDEN');
    expect(await audited('revealActivationCode')).toEqual([]);
  });
});

describe('support', () => {
  it('shows a code for a reason, which is written down, and keeps it nowhere', async () => {
    const { page } = visit;
    await openAs(app, visit, 'support@tribi.test', `/admin/orders/${bought.number}/show`);
    await page.getByRole('button', { name: 'Show code…' }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('button', { name: 'Show code' }).isDisabled()).toBe(true);
    await page.keyboard.type('the QR code does not scan');
    await page.keyboard.press('Enter');
    await dialog.getByAltText('QR code of the eSIM').waitFor();
    await dialog.getByText(bought.esims[0].activationCode).waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByText(bought.esims[0].activationCode).count()).toBe(0);
    const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
    expect(kept).not.toContain(bought.esims[0].activationCode);
    await page.getByText('Why: the QR code does not scan').waitFor();
    expect(await audited('revealActivationCode')).toMatchObject([
      { actor: 'support@tribi.test', reason: 'the QR code does not scan' },
    ]);
  });

  it('brings what a supplier refused from the review queue to its buyer', async () => {
    const { page } = visit;
    await app.control('connectedYou', 'faults', { mode: 'error422', times: 'always' });
    const started = await checkout(app, buyer);
    await payByCard(started.payment);
    const { number } = started.order;
    await app.until('the eSIM to wait for a person', async () =>
      (await ownOrder(app, buyer, number)).esims[0].status === 'IN_REVIEW' ? true : null,
    );
    await app.control('connectedYou', 'faults', undefined, 'DELETE');
    await openAs(app, visit, 'support@tribi.test', '/admin/');
    await page.getByRole('link', { name: /eSIMs wait for a decision/ }).click();
    const entry = page.getByRole('article', { name: number });
    await entry.getByText('The supplier refused to make the eSIM.').waitFor();
    expect(await entry.getByRole('button', { name: /refund/i }).count()).toBe(0);
    expect(await barriers(page)).toEqual([]);
    await entry.getByRole('button', { name: 'Attach supplier order…' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Activation code/).fill('not a code');
    await dialog.getByLabel('ICCID').fill('8901260000000000007');
    await dialog.getByLabel('The supplier’s order number').fill('CY-4711');
    await dialog.getByLabel('Reason').fill('made by their support on the phone');
    await dialog.getByRole('button', { name: 'Deliver it' }).click();
    await dialog.getByRole('alert').first().waitFor();
    expect(await dialog.getByLabel('The supplier’s order number').inputValue()).toBe('CY-4711');
    await dialog.getByLabel(/^Activation code/).fill('LPA:1$rsp.example.com$ATTACHED-BY-HAND');
    await dialog.getByRole('button', { name: 'Deliver it' }).click();
    await page.getByText('The eSIM is delivered.').waitFor();
    const order = await ownOrder(app, buyer, number);
    expect(order).toMatchObject({ status: 'COMPLETED', fulfillmentStatus: 'FULFILLED' });
    expect(order.esims[0].activationCode).toBe('LPA:1$rsp.example.com$ATTACHED-BY-HAND');
    expect(await audited('attachSupplierOrder')).toMatchObject([{ actor: 'support@tribi.test' }]);
  });

  it('is offered no refund, and the API refuses one', async () => {
    const { page } = visit;
    await openAs(app, visit, 'support@tribi.test', `/admin/orders/${bought.number}/show`);
    await page.getByRole('button', { name: 'Send mail again…' }).waitFor();
    expect(await page.getByRole('button', { name: 'Refund…', exact: true }).count()).toBe(0);
    expect(await page.getByRole('region', { name: 'In the books' }).count()).toBe(0);
    const refund =
      'mutation ($n: String!) { refundOrder(number: $n, reason: "because", idempotencyKey: "k") { __typename } }';
    expect(await asked('support@tribi.test', refund, { n: bought.number })).toBe('FORBIDDEN');
    expect(await app.sql('select 1 from refunds')).toHaveLength(1);
  });
});

describe('the catalogue', () => {
  it('has stock and nothing of anybody’s orders', async () => {
    const { page } = visit;
    await openAs(app, visit, 'catalog@tribi.test', '/admin/');
    await page.getByRole('heading', { name: 'What needs a person now' }).waitFor();
    await page.getByRole('menuitem', { name: 'Stock levels' }).waitFor();
    expect(await page.getByRole('menuitem').count()).toBe(2);
    for (const path of ['review', 'payments', 'ledger', 'staff', 'audit-log', 'switches']) {
      await page.goto(`${app.url}/admin/${path}`);
      await page.getByRole('heading', { name: 'Not part of your work' }).waitFor();
    }
    expect(await asked('catalog@tribi.test', '{ orders { totalCount } }')).toBe('FORBIDDEN');
    expect(await asked('catalog@tribi.test', '{ auditLog { totalCount } }')).toBe('FORBIDDEN');
  });
});

describe('an administrator', () => {
  it('stops purchases with a switch and starts them again, and it is in the audit log', async () => {
    const { page } = visit;
    await openAs(app, visit, 'admin@tribi.test', '/admin/switches');
    const purchases = page.getByRole('article', { name: 'Purchases' });
    await purchases.getByRole('button', { name: 'Turn off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Reason').fill('the price list is wrong');
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await purchases.getByText('Off', { exact: true }).waitFor();
    expect((await checkout(app, buyer)).__typename).toBe('PurchasesPaused');
    await page.getByRole('menuitem', { name: 'Dashboard' }).click();
    await page.getByRole('link', { name: /Switched off \(PURCHASES\)/ }).click();
    await purchases.getByRole('button', { name: 'Turn on' }).click();
    await dialog.getByLabel('Reason').fill('mended');
    await dialog.getByRole('button', { name: 'Turn on' }).click();
    await purchases.getByText('On', { exact: true }).waitFor();
    expect((await checkout(app, buyer)).__typename).toBe('CheckoutStarted');
    await page.getByRole('menuitem', { name: 'Audit log' }).click();
    await page.getByLabel('Person, subject, reason, address or request').fill('price list');
    await page.getByText('Why: the price list is wrong').waitFor();
    await page.getByText('Why: mended').waitFor({ state: 'detached' });
    expect(await page.getByRole('article').getByText('true', { exact: true }).count()).toBe(1);
    expect(await barriers(page)).toEqual([]);
    expect(visit.complaints).toEqual([]);
  });

  it('gives a role, which the person then has, and may not take the last one of its kind', async () => {
    const { page } = visit;
    await openAs(app, visit, 'admin@tribi.test', '/admin/staff');
    await page.getByRole('button', { name: 'Invite someone' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Email address').fill('new.hand@tribi.test');
    await dialog.getByLabel(/^Support/).check();
    await dialog.getByLabel('Reason').fill('joins the night shift');
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await page.getByRole('article', { name: 'new.hand@tribi.test' }).waitFor();
    const self = page.getByRole('article', { name: 'admin@tribi.test' });
    await self.getByRole('button', { name: 'Roles…' }).click();
    await dialog.getByLabel(/^Admin/).uncheck();
    await dialog.getByLabel('Reason').fill('trying to leave');
    await dialog.getByRole('button', { name: 'Set the roles' }).click();
    await dialog.getByRole('alert').waitFor();
    expect(await barriers(page)).toEqual([]);
    expect(await app.sql(`select 1 from users where roles ? 'ADMIN'`)).toHaveLength(1);
  });

  it('works on a phone, in the dark, in Spanish, on every page', async () => {
    await visit.close();
    visit = await browser.visit({ viewport: phone, locale: 'es-ES', colorScheme: 'dark' });
    const { page } = visit;
    await openAs(app, visit, 'admin@tribi.test', '/admin/');
    const looked = ['', 'ledger', 'job-runs', 'staff', 'access'];
    for (const [path = '', heading = ''] of [
      ['', 'Panel'],
      ['review', 'Por revisar'],
      ['payments', 'Pagos'],
      ['stripe-events', 'Avisos de Stripe'],
      ['ledger', 'Contabilidad'],
      ['alerts', 'Alertas'],
      ['job-runs', 'Tareas'],
      ['dead-letters', 'Tareas fallidas'],
      ['switches', 'Interruptores'],
      ['staff', 'Equipo'],
      ['audit-log', 'Auditoría'],
      ['access', 'Mi acceso'],
    ]) {
      await page.goto(`${app.url}/admin/${path}`);
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBe(0);
      // The other pages are made of the same parts.
      if (looked.includes(path)) expect(await barriers(page), path).toEqual([]);
    }
    expect(visit.complaints).toEqual([]);
  });
});
