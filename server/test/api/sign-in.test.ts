import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addSeconds } from '../../src/platform/clock/clock.ts';
import { expectUnchanged } from '../kit/census.ts';
import { mailedCode, type Person } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
const printed: string[] = [];
beforeAll(async () => {
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => printed.push(String(chunk)) > 0);
  app = await startTestApp({
    isClockMovable: true,
    env: {
      TRUST_PROXY_HOPS: '1',
      RATE_LIMIT_CODES_PER_IP_PER_DAY: '25',
      LOG_LEVEL: 'debug',
      ADMIN_EMAILS: 'boss@example.com, Chief@Example.com',
    },
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  await app.close();
});

let serial = 0;
/** An address of the internet that nobody has used yet. */
const newIp = (): string => {
  serial += 1;
  return `198.51.${Math.floor(serial / 250)}.${serial % 250}`;
};
const from = (ip: string) => ({ headers: { 'x-forwarded-for': ip } });

const requestMutation = `mutation ($email: String!) { requestSignInCode(email: $email) {
  __typename ... on SignInCodeSent { email expiresAt resendAt } ... on UserError { code message }
  ... on RateLimited { retryAfterSeconds } ... on InvalidInput { errors { path code } } } }`;
const signInMutation = `mutation ($email: String!, $code: String!, $transport: SessionTransport! = BEARER) {
  signIn(email: $email, code: $code, transport: $transport) {
    __typename ... on SignedIn { token user { email locale roles } } ... on UserError { code message }
    ... on InvalidCode { attemptsLeft } ... on CodeLocked { requestAgainAt } } }`;

async function requestCode(
  email: string,
  ip = newIp(),
  via: Pick<TestApp, 'graphql'> = app,
): Promise<ResultOf> {
  return (await via.graphql(requestMutation, { email }, from(ip))).data.requestSignInCode;
}

/** Asks for a code and reads it from the mailbox, once the minute between two codes is over. */
async function newCode(email: string): Promise<string> {
  await app.clock.advance(61_000);
  const before = (await app.mailsTo(email)).length;
  expect(await requestCode(email)).toMatchObject({ __typename: 'SignInCodeSent' });
  return mailedCode(app, email, before);
}

async function trySignIn(
  email: string,
  code: string,
  via: Pick<TestApp, 'graphql'> = app,
): Promise<ResultOf> {
  return (await via.graphql(signInMutation, { email, code })).data.signIn;
}

async function signedIn(email: string): Promise<Person> {
  const { token } = await trySignIn(email, await newCode(email));
  return { email, token };
}

/** Lets every mail that is asked for go out, then puts the clock back. */
async function mailsSent(): Promise<void> {
  const now = app.clock.now();
  await app.until('mails to be sent', async () =>
    (await app.sql('select 1 from mails where sealed_payload is not null')).length === 0 ? true : null,
  );
  await app.clock.moveTo(now);
}

const me = (as: Person) => app.graphql('query { me { email roles } }', {}, { as });
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const usersOf = (email: string) => app.sql('select * from users where email = $1', [email]);

describe('a code', () => {
  it('has six digits, works once, and answers the same whether or not the account exists', async () => {
    const first = await newCode('ana@example.com');
    expect(first).toMatch(/^\d{6}$/);
    expect(await usersOf('ana@example.com')).toHaveLength(0);
    expect(await trySignIn('ana@example.com', first)).toMatchObject({
      __typename: 'SignedIn',
      user: { email: 'ana@example.com', roles: ['CUSTOMER'] },
    });
    expect(await usersOf('ana@example.com')).toHaveLength(1);
    expect(await expectUnchanged(app, () => trySignIn('ana@example.com', first))).toMatchObject({
      __typename: 'InvalidCode',
    });
    await app.clock.advance(61_000);
    const known = await requestCode('ana@example.com');
    const unknown = await requestCode('nobody-yet@example.com');
    expect({ ...known, email: '', expiresAt: '', resendAt: '' }).toEqual({
      ...unknown,
      email: '',
      expiresAt: '',
      resendAt: '',
    });
  });

  it('is never stored or logged in the clear, nor is a token or a whole address', async () => {
    const email = 'secretive.person@example.com';
    const code = await newCode(email);
    const asStored = await everythingStored();
    expect(asStored).toContain(email);
    expect(asStored).not.toMatch(new RegExp(`(?<![0-9a-f-])${code}(?![0-9a-f-])`));
    const { token } = await trySignIn(email, code);
    expect(await everythingStored()).not.toContain(token);
    await me({ email, token });
    const logs = printed.join('');
    expect(logs).toContain('request');
    expect(logs).toContain('mail_sent');
    for (const secret of [code, token, email]) expect(logs).not.toContain(secret);
  });

  it('works for ten minutes, and not a second more', async () => {
    const early = await newCode('early@example.com');
    const late = await newCode('late@example.com');
    const issued = await app.sql('select email, created_at from sign_in_codes where email = any($1)', [
      ['early@example.com', 'late@example.com'],
    ]);
    const createdAt = (email: string): Date => issued.find((row) => row.email === email).created_at;
    await app.clock.moveTo(addSeconds(createdAt('early@example.com'), 599));
    expect((await trySignIn('early@example.com', early)).__typename).toBe('SignedIn');
    await app.clock.moveTo(addSeconds(createdAt('late@example.com'), 600));
    const refused = await expectUnchanged(app, () => trySignIn('late@example.com', late));
    expect(refused).toMatchObject({ __typename: 'InvalidCode', code: 'INVALID_CODE' });
    expect(await usersOf('late@example.com')).toHaveLength(0);
  });

  it('is ended by a newer one', async () => {
    const older = await newCode('twice@example.com');
    const newer = await newCode('twice@example.com');
    if (older !== newer) expect((await trySignIn('twice@example.com', older)).__typename).toBe('InvalidCode');
    expect((await trySignIn('twice@example.com', newer)).__typename).toBe('SignedIn');
  });

  it('of another person is not a code', async () => {
    const code = await newCode('one@example.com');
    await newCode('other@example.com');
    expect((await trySignIn('other@example.com', code)).__typename).toBe('InvalidCode');
  });

  it('survives five wrong guesses and is locked on the sixth, even if that is right, on any process', async () => {
    const email = 'guessed@example.com';
    const code = await newCode(email);
    for (const left of [4, 3, 2])
      expect(await trySignIn(email, wrong(code))).toMatchObject({ code: 'INVALID_CODE', attemptsLeft: left });
    const afterRestart = await app.another();
    for (const left of [1, 0])
      expect(await trySignIn(email, wrong(code), afterRestart)).toMatchObject({ attemptsLeft: left });
    await expectUnchanged(app, async () => {
      expect(await trySignIn(email, code, afterRestart)).toMatchObject({
        __typename: 'CodeLocked',
        code: 'CODE_LOCKED',
      });
      expect(await trySignIn(email, code)).toMatchObject({ __typename: 'CodeLocked' });
    });
    await afterRestart.close();
    expect((await trySignIn(email, await newCode(email))).__typename).toBe('SignedIn');
  });

  it('that nobody asked for is guessed at just as one that a stranger did', async () => {
    const asked = 'asked-for@example.com';
    const real = await newCode(asked);
    await app.clock.advance(61_000);
    const answersOf = async (email: string): Promise<ResultOf[]> => {
      const answers: ResultOf[] = [];
      for (let nth = 0; nth < 7; nth += 1) answers.push(await trySignIn(email, wrong(real)));
      return answers;
    };
    const told = await answersOf(asked);
    expect(told.map(({ attemptsLeft }) => attemptsLeft)).toEqual([4, 3, 2, 1, 0, undefined, undefined]);
    expect(await answersOf('never-asked-for@example.com')).toEqual(told);
    await app.clock.moveTo(addSeconds(app.clock.now(), 600));
    expect(await trySignIn('never-asked-for@example.com', '000000')).toMatchObject({ attemptsLeft: 4 });
  });

  it('is guessed at most five times, however many guesses come at once', async () => {
    const email = 'hammered@example.com';
    const code = await newCode(email);
    const answers = await Promise.all(Array.from({ length: 30 }, () => trySignIn(email, wrong(code))));
    const kinds = answers.map((answer) => answer.__typename);
    expect(kinds.filter((kind) => kind === 'InvalidCode')).toHaveLength(5);
    expect(kinds.filter((kind) => kind === 'CodeLocked')).toHaveLength(25);
  });

  it('gives one session when it is sent twenty times at once', async () => {
    const email = 'impatient@example.com';
    const code = await newCode(email);
    const answers = await Promise.all(Array.from({ length: 20 }, () => trySignIn(email, code)));
    expect(answers.filter((answer) => answer.__typename === 'SignedIn')).toHaveLength(1);
    expect(await usersOf(email)).toHaveLength(1);
  });
});

describe('the limits of mailed codes', () => {
  it('one a minute for an address, from wherever it is asked', async () => {
    const email = 'minute@example.com';
    const { resendAt } = await requestCode(email);
    await mailsSent();
    const refused = await expectUnchanged(app, () => requestCode(email));
    expect(refused).toMatchObject({
      __typename: 'RateLimited',
      code: 'TOO_MANY_CODES',
      retryAfterSeconds: 60,
    });
    await app.clock.moveTo(addSeconds(new Date(resendAt), -1));
    expect(await requestCode(email)).toMatchObject({ retryAfterSeconds: 1 });
    await app.clock.moveTo(new Date(resendAt));
    expect((await requestCode(email)).__typename).toBe('SignInCodeSent');
  });

  it('five in 24 hours for an address, from wherever they are asked', async () => {
    const email = 'daily@example.com';
    const start = app.clock.now();
    for (let nth = 0; nth < 5; nth += 1) {
      await app.clock.moveTo(addSeconds(start, nth * 61));
      expect((await requestCode(email)).__typename).toBe('SignInCodeSent');
    }
    await app.clock.moveTo(addSeconds(start, 3_600));
    expect(await requestCode(email)).toMatchObject({
      __typename: 'RateLimited',
      retryAfterSeconds: 23 * 3_600,
    });
    await app.clock.moveTo(addSeconds(start, 24 * 3_600));
    expect((await requestCode(email)).__typename).toBe('SignInCodeSent');
  });

  it('25 in 24 hours for a client, whatever the addresses', async () => {
    const ip = newIp();
    const start = app.clock.now();
    for (let nth = 0; nth < 25; nth += 1)
      expect((await requestCode(`crowd-${nth}@example.com`, ip)).__typename).toBe('SignInCodeSent');
    await mailsSent();
    const refused = await expectUnchanged(app, () => requestCode('crowd-25@example.com', ip));
    expect(refused.__typename).toBe('RateLimited');
    expect(refused.retryAfterSeconds).toBe(24 * 3_600);
    expect((await requestCode('crowd-25@example.com')).__typename).toBe('SignInCodeSent');
    await app.clock.moveTo(addSeconds(start, 24 * 3_600));
    expect((await requestCode('crowd-26@example.com', ip)).__typename).toBe('SignInCodeSent');
  });

  it('of many requests at once for one address exactly one sends a mail', async () => {
    const email = 'eager@example.com';
    const answers = await Promise.all(Array.from({ length: 20 }, () => requestCode(email)));
    expect(answers.filter((answer) => answer.__typename === 'SignInCodeSent')).toHaveLength(1);
    await mailedCode(app, email);
    expect(await app.sql('select 1 from mails where recipient = $1', [email])).toHaveLength(1);
  });

  it('take the client from X-Forwarded-For only across as many proxies as are configured', async () => {
    const ip = newIp();
    await requestCode('hop-one@example.com', `203.0.113.9, ${ip}`);
    const bare = await app.another({ TRUST_PROXY_HOPS: '0' });
    await requestCode('hop-zero@example.com', newIp(), bare);
    await bare.close();
    const rows = await app.sql("select email, ip from sign_in_codes where email like 'hop-%' order by email");
    expect(rows).toEqual([
      { email: 'hop-one@example.com', ip },
      { email: 'hop-zero@example.com', ip: '127.0.0.1' },
    ]);
  });
});

describe('addresses', () => {
  it('are one person in any letter case and with blanks around', async () => {
    const code = await newCode('Mixed.Case@Example.COM ');
    expect((await trySignIn(' mixed.case@EXAMPLE.com', ` ${code} `)).user.email).toBe(
      'mixed.case@example.com',
    );
    await signedIn('MIXED.CASE@example.com');
    expect(await app.sql("select 1 from users where lower(email) = 'mixed.case@example.com'")).toHaveLength(
      1,
    );
  });

  it.each([
    '',
    'nobody',
    'a@b',
    'two@signs@example.com',
    `${'x'.repeat(250)}@example.com`,
    'line\nbreak@example.com',
  ])('%j is none, and nothing is sent', async (email) => {
    const answer = await expectUnchanged(app, () => requestCode(email));
    expect(answer).toMatchObject({
      __typename: 'InvalidInput',
      errors: [{ path: 'email', code: 'INVALID_EMAIL' }],
    });
    expect(await expectUnchanged(app, () => trySignIn(email, '123456'))).toMatchObject({
      __typename: 'InvalidCode',
    });
  });

  it('of ADMIN_EMAILS become administrators when they are proven, not before', async () => {
    expect(await usersOf('boss@example.com')).toHaveLength(0);
    expect((await me(await signedIn('boss@example.com'))).data.me.roles).toEqual(['CUSTOMER', 'ADMIN']);
    expect((await me(await signedIn('chief@example.com'))).data.me.roles).toEqual(['CUSTOMER', 'ADMIN']);
    expect((await me(await signedIn('nobody@example.com'))).data.me.roles).toEqual(['CUSTOMER']);
  });
});

/** Every table of the database, jobs included, as one text. */
async function everythingStored(): Promise<string> {
  const tables = await app.sql(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'
       and table_name not in ('plans', 'plan_prices', 'plan_countries', 'plan_suppliers', 'countries', 'region_countries', 'inventory_items', 'exchange_rates')`,
  );
  const contents: string[] = [];
  for (const { name } of tables) {
    const rows = await app.sql(`select t::text as line from ${name} t`);
    contents.push(...rows.map((row) => String(row.line)));
  }
  return contents.join('\n');
}
