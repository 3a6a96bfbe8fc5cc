import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeSubject, codeBySubject, deletionSubject } from '../../server/test/kit/account.ts';
import { buy, mailedCode, type Person, signIn } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import ownEn from '../src/account/texts/en.json' with { type: 'json' };
import ownEs from '../src/account/texts/es.json' with { type: 'json' };
import en from '../src/i18n/en.json' with { type: 'json' };
import es from '../src/i18n/es.json' with { type: 'json' };
import { type BrowserKit, desktop, phone, startBrowser, type Visit } from './kit/browser.ts';

let app: TestApp;
let browser: BrowserKit;
beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({ env: { RATE_LIMIT_WINDOW_SECONDS: '1', RATE_LIMIT_CODES_PER_DAY: '100' } }),
    startBrowser(),
  ]);
});
afterAll(async () => {
  await browser.close();
  await app.close();
});

const ways = [
  { name: 'in English on a phone', viewport: phone, locale: 'en-US', base: '', texts: { ...en, ...ownEn } },
  {
    name: 'in Spanish on a desk',
    viewport: desktop,
    locale: 'es-ES',
    base: '/es',
    texts: { ...es, ...ownEs },
  },
] as const;
const pages = ['', '/profile', '/devices', '/mails', '/privacy'];

/** Ways in which a page, in both lights, shuts people out or is wider than its screen. */
async function barriers({ page }: Visit): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
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
    const { violations } = await new AxeBuilder({ page }).analyze();
    found.push(
      ...violations.map(
        ({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ html }) => html).join(', ')}`,
      ),
    );
  }
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return overflow > 0 ? [...found, `${overflow} px too wide`] : found;
}

/** Somebody who has bought an eSIM and is signed in on another device too. */
async function buyer(): Promise<Person> {
  const person = await signIn(app, `owner-${crypto.randomUUID().slice(0, 8)}@example.com`);
  await buy(app, person);
  return person;
}

async function signInHere(page: Page, email: string): Promise<void> {
  const before = (await app.mailsTo(email)).filter(({ text }) => /\b\d{6}\b/.test(text)).length;
  // One code a second for an address.
  await app.until('the second to pass', async () => {
    const [row] = await app.sql(
      `select count(*)::int as count from sign_in_codes where email = $1 and created_at > now() - interval '1 second'`,
      [email],
    );
    return row.count === 0 ? true : null;
  });
  await page.getByRole('textbox').first().fill(email);
  await page.keyboard.press('Enter');
  const field = page.locator('input[autocomplete=one-time-code]');
  await field.waitFor();
  await field.fill(await mailedCode(app, email, before));
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

describe.each(ways)('an account $name', ({ viewport, locale, base, texts }) => {
  it('is shown on pages of its own, changed, taken along and left', async () => {
    const { email, token } = await buyer();
    const visit = await browser.visit({ viewport, locale });
    const { page } = visit;
    const at = (path: string) => `${app.url}${base}/account${path}`;

    // The page asked for comes back after signing in.
    await page.goto(at('/devices'));
    await signInHere(page, email);
    await page.getByRole('heading', { level: 1, name: texts.personal.nav.devices }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`${base}/account/devices`);

    // Devices: the other one is signed out, this one goes on.
    await page.getByRole('main').getByText(texts.personal.devices.current).waitFor();
    await page.locator('main li').getByRole('button').click();
    await expect.poll(() => page.locator('main li').getByRole('button').count()).toBe(0);
    const gone = await app.graphql('{ me { id } }', {}, { as: { email, token } });
    expect(gone.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');

    for (const path of pages) {
      const name = texts.personal.nav[path === '' ? 'overview' : (path.slice(1) as 'mails')];
      await page
        .getByRole('navigation', { name: texts.personal.navigation })
        .getByRole('link', { name })
        .click();
      await page.waitForURL(at(path));
      await page.getByRole('heading', { level: 2 }).first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await barriers(visit), path).toEqual([]);
    }

    // Mails: a choice holds.
    await page.goto(at('/mails'));
    const reminders = page.getByRole('checkbox', {
      name: texts.personal.mails.topics.EXPIRY_REMINDERS.title,
    });
    await reminders.uncheck();
    await page.getByText(texts.account.saved).waitFor();
    await page.reload();
    expect(await reminders.isChecked()).toBe(false);

    // Another address: a wrong code says so, the right one changes it.
    const next = `moved-${email}`;
    await page.goto(at('/profile'));
    await button(page, texts.personal.email.change).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').fill('nobody');
    await button(page, texts.signIn.sendCode).click();
    await dialog.getByText(/does not look like|no parece un correo/).waitFor();
    await dialog.getByRole('textbox').fill(next);
    await button(page, texts.signIn.sendCode).click();
    const code = await codeBySubject(app, next, changeSubject);
    const field = dialog.locator('input[autocomplete=one-time-code]');
    await field.fill(code === '000000' ? '000001' : '000000');
    await button(page, texts.personal.email.confirm).click();
    await dialog.getByText(/That code is not right|El código no es correcto/).waitFor();
    expect(await barriers(visit)).toEqual([]);
    await field.fill(code);
    await button(page, texts.personal.email.confirm).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText(next).first().waitFor();

    // One's data as a file.
    await page.goto(at('/privacy'));
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: texts.personal.export.action }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^tribi-[\d-]+\.json$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk);
    const data = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    expect(data.profile.email).toBe(next);
    expect(data.orders[0].esims[0].activationCode).toMatch(/^LPA:1\$/);

    // Leaving, once the old address can take nothing back: what is lost is said, a mailed code confirms it.
    await app.sql('update email_changes set object_by = changed_at where new_email = $1', [next]);
    await button(page, texts.personal.delete.action).click();
    await dialog.getByText(texts.personal.delete.esims_one.replace('{{count}}', '1')).waitFor();
    expect(await barriers(visit)).toEqual([]);
    await button(page, texts.signIn.sendCode).click();
    await dialog
      .locator('input[autocomplete=one-time-code]')
      .fill(await codeBySubject(app, next, deletionSubject));
    await button(page, texts.personal.delete.confirm).click();
    await page.getByRole('heading', { name: texts.personal.deleted.title }).waitFor();
    expect(await barriers(visit)).toEqual([]);
    expect(await app.sql('select 1 from users where email in ($1, $2)', [email, next])).toEqual([]);
    await page.goto(at(''));
    await page.waitForURL(/\/sign-in/);
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });
});

describe('a link of a mail', () => {
  it('takes a change of address back, and ends mails, without signing in', async () => {
    const visit = await browser.visit({ viewport: phone });
    const { page } = visit;
    for (const path of ['/not-me#not-a-token', '/unsubscribe/not-a-token']) {
      await page.goto(app.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await barriers(visit), path).toEqual([]);
      await page.locator('main').getByRole('button').click();
      await page.getByText('This link does not work any more').waitFor();
    }
    expect(visit.complaints).toEqual([]);
    await visit.close();
  });
});
