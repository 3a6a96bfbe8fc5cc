import type { Page, Route } from 'playwright-core';

export type Fault = 'down' | 'error' | 'slow';

/**
 * What becomes of the API's answers from now on, of all of them or of one operation's; the returned function mends it.
 * A page with the service worker asks past this.
 */
export async function breakAnswers(
  page: Page,
  fault: Fault,
  operation?: string,
): Promise<() => Promise<void>> {
  const answer = async (route: Route) => {
    const asked = JSON.parse(route.request().postData() ?? '{}').operationName;
    if (operation !== undefined && asked !== operation) return route.fallback();
    if (fault === 'down') return route.abort('connectionrefused');
    if (fault === 'error')
      return route.fulfill({
        status: 500,
        contentType: 'application/json',
        body: JSON.stringify({
          errors: [{ message: 'Something went wrong.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
        }),
      });
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    return route.fallback();
  };
  await page.route('**/graphql', answer);
  return () => page.unroute('**/graphql', answer);
}
