import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mailedCode, signIn } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import { barriersInBothLights } from './kit/barriers.ts';
import { breakAnswers } from './kit/broken-answers.ts';
import { type BrowserKit, desktop, phone, startBrowser, type Visit } from './kit/browser.ts';

let app: TestApp;
let browser: BrowserKit;
let visit: Visit;
beforeAll(async () => {
  // Another code may be asked for after three seconds, not after a minute.
  [app, browser] = await Promise.all([
    startTestApp({ env: { RATE_LIMIT_WINDOW_SECONDS: '3', RATE_LIMIT_CODES_PER_DAY: '100' } }),
    startBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});
afterEach(() => visit.close());

const codeField = (page: Page) => page.locator('input[autocomplete=one-time-code]');
const wrong = (code: string) => (code === '000000' ? '000001' : '000000');

async function askForCode(page: Page, email: string): Promise<string> {
  await page.getByRole('textbox').first().fill(email);
  await page.keyboard.press('Enter');
  await codeField(page).waitFor();
  return mailedCode(app, email);
}

const ways = [
  {
    name: 'in English on a phone',
    look: { viewport: phone, locale: 'en-US' },
    base: '',
    words: {
      resendIn: /^Send again in \d s$/,
      resend: 'Send again',
      notRight: /That code is not right/,
      everywhere: 'Sign out everywhere',
      keep: 'Cancel',
      ours: 'Something went wrong on our side',
      line: 'We could not reach Tribi',
    },
  },
  {
    name: 'in Spanish on a desk',
    look: { viewport: desktop, locale: 'es-ES' },
    base: '/es',
    words: {
      resendIn: /^Enviar de nuevo en \d s$/,
      resend: 'Enviar de nuevo',
      notRight: /El código no es correcto/,
      everywhere: 'Salir en todas partes',
      keep: 'Cancelar',
      ours: 'Algo ha fallado por nuestra parte',
      line: 'No hemos podido conectar con Tribi',
    },
  },
] as const;

describe.each(ways)('signing in $name', ({ look, base, words }) => {
  const email = (what: string) => `${what}-${look.locale.slice(0, 2)}@example.com`;

  it('a wrong code says so, and another one comes when the seconds are over', async () => {
    visit = await browser.visit(look);
    const { page, complaints } = visit;
    await page.goto(`${app.url}${base}/sign-in?redirect=${base}/help`);
    await page.getByRole('textbox').first().fill(email('again'));
    await page.keyboard.press('Enter');
    // Looked at before the mail is waited for: its seconds are few here.
    await page.getByRole('button', { name: words.resendIn, disabled: true }).waitFor();
    const first = await mailedCode(app, email('again'));
    await codeField(page).fill(wrong(first));
    await page.getByText(words.notRight).waitFor();
    expect(await codeField(page).inputValue()).toBe('');
    expect(await codeField(page).evaluate((field) => field === document.activeElement)).toBe(true);
    expect(await barriersInBothLights(page)).toEqual([]);
    await page.getByRole('button', { name: words.resend, exact: true }).click();
    const second = await mailedCode(app, email('again'), 1);
    await codeField(page).fill(second);
    await page.waitForURL(`${app.url}${base}/help`);
    expect(complaints).toEqual([]);
  });

  it('a code that was guessed at is closed, and the next one works', async () => {
    visit = await browser.visit(look);
    const { page } = visit;
    await page.goto(`${app.url}${base}/sign-in?redirect=${base}/help`);
    const first = await askForCode(page, email('guessed'));
    for (let tries = 1; tries <= 5; tries += 1) {
      await app.until('the field to be empty', async () =>
        (await codeField(page).inputValue()) === '' ? true : null,
      );
      await codeField(page).fill(wrong(first));
      await app.until('the try to count', async () => {
        const [row] = await app.sql('select attempts from sign_in_codes where email = $1', [
          email('guessed'),
        ]);
        return row.attempts === tries ? true : null;
      });
    }
    await page.waitForFunction(
      () => document.querySelector<HTMLInputElement>('input[autocomplete=one-time-code]')?.disabled,
    );
    await page.getByRole('button', { name: words.resend, exact: true }).click();
    await codeField(page).fill(await mailedCode(app, email('guessed'), 1));
    await page.waitForURL(`${app.url}${base}/help`);
  });

  it('what was typed stays where no answer comes, and whose fault it was is said', async () => {
    visit = await browser.visit({ ...look, hasWorker: false });
    const { page } = visit;
    await page.goto(`${app.url}${base}/sign-in?redirect=${base}/help`);
    await page.waitForLoadState('networkidle');
    for (const [fault, said] of [
      ['down', words.line],
      ['error', words.ours],
    ] as const) {
      const mend = await breakAnswers(page, fault, 'RequestSignInCode');
      await page.getByRole('textbox').first().fill(email('unheard'));
      await page.keyboard.press('Enter');
      await page.getByText(said).waitFor();
      expect(await page.getByRole('textbox').first().inputValue()).toBe(email('unheard'));
      await mend();
    }
    const code = await askForCode(page, email('unheard'));
    const mend = await breakAnswers(page, 'error', 'SignIn');
    await codeField(page).fill(code);
    await page.getByText(words.ours).waitFor();
    expect(await codeField(page).inputValue()).toBe(code);
    await mend();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${app.url}${base}/help`);
  });

  it('ends everywhere at once, when it is asked for and confirmed', async () => {
    const other = await signIn(app, email('everywhere'));
    visit = await browser.visit({ ...look, hasWorker: false });
    const { page } = visit;
    const isIn = async () =>
      (await app.graphql('{ me { id } }', {}, { as: other })).data?.me?.id !== undefined;
    await app.sql("update sign_in_codes set created_at = created_at - interval '1 minute'");
    await app.sql('delete from rate_limits');
    await page.goto(`${app.url}${base}/account/devices`);
    await page.getByRole('textbox').first().fill(email('everywhere'));
    await page.keyboard.press('Enter');
    await codeField(page).fill(await mailedCode(app, email('everywhere'), 1));
    const everywhere = page.getByRole('button', { name: words.everywhere });
    await everywhere.click();
    const dialog = page.getByRole('alertdialog');
    expect(await barriersInBothLights(page)).toEqual([]);
    await dialog.getByRole('button', { name: words.keep }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await isIn()).toBe(true);
    await everywhere.click();
    // An answer that does not come leaves everybody signed in, and the dialog open to try again.
    const mend = await breakAnswers(page, 'error', 'SignOut');
    await dialog.getByRole('button', { name: words.everywhere }).click();
    await dialog.getByText(words.ours).waitFor();
    expect(await isIn()).toBe(true);
    await mend();
    await dialog.getByRole('button', { name: words.everywhere }).click();
    await page.waitForURL(app.url + (base || '/'));
    expect(await isIn()).toBe(false);
    await page.goto(`${app.url}${base}/account`);
    await page.waitForURL(/\/sign-in/);
  });
});
