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
const say = (text: string) => process.stdout.write(`${text}\n`);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
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
      audits.push({ page, audit: await audit(url + path, port, isBarred) });
    }
    const measured = { vitals: medians(visits), rounds, audits };
    say(`\n${printed(measured)}`);
    if (!values.quick) await writePart('pages', written(measured));
  } finally {
    await browser.close();
  }
} finally {
  await shop.close();
}
