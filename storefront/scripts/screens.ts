/**
 * Takes the pictures of docs/screens from a running sandbox shop: `node storefront/scripts/screens.ts
 * http://localhost:4000`, with DATA_DIR as the shop has it. It signs a new person in and buys eSIMs, as the pictures
 * then show. With `desk` after the address, only the desk's; with `shop`, only the storefront's.
 */
import { desktop, phone, startBrowser, type Visit } from '../e2e/kit/browser.ts';
import { desk } from './screens/desk.ts';
import { mails } from './screens/mails.ts';
import { failSupplier } from './screens/running-shop.ts';
import { shop } from './screens/shop.ts';
import { offline, states, unreachable } from './screens/states.ts';

const only = process.argv[3];
const browser = await startBrowser();
await failSupplier(null);

for (const [name, options, prefix] of [
  ['phone', { viewport: phone }, ''],
  ['desktop', { viewport: desktop }, ''],
  ['phone-es-dark', { viewport: phone, locale: 'es-ES', colorScheme: 'dark' }, '/es'],
  ['desktop-es-dark', { viewport: desktop, locale: 'es-ES', colorScheme: 'dark' }, '/es'],
] as const) {
  if (only === 'desk') break;
  const visit = await browser.visit(options);
  const companion = await browser.visit({ ...options, hasWorker: false });
  const email = `screens-${name}-${Date.now()}@example.com`;
  await shop(visit.page, name, prefix, email);
  await states(visit.page, companion.page, name, prefix);
  await offline(visit.page, name, prefix);
  await unreachable(companion.page, name, prefix);
  await mails(visit.page, name, email);
  await Promise.all([visit.close(), companion.close()]);
}

let cookies: Awaited<ReturnType<Visit['context']['cookies']>> = [];
for (const [name, options] of [
  ['desktop', { viewport: desktop }],
  ['desktop-dark', { viewport: desktop, colorScheme: 'dark' }],
  ['phone', { viewport: phone }],
  ['phone-dark', { viewport: phone, colorScheme: 'dark' }],
] as const) {
  if (only === 'shop') break;
  const { page, context, close } = await browser.visit(options);
  await context.addCookies(cookies);
  await desk(page, name);
  cookies = await context.cookies();
  await close();
}
await browser.close();
