/**
 * `npm run bench:web`: measures the pages of a shop of its own in a real browser, prints the result and writes its part
 * of docs/performance.md. With `--quick` a look that writes nothing.
 */
import { parseArgs } from 'node:util';
import { writePart } from '../../server/bench/performance-page.ts';
import { openShop } from '../../server/bench/shop.ts';
import { startDebuggedBrowser } from './debugged-browser.ts';
import { type Audit, audit } from './lighthouse.ts';
import { printed, written } from './report.ts';
import { type Vitals, visitCountry } from './vitals.ts';

const country = '/esim/jp';
const pages = [
  { page: 'home', path: '/' },
  { page: 'country', path: country },
  { page: 'plan', path: '/plan/spain-3gb-30d' },
  { page: 'checkout', path: '/checkout/spain-3gb-30d', isBarred: true },
];

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const rounds = values.quick ? 1 : 5;
const auditRounds = values.quick ? 1 : 3;
const say = (text: string) => process.stdout.write(`${text}\n`);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** By performance: the other scores are the same each time. */
function middle(looks: readonly Audit[]): Audit {
  const order = looks.toSorted((a, b) => (a.scores.performance ?? 0) - (b.scores.performance ?? 0));
  const [found] = order.slice(Math.floor(order.length / 2));
  if (!found) throw new Error('No look at the page was taken');
  return found;
}

function medians(visits: readonly Vitals[]): Vitals {
  const of = (name: keyof Vitals) => median(visits.map((visit) => visit[name]));
  return {
    readableMs: of('readableMs'),
    largestMs: of('largestMs'),
    layoutShift: of('layoutShift'),
    interactionMs: of('interactionMs'),
    scriptKb: of('scriptKb'),
    totalKb: of('totalKb'),
  };
}

say('… a fresh shop');
const shop = await openShop();
try {
  const { url } = await shop.startApp();
  const { browser, port } = await startDebuggedBrowser();
  try {
    // The first request of each page warms the server up; a traveller is rarely the first.
    for (const { path } of pages)
      await (await fetch(url + path, { headers: { accept: 'text/html' } })).text();
    say('… a country page on a slow line');
    const visits: Vitals[] = [];
    for (let round = 0; round < rounds; round += 1) visits.push(await visitCountry(browser, url + country));
    const audits: { page: string; audit: Audit }[] = [];
    for (const { page, path, isBarred = false } of pages) {
      say(`… Lighthouse on the ${page} page`);
      const looks: Audit[] = [];
      for (let look = 0; look < auditRounds; look += 1) looks.push(await audit(url + path, port, isBarred));
      audits.push({ page, audit: middle(looks) });
    }
    const measured = { vitals: medians(visits), rounds, auditRounds, audits };
    say(`\n${printed(measured)}`);
    if (!values.quick) await writePart('pages', written(measured));
  } finally {
    await browser.close();
  }
} finally {
  await shop.close();
}
