import type { Page } from 'playwright-core';
import {
  askShop,
  base,
  failSupplier,
  fillCard,
  pay,
  photographer,
  staffToken,
  toCardForm,
} from './running-shop.ts';

type Shot = ReturnType<typeof photographer>;

/** Delivered by the supplier, not from stock. */
const slug = 'spain-3gb-30d';
const qrCode = 'img[src^="data:image/png"]';
/** A job that failed comes again after some seconds. */
const patience = { timeout: 60_000 };
const title = (page: Page, words: RegExp) => page.getByRole('heading', { level: 1, name: words });

async function buy(page: Page, prefix: string, quantity = 1): Promise<void> {
  await toCardForm(page, prefix, slug, quantity);
  await fillCard(page);
  await pay(page);
}

/** What becomes of orders, for who is signed in; `companion` looks from another phone. */
export async function states(page: Page, companion: Page, name: string, prefix: string): Promise<void> {
  const shot = photographer(page, name);
  await declinedAndCancelled(page, prefix, shot);

  await failSupplier({ mode: 'error500', status: 503, times: 'always' });
  await buy(page, prefix);
  await title(page, /being prepared|preparando/).waitFor();
  await shot('order-preparing');
  await failSupplier(null);
  await page.locator(qrCode).waitFor(patience);

  await failSupplier({ mode: 'error422', times: 'always' });
  await buy(page, prefix);
  await title(page, /looking after|ocupando/).waitFor(patience);
  await shot('order-review');
  await failSupplier(null);

  await buy(page, prefix, 2);
  await page.locator(qrCode).nth(1).waitFor(patience);
  await handOn(page, companion, shot, photographer(companion, name));
  await giveBack(page, shot);
}

async function declinedAndCancelled(page: Page, prefix: string, shot: Shot): Promise<void> {
  await toCardForm(page, prefix, slug);
  await fillCard(page, '4000000000000002');
  await pay(page);
  await page
    .getByText(/declined|rechazad/i)
    .first()
    .waitFor();
  await shot('pay-declined');
  await page.goto(page.url().replace('/pay', ''));
  await page.getByRole('button', { name: /Cancel the order|Cancelar el pedido/ }).click();
  await shot('order-cancel', false);
  await page.getByRole('alertdialog').getByRole('button').last().click();
  await title(page, /cancelled|cancel/).waitFor();
  await shot('order-cancelled');
}

/** Hands the first eSIM to a companion, who has no account. */
async function handOn(page: Page, companion: Page, shot: Shot, theirShot: Shot): Promise<void> {
  await page
    .getByRole('button', { name: /Hand it to a companion|Entregar a un acompañante/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Ana');
  await page.keyboard.press('Enter');
  const url = await dialog.getByText('/shared/').innerText();
  await shot('share', false);
  await page.keyboard.press('Escape');
  await companion.goto(base + new URL(url).pathname);
  await theirShot('shared');
  await companion.locator('main').getByRole('button').first().click();
  await companion.locator(qrCode).waitFor();
  await theirShot('shared-opened');
}

/** Asks for a refund of one eSIM of two, which staff accept. */
async function giveBack(page: Page, shot: Shot): Promise<void> {
  await page.getByRole('button', { name: /Ask for a refund|Pedir un reembolso/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox').first().uncheck();
  await dialog.locator('select').selectOption('phone');
  await shot('refund-ask', false);
  await dialog.getByRole('button', { name: /\d/ }).click();
  await dialog.waitFor({ state: 'detached' });
  await shot('order-refund-asked');
  const [number] = /TRB-\w+/.exec(page.url()) ?? [];
  const cookie = (await page.context().cookies()).map((each) => `${each.name}=${each.value}`).join('; ');
  const { me } = await askShop(
    'query ($number: String!) { me { order(number: $number) { refundRequests { id } } } }',
    { number },
    { cookie },
  );
  await askShop(
    'mutation ($id: ID!) { approveRefundRequest(id: $id) { __typename } }',
    { id: me.order.refundRequests[0].id },
    { authorization: `Bearer ${await staffToken()}` },
  );
  await title(page, /1 of 2|1 de 2/).waitFor(patience);
  await page.getByText(/was sent to your card|se envió a tu tarjeta/).waitFor(patience);
  await shot('order-part-refunded');
}

/** What is there without a line: the eSIMs that the browser has kept. */
export async function offline(page: Page, name: string, prefix: string): Promise<void> {
  const shot = photographer(page, name);
  await page.goto(`${base}${prefix}/account`);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await page.goto(`${base}${prefix}/account`);
  await page.locator(qrCode).first().waitFor();
  await shot('offline');
  await page.context().setOffline(false);
}

/** A page that gets no answer, of somebody without the service worker. */
export async function unreachable(page: Page, name: string, prefix: string): Promise<void> {
  await page.goto(`${base}${prefix}/help`);
  await page.waitForLoadState('networkidle');
  await page.route('**/graphql', (route) => route.abort('connectionrefused'));
  await page
    .getByRole('link', { name: /Destinations|Destinos/ })
    .first()
    .click();
  await page
    .locator('main')
    .getByRole('button', { name: /again|nuevo/ })
    .first()
    .waitFor();
  await photographer(page, name)('unreachable', false);
}
