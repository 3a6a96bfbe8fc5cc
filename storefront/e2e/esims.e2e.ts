import jsqr from 'jsqr';
import type { Page } from 'playwright-core';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buy, mailedCode, ownOrder, type Person, signIn } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { barriersInBothLights } from './kit/barriers.ts';
import { type BrowserKit, desktop, phone, startBrowser } from './kit/browser.ts';

let app: TestApp;
let browser: BrowserKit;
let finance: Person;
beforeAll(async () => {
  [app, browser] = await Promise.all([startTestApp(), startBrowser()]);
  finance = await signIn(app, 'finance@tribi.test');
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

async function signInAt(page: Page, email: string, path: string): Promise<void> {
  const before = (await app.mailsTo(email)).filter(({ text }) => /\b\d{6}\b/.test(text)).length;
  await app.sql('delete from rate_limits');
  await app.sql("update sign_in_codes set created_at = created_at - interval '1 hour'");
  await page.goto(`${app.url}${path}`);
  await page.getByRole('textbox').first().fill(email);
  await page.keyboard.press('Enter');
  const field = page.locator('input[autocomplete=one-time-code]');
  await field.waitFor();
  await field.fill(await mailedCode(app, email, before));
}

const scanned = async (page: Page): Promise<string | undefined> => {
  const source = await page.locator('img[src^="data:image/png"]').first().getAttribute('src');
  const png = PNG.sync.read(Buffer.from(source?.split(',')[1] ?? '', 'base64'));
  return jsqr.default(new Uint8ClampedArray(png.data), png.width, png.height)?.data;
};

describe('on a phone, in English', () => {
  it('an eSIM is named, put away and taken out again, and handed to a companion', async () => {
    const person = await signIn(app, 'keeper@example.com');
    const order = await buy(app, person, { slug: 'spain-1gb-7d' });
    const { page, close, complaints } = await browser.visit({ viewport: phone });
    await signInAt(page, person.email, '/account');
    await page.getByText('Open', { exact: true }).first().click();
    await page.getByRole('heading', { name: 'Install it' }).waitFor();
    const toOrder = page.getByRole('link', { name: `Order ${order.number}`, exact: true });
    expect(await toOrder.getAttribute('href')).toBe(`/orders/${order.number}`);

    await page.getByRole('button', { name: 'Name it' }).click();
    await page.getByLabel('Name', { exact: true }).last().fill('Ana in Madrid');
    await page.getByRole('button', { name: 'Save' }).last().click();
    await page.getByText('Ana in Madrid').first().waitFor();

    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await page.getByText('The eSIM is in the archive').waitFor();
    await page.getByText('No eSIM yet').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Ana in Madrid').first().waitFor();
    await page.getByRole('button', { name: 'Archived' }).click();
    await page.getByText('Nothing is archived.').waitFor();
    await page.getByRole('button', { name: 'Current' }).click();

    await page.getByText('Open', { exact: true }).first().click();
    await page.getByRole('button', { name: 'Hand it to a companion' }).click();
    await page.getByLabel('Their first name (optional)').fill('Ana');
    expect(await barriersInBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: 'Make the link' }).click();
    const url = (await page.getByText('/shared/').textContent()) ?? '';
    await page.getByText('Not opened yet').waitFor();

    // The companion has no account here, and looks from another phone.
    const companion = await browser.visit({ viewport: phone, colorScheme: 'dark' });
    const path = new URL(url).pathname;
    const drawn = await fetch(app.url + path, { headers: { accept: 'text/html' } });
    const html = await drawn.text();
    expect(drawn.status).toBe(200);
    expect(html).toContain('noindex');
    expect(html).not.toContain('LPA:1$');
    expect(html).not.toContain(person.email);
    expect(html).not.toContain(order.number);
    await companion.page.goto(app.url + path);
    await companion.page.getByRole('heading', { name: 'Ana, this eSIM is for you' }).waitFor();
    await companion.page.getByRole('button', { name: 'Open the eSIM' }).click();
    await companion.page.getByRole('heading', { name: 'Install it' }).waitFor();
    const own = await ownOrder(app, person, order.number);
    expect(await scanned(companion.page)).toBe(own.esims[0].activationCode);
    await companion.page.getByText(own.esims[0].activationCode).waitFor();
    expect(await barriersInBothLights(companion.page)).toEqual([]);
    expect(companion.complaints).toEqual([]);

    // And the owner is told.
    await page.goto(`${app.url}/orders/${order.number}`);
    await page.getByText('Your companion opened the eSIM').waitFor();
    await page.getByRole('button', { name: 'Hand it to a companion' }).click();
    await page.getByRole('button', { name: 'Withdraw the link' }).click();
    await page.getByText('Link withdrawn').waitFor();
    expect(complaints).toEqual([]);
    const gone = await fetch(app.url + path, { headers: { accept: 'text/html' } });
    expect([gone.status, /opens no eSIM/.test(await gone.text())]).toEqual([410, true]);
    const unknown = await fetch(`${app.url}/shared/nothing`, { headers: { accept: 'text/html' } });
    expect([unknown.status, /opens no eSIM/.test(await unknown.text())]).toEqual([404, true]);
    await companion.close();
    await close();
  });
});

it('the pages tell the policy that the shop decides by', async () => {
  const { data } = await app.graphql('query { shop { refundPolicy { days } } }');
  const terms = await (await fetch(`${app.url}/terms`, { headers: { accept: 'text/html' } })).text();
  expect(terms).toContain(`within ${data.shop.refundPolicy.days} days of the delivery`);
});

describe('on a desktop, in Spanish', () => {
  it('a refund is asked for, and its answer comes onto the open page', async () => {
    const person = await signIn(app, 'devuelve@example.com');
    const order = await buy(app, person, { slug: 'spain-1gb-7d', quantity: 2 });
    const { page, close, complaints } = await browser.visit({ viewport: desktop, locale: 'es-ES' });
    await signInAt(page, person.email, `/es/orders/${order.number}`);
    await page.getByText('Pedido hecho').waitFor();
    await page.getByText('Pago recibido').waitFor();
    await page.getByText('Conviene saber').click();
    await page.getByText(/El APN se configura solo/).waitFor();
    await page.getByRole('button', { name: 'Pedir un reembolso' }).click();
    await page.getByRole('checkbox').first().uncheck();
    await page.getByLabel('Por qué').selectOption('phone');
    expect(await barriersInBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: /^Pedir .*\d/ }).click();
    await page.getByText('Estamos revisando tu solicitud').waitFor();
    await page.getByText('Pediste un reembolso').waitFor();

    const [request] = await app.sql(
      'select r.id, r.reason from refund_requests r join orders o on o.id = r.order_id where o.number = $1',
      [order.number],
    );
    expect(request.reason).toBe('No es para mi móvil');
    await app.graphql(
      'mutation ($id: ID!) { approveRefundRequest(id: $id) { __typename } }',
      { id: request.id },
      { as: finance },
    );
    await page.getByText('Se aceptó tu reembolso').first().waitFor();
    await page.getByText(/se envió a tu tarjeta/).waitFor();
    await page.getByText('Parte del pago reembolsada').waitFor();
    await page.getByText('Esta eSIM se retiró').waitFor();
    await page.getByRole('heading', { name: '1 de 2 eSIM está lista; el resto se reembolsó' }).waitFor();
    expect(await barriersInBothLights(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });
});
