import type { Page } from 'playwright-core';
import { newStaffSession } from '../../../server/test/kit/new-session.ts';
import type { TestApp } from '../../../server/test/kit/test-app.ts';
import { violationsOn } from '../../../storefront/e2e/kit/axe.ts';
import type { Visit } from '../../../storefront/e2e/kit/browser.ts';

/** Opens a page of the desk as somebody of staff who is signed in already. */
export async function openAs(app: TestApp, visit: Visit, email: string, path: string): Promise<void> {
  const { token } = await newStaffSession(app, email, 'COOKIE');
  await visit.context.clearCookies();
  await visit.context.addCookies([{ name: 'tribi_session', value: token, url: app.url }]);
  await visit.page.goto(app.url + path);
}

/** Ways in which the page shuts people out; motion is off, so nothing is measured half faded in. */
export async function barriers(page: Page): Promise<string[]> {
  const violations = await violationsOn(page);
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(', ')}`,
  );
}
