import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Ways in which a page shuts people out. */
export async function barriers(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(', ')}`);
}
