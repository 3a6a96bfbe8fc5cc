import type { Page } from 'playwright-core';
import { violationsOn } from './axe.ts';

/** Ways in which a page shuts people out. */
export async function barriers(page: Page): Promise<string[]> {
  const violations = await violationsOn(page);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}

/** The same in both lights, and whether it is wider than its screen. The page is left in the light one. */
export async function barriersInBothLights(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // Colours move, however shortly, and a frame after the light has changed.
    await page.waitForFunction(
      (light) =>
        matchMedia(`(prefers-color-scheme: ${light})`).matches &&
        document.getAnimations().every(({ playState }) => playState !== 'running'),
      colorScheme,
    );
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    found.push(...(await barriers(page)).map((barrier) => `${colorScheme} ${barrier}`));
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return overflow > 0 ? [...found, `${overflow} px too wide`] : found;
}
