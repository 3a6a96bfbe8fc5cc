import type { Browser, CDPSession, Page } from 'playwright-core';

/** A phone of the middle on a line of an airport: a quarter of this machine's speed, 1.6 Mbit/s, 150 ms. */
export const conditions = {
  cpuSlowdown: 4,
  latencyMs: 150,
  bytesPerSecond: (1.6 * 1_000_000) / 8,
  viewport: { width: 360, height: 800 },
} as const;

export interface Vitals {
  /** When the first plan with its price was painted, and the largest part of the first view. */
  readableMs: number;
  largestMs: number;
  /** While it comes; a list that was asked to change moves of itself. */
  layoutShift: number;
  /** The longest of the interactions, from touch to the next picture. */
  interactionMs: number;
  /** As sent, and everything of the page. */
  scriptKb: number;
  totalKb: number;
}

/** One cold visit of a country's page, looked at and touched as a traveller does. */
export async function visitCountry(browser: Browser, url: string): Promise<Vitals> {
  const context = await browser.newContext({ viewport: conditions.viewport, hasTouch: true, isMobile: true });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await slowDown(session);
  await page.addInitScript(observe);
  const bytes = countBytes(session);
  await page.goto(url);
  await page.waitForLoadState('networkidle');
  const seen = { ...(await page.evaluate(readVitals)), ...bytes() };
  const interactionMs = await touch(page);
  await context.close();
  return { ...seen, interactionMs };
}

async function slowDown(session: CDPSession): Promise<void> {
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: conditions.latencyMs,
    downloadThroughput: conditions.bytesPerSecond,
    uploadThroughput: conditions.bytesPerSecond / 2,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: conditions.cpuSlowdown });
}

/** The bytes that came over the line, headers included. */
function countBytes(session: CDPSession): () => Pick<Vitals, 'scriptKb' | 'totalKb'> {
  const types = new Map<string, string>();
  let script = 0;
  let total = 0;
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength;
    if (types.get(requestId) === 'Script') script += encodedDataLength;
  });
  return () => ({ scriptKb: script / 1000, totalKb: total / 1000 });
}

/** Choices and menus, as they are used; the longest answer to a touch. */
async function touch(page: Page): Promise<number> {
  await page.getByRole('combobox').first().selectOption({ index: 2 });
  await page.waitForLoadState('networkidle');
  await page.locator('header button').first().tap();
  await page.keyboard.press('Escape');
  await page.getByRole('combobox').last().selectOption({ index: 1 });
  await page.waitForLoadState('networkidle');
  return page.evaluate(() => Reflect.get(window, 'measured').interaction);
}

/** Runs in the page before anything else. */
function observe(): void {
  const measured = { largest: 0, shift: 0, interaction: 0, readable: 0 };
  Reflect.set(window, 'measured', measured);
  const watch = (type: string, take: (entry: PerformanceEntry) => void, more: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({
      type,
      buffered: true,
      ...more,
    });
  watch('largest-contentful-paint', (entry) => {
    measured.largest = entry.startTime;
  });
  watch('layout-shift', (entry) => {
    if (!Reflect.get(entry, 'hadRecentInput')) measured.shift += Reflect.get(entry, 'value');
  });
  watch(
    'event',
    (entry) => {
      if (Reflect.get(entry, 'interactionId'))
        measured.interaction = Math.max(measured.interaction, entry.duration);
    },
    { durationThreshold: 16 },
  );
  const look = () => {
    const plan = document.querySelector('main a[href*="/plan/"]');
    if (plan && measured.readable === 0) measured.readable = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Runs in the page. */
function readVitals() {
  const { largest, shift, readable } = Reflect.get(window, 'measured');
  const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0;
  return { readableMs: Math.max(readable, paint), largestMs: largest, layoutShift: shift };
}
