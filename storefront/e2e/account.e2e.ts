import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unsubscribeToken } from '../../server/src/notifications/unsubscribe-link.ts';
import { Vault } from '../../server/src/platform/security/secrets.ts';
import {
  changeSubject,
  codeBySubject,
  confirmChange,
  deletionSubject,
  requestChange,
} from '../../server/test/kit/account.ts';
import { buy, mailedCode, type Person, signIn } from '../../server/test/kit/shopper.ts';
import { startTestApp, type TestApp } from '../../server/test/kit/test-app.ts';
import ownEn from '../src/account/texts/en.json' with { type: 'json' };
import ownEs from '../src/account/texts/es.json' with { type: 'json' };
import en from '../src/i18n/en.json' with { type: 'json' };
import es from '../src/i18n/es.json' with { type: 'json' };
import { barriersInBothLights } from './kit/barriers.ts';
import { breakAnswers } from './kit/broken-answers.ts';
import { type BrowserKit, desktop, phone, startBrowser } from './kit/browser.ts';

const secretKey = 'a secret key of more than thirty-two letters';
let app: TestApp;
let browser: BrowserKit;
beforeAll(async () => {
  [app, browser] = await Promise.all([
    startTestApp({
      env: { RATE_LIMIT_WINDOW_SECONDS: '1', RATE_LIMIT_CODES_PER_DAY: '100', SECRET_KEY: secretKey },
    }),
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

// Beside each other: both wait much, for mails and for seconds that must pass.
describe.concurrent.each(ways)('an account $name', ({ viewport, locale, base, texts }) => {
  it('is shown on pages of its own, changed, taken along and left', async ({ onTestFinished }) => {
    const { email, token } = await buyer();
    const { page, complaints, close } = await browser.visit({ viewport, locale });
    onTestFinished(close);
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
      expect(await barriersInBothLights(page), path).toEqual([]);
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
    expect(await barriersInBothLights(page)).toEqual([]);
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

    // Asked for too often, it leads back here and says for how long.
    await page.goto(`${at('/privacy')}?wait=125`);
    await page.getByText(texts.personal.export.wait_other.replace('{{count}}', '3')).waitFor();
    await page.waitForURL(at('/privacy'));

    // Leaving, once the old address can take nothing back: what is lost is said, a mailed code confirms it.
    await app.sql('update email_changes set object_by = changed_at where new_email = $1', [next]);
    await button(page, texts.personal.delete.action).click();
    await dialog.getByText(texts.personal.delete.esims_one.replace('{{count}}', '1')).waitFor();
    expect(await barriersInBothLights(page)).toEqual([]);
    await button(page, texts.signIn.sendCode).click();
    await dialog
      .locator('input[autocomplete=one-time-code]')
      .fill(await codeBySubject(app, next, deletionSubject));
    await button(page, texts.personal.delete.confirm).click();
    await page.getByRole('heading', { name: texts.personal.deleted.title }).waitFor();
    expect(await barriersInBothLights(page)).toEqual([]);
    expect(await app.sql('select 1 from users where email in ($1, $2)', [email, next])).toEqual([]);
    await page.goto(at(''));
    await page.waitForURL(/\/sign-in/);
    expect(complaints).toEqual([]);
  });
});

describe('what is typed in the account', () => {
  it('stays where it cannot be saved, with whose fault it was, and is saved at the next try', async ({
    onTestFinished,
  }) => {
    const { email } = await buyer();
    const { page, close } = await browser.visit({ viewport: phone, hasWorker: false });
    onTestFinished(close);
    await page.goto(`${app.url}/account/profile`);
    await signInHere(page, email);
    const name = page.getByLabel(en.account.name, { exact: true });
    for (const [fault, said] of [
      ['down', en.failure.line],
      ['error', en.failure.ours],
    ] as const) {
      const mend = await breakAnswers(page, fault, 'UpdateProfile');
      await name.fill('Núria Solé');
      await button(page, en.account.save).click();
      await page.getByText(said).waitFor();
      expect(await name.inputValue()).toBe('Núria Solé');
      await mend();
    }
    await button(page, en.account.save).click();
    await page.getByText(en.account.saved).waitFor();
    expect(await app.sql('select name from users where email = $1', [email])).toEqual([
      { name: 'Núria Solé' },
    ]);
    await page.goto(`${app.url}/account/mails`);
    const mend = await breakAnswers(page, 'error', 'UpdateMailChoices');
    const box = page.getByRole('checkbox').first();
    await box.click();
    await page.getByText(en.failure.ours).waitFor();
    expect(await box.isChecked()).toBe(true);
    await mend();
  });
});

describe.each(ways)('a link of a mail $name', ({ viewport, locale, base, texts }) => {
  it('takes a change of address back, without signing in', async ({ onTestFinished }) => {
    const { email, token } = await buyer();
    const next = `taken-${email}`;
    await requestChange(app, { email, token }, next);
    await confirmChange(app, { email, token }, next, await codeBySubject(app, next, changeSubject));
    const path = await app.until('the mail to the old address', async () => {
      const texts = (await app.mailsTo(email)).map(({ text }) => text);
      return texts.flatMap((text) => /\/not-me#[\w-]+/.exec(text)?.[0] ?? [])[0] ?? null;
    });
    const { page, complaints, close } = await browser.visit({ viewport, locale });
    onTestFinished(close);
    await page.goto(app.url + base + path);
    await page.getByRole('heading', { level: 1, name: texts.mailLinks.notMe.title }).waitFor();
    // Whoever scans mails opens the link, and nothing has happened.
    expect(await app.sql('select 1 from users where email = $1', [email])).toEqual([]);
    await button(page, texts.mailLinks.notMe.action).click();
    await page.getByText(texts.mailLinks.notMe.done.replace('{{email}}', email)).waitFor();
    expect(await barriersInBothLights(page)).toEqual([]);
    expect(await app.sql('select 1 from users where email = $1', [email])).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it('ends the mails that it came with, and leads to all choices', async ({ onTestFinished }) => {
    const { email } = await buyer();
    const [{ id }] = await app.sql('select id from users where email = $1', [email]);
    const link = unsubscribeToken(new Vault(secretKey), { userId: id, topic: 'TRIP_TIPS' });
    const wanted = () =>
      app.sql("select is_wanted from mail_choices where user_id = $1 and topic = 'TRIP_TIPS'", [id]);
    const { page, complaints, close } = await browser.visit({ viewport, locale });
    onTestFinished(close);
    await page.goto(`${app.url}${base}/unsubscribe/${link}`);
    await page.getByRole('heading', { level: 1, name: texts.mailLinks.unsubscribe.title }).waitFor();
    expect(await wanted()).toEqual([]);
    await button(page, texts.mailLinks.unsubscribe.action).click();
    const topic = texts.personal.mails.topics.TRIP_TIPS.title;
    await page.getByText(texts.mailLinks.unsubscribe.done.replace('{{topic}}', topic)).waitFor();
    expect(await wanted()).toEqual([{ is_wanted: false }]);
    expect(await barriersInBothLights(page)).toEqual([]);
    const choices = page.getByRole('link', { name: texts.mailLinks.unsubscribe.choices });
    expect(await choices.getAttribute('href')).toBe(`${base}/account/mails`);
    expect(complaints).toEqual([]);
  });

  it('that is no good any more says so', async ({ onTestFinished }) => {
    const { page, complaints, close } = await browser.visit({ viewport, locale });
    onTestFinished(close);
    for (const path of ['/not-me#not-a-token', '/unsubscribe/not-a-token']) {
      await page.goto(app.url + base + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await barriersInBothLights(page), path).toEqual([]);
      await page.locator('main').getByRole('button').click();
      await page.getByText(/This link does not work any more|Este enlace ya no sirve/).waitFor();
    }
    expect(complaints).toEqual([]);
  });
});
