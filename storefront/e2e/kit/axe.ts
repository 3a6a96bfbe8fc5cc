import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const { source } = createRequire(import.meta.url)('axe-core') as typeof axe;

export interface Violation {
  id: string;
  nodes: { html: string; failureSummary?: string | undefined }[];
}

/**
 * What axe finds on a page. Run in the page itself, and told of the violations alone: axe's own runner for Playwright
 * opens a second page for each look, which takes five times as long. It looks into no frames: the pages
 * that are looked at have none.
 */
export async function violationsOn(page: Page): Promise<Violation[]> {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { axe: runner } = globalThis as unknown as { axe: typeof axe };
    const { violations } = await runner.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => ({
      id,
      nodes: nodes.map(({ html, failureSummary }) => ({ html, failureSummary })),
    }));
  });
}
