import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** The shop that the pictures are of. */
export const base = process.argv[2] ?? 'http://localhost:4000';
const folder = join(import.meta.dirname, '../../../docs/screens');
mkdirSync(folder, { recursive: true });

interface Mail {
  subject: string;
  text: string;
  html: string;
}

/** The mails of an address, newest first. */
export async function mailsTo(email: string): Promise<Mail[]> {
  const response = await fetch(`${base}/sandbox/mailbox?to=${encodeURIComponent(email)}&format=json`);
  return await response.json();
}

export async function until<Found>(
  what: string,
  look: () => Promise<Found | null | undefined>,
): Promise<Found> {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = await look();
    if (found != null) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Waited in vain for ${what}`);
}

const codesIn = (mails: readonly Mail[]) => mails.flatMap(({ text }) => /\b(\d{6})\b/.exec(text)?.[1] ?? []);

/** Where the page asks for an address first. */
export async function signIn(page: Page, email: string): Promise<void> {
  const before = codesIn(await mailsTo(email)).length;
  await page.getByRole('textbox').first().fill(email);
  await page.keyboard.press('Enter');
  const field = page.locator('input[autocomplete=one-time-code], input[name=code]');
  await field.waitFor();
  const code = await until(`a code for ${email}`, async () => {
    const codes = codesIn(await mailsTo(email));
    return codes.length > before ? codes[0] : null;
  });
  await field.fill(code);
  await field.waitFor({ state: 'detached' });
}

export async function fillCard(page: Page, number = '4242424242424242'): Promise<void> {
  await page.locator('[autocomplete=cc-number]').fill(number);
  await page.locator('[autocomplete=cc-exp]').fill('12/40');
  await page.locator('[autocomplete=cc-csc]').fill('123');
}

export const pay = (page: Page) => page.getByRole('button', { name: /^(Pay|Pagar)/ }).click();

/** From a plan to its card form, for who is signed in. */
export async function toCardForm(page: Page, prefix: string, slug: string, quantity = 1): Promise<void> {
  await page.goto(`${base}${prefix}/checkout/${slug}`);
  const next = page.getByRole('button', { name: /payment|al pago/i });
  await next.waitFor();
  for (let more = 1; more < quantity; more += 1)
    await page.getByRole('button', { name: /One eSIM more|Una eSIM más/ }).click();
  const consent = page.getByRole('checkbox');
  if (!(await consent.isChecked())) await consent.check();
  await next.click();
  await page.locator('[autocomplete=cc-number]').waitFor();
}

/** Pictures of what a page shows, by name; `name` tells screen, language and theme. */
export function photographer(page: Page, name: string) {
  return async (what: string, fullPage = true): Promise<void> => {
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${what}-${name}.png`), fullPage });
  };
}

/** The data of an answer of the API. */
export async function askShop(query: string, variables: object, headers: Record<string, string> = {}) {
  const response = await fetch(`${base}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  if (!data) throw new Error(JSON.stringify(errors));
  return data;
}

let token: Promise<string> | undefined;
/** Somebody who may decide about refunds, signed in once. */
export function staffToken(): Promise<string> {
  token ??= signInStaff('finance@tribi.test');
  return token;
}

async function signInStaff(email: string): Promise<string> {
  const before = codesIn(await mailsTo(email)).length;
  await askShop('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', { email });
  const code = await until(`a code for ${email}`, async () => {
    const codes = codesIn(await mailsTo(email));
    return codes.length > before ? codes[0] : null;
  });
  const { signIn } = await askShop(
    `mutation ($email: String!, $code: String!) {
      signIn(email: $email, code: $code, transport: BEARER) { ... on SignedIn { token } } }`,
    { email, code },
  );
  return signIn.token;
}

/** Tells the supplier's sandbox to fail in some way, or with null to work again. */
export async function failSupplier(fault: object | null): Promise<void> {
  const file = process.env.SANDBOX_DISCOVERY_FILE ?? join(process.env.DATA_DIR ?? '.data', 'sandbox.json');
  const { connectedYou } = JSON.parse(readFileSync(file, 'utf8'));
  const response = await fetch(`${connectedYou.url}/_sandbox/faults`, {
    method: fault ? 'POST' : 'DELETE',
    ...(fault ? { body: JSON.stringify(fault) } : {}),
  });
  if (!response.ok) throw new Error(await response.text());
}
