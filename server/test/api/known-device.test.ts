import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '../../src/platform/clock/clock.ts';
import { mailedCode } from '../kit/shopper.ts';
import { type GraphQLAnswer, type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: {
      TRUST_PROXY_HOPS: '1',
      RATE_LIMIT_CODES_PER_IP_PER_DAY: '25',
      RATE_LIMIT_SIGN_INS_PER_IP_PER_HOUR: '30',
    },
  });
});
afterAll(() => app.close());

let serial = 0;
const newIp = (): string => {
  serial += 1;
  return `198.51.100.${serial}`;
};
const newEmail = (): string => {
  serial += 1;
  return `known-${serial}@example.com`;
};

/** A client: where it is, and what makes it known. */
interface Client {
  ip: string;
  headers?: Record<string, string>;
}
const stranger = (ip = newIp()): Client => ({ ip });
const headersOf = ({ ip, headers }: Client) => ({ headers: { 'x-forwarded-for': ip, ...headers } });

async function requestCode(email: string, client: Client): Promise<ResultOf> {
  const document = `mutation ($email: String!) { requestSignInCode(email: $email) {
    __typename ... on RateLimited { retryAfterSeconds } } }`;
  return (await app.graphql(document, { email }, headersOf(client))).data.requestSignInCode;
}

const askSignIn = (
  email: string,
  code: string,
  client: Client,
  transport = 'BEARER',
): Promise<GraphQLAnswer> =>
  app.graphql(
    `mutation ($email: String!, $code: String!, $transport: SessionTransport!) {
      signIn(email: $email, code: $code, transport: $transport) {
        __typename ... on SignedIn { deviceToken } ... on InvalidCode { attemptsLeft } } }`,
    { email, code, transport },
    headersOf(client),
  );
const trySignIn = async (...given: Parameters<typeof askSignIn>): Promise<ResultOf> =>
  (await askSignIn(...given)).data.signIn;

/** Asks for a code, once the minute between two is over, and reads it. */
async function newCode(email: string, client: Client): Promise<string> {
  await nextMinute();
  const before = (await app.mailsTo(email)).length;
  expect(await requestCode(email, client)).toEqual({ __typename: 'SignInCodeSent' });
  return mailedCode(app, email, before);
}
const nextMinute = () => app.clock.moveTo(addSeconds(app.clock.now(), 61));
const nextDay = () => app.clock.moveTo(addSeconds(app.clock.now(), 86_401));

/** A phone on which this address has signed in. */
async function knownPhone(email: string, ip = newIp()): Promise<Client & { token: string }> {
  const { deviceToken } = await trySignIn(email, await newCode(email, { ip }), { ip });
  return { ip, headers: { 'x-tribi-device': deviceToken }, token: deviceToken };
}

const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a device that has signed in before', () => {
  it('is let in while strangers ask for codes of its address and guess at them all day', async () => {
    const email = newEmail();
    const phone = await knownPhone(email);
    await nextDay();
    for (let nth = 0; nth < 5; nth += 1) {
      const code = await newCode(email, stranger());
      for (let guess = 0; guess < 6; guess += 1) await trySignIn(email, wrong(code), stranger());
    }
    await nextMinute();
    expect((await requestCode(email, stranger())).__typename).toBe('RateLimited');
    const code = await newCode(email, phone);
    for (let guess = 0; guess < 6; guess += 1)
      expect((await trySignIn(email, wrong(code), stranger())).__typename).not.toBe('SignedIn');
    expect((await trySignIn(email, code, phone)).__typename).toBe('SignedIn');
  });

  it('keeps its code when a stranger asks for another, and ends none of theirs', async () => {
    const email = newEmail();
    const phone = await knownPhone(email);
    const own = await newCode(email, phone);
    await nextDay();
    const again = await newCode(email, phone);
    const asked = await newCode(email, stranger());
    expect(await trySignIn(email, again === asked ? '' : again, stranger())).toMatchObject({
      attemptsLeft: 4,
    });
    expect(own === again || (await trySignIn(email, own, phone)).attemptsLeft).toBe(4);
    expect((await trySignIn(email, again, phone)).__typename).toBe('SignedIn');
    expect((await trySignIn(email, asked, stranger())).__typename).toBe('SignedIn');
  });

  it('has one a minute and five a day of its own, the one it became known by among them', async () => {
    const email = newEmail();
    const phone = await knownPhone(email);
    expect((await requestCode(email, phone)).__typename).toBe('RateLimited');
    for (let nth = 0; nth < 4; nth += 1) {
      await nextMinute();
      expect((await requestCode(email, phone)).__typename).toBe('SignInCodeSent');
    }
    await nextMinute();
    const { __typename, retryAfterSeconds } = await requestCode(email, phone);
    expect(__typename).toBe('RateLimited');
    expect(retryAfterSeconds).toBeGreaterThan(86_000);
    // Its codes count for everybody else too: five a day for an address stay five for who has proven nothing.
    expect((await requestCode(email, stranger())).__typename).toBe('RateLimited');
    await nextDay();
    const { deviceToken } = await trySignIn(email, await newCode(email, phone), phone);
    const later = { ...phone, headers: { 'x-tribi-device': deviceToken } };
    for (let nth = 0; nth < 4; nth += 1) {
      await nextMinute();
      expect((await requestCode(email, later)).__typename).toBe('SignInCodeSent');
    }
    await nextMinute();
    expect((await requestCode(email, later)).__typename).toBe('RateLimited');
  });

  it('is not kept out by others of its network', async () => {
    const [email, ip] = [newEmail(), newIp()];
    const phone = await knownPhone(email, ip);
    await nextDay();
    for (let nth = 0; nth < 25; nth += 1) await requestCode(newEmail(), { ip });
    for (let nth = 0; nth < 31; nth += 1) await trySignIn(newEmail(), '123456', { ip });
    expect((await requestCode(newEmail(), { ip })).__typename).toBe('RateLimited');
    expect((await trySignIn(email, '123456', { ip })).__typename).toBe('RateLimited');
    expect((await trySignIn(email, await newCode(email, phone), phone)).__typename).toBe('SignedIn');
  });

  it('signs in with a code that was asked for elsewhere, when it has none of its own', async () => {
    const email = newEmail();
    const phone = await knownPhone(email);
    expect((await trySignIn(email, await newCode(email, stranger()), phone)).__typename).toBe('SignedIn');
  });

  it('is known for its address alone, for half a year, and only by an untouched token', async () => {
    const email = newEmail();
    const phone = await knownPhone(email);
    const [id = '', end = '', mac = ''] = phone.token.split('.');
    const other = newEmail();
    const tokens = [
      `${id}.${Number(end) + 1}.${mac}`,
      `01920000-0000-7000-8000-000000000000.${end}.${mac}`,
      `${id}.${end}.${mac.slice(1)}`,
      `${phone.token}.x`,
      '..',
      'x',
    ];
    await nextDay();
    await requestCode(email, stranger());
    for (const token of tokens)
      expect(
        (await requestCode(email, { ...stranger(), headers: { 'x-tribi-device': token } })).__typename,
        token,
      ).toBe('RateLimited');
    expect((await requestCode(email, phone)).__typename).toBe('SignInCodeSent');
    await requestCode(other, stranger());
    expect((await requestCode(other, phone)).__typename).toBe('RateLimited');
    await app.clock.moveTo(new Date(Number(end)));
    await requestCode(email, stranger());
    expect((await requestCode(email, phone)).__typename).toBe('RateLimited');
  });

  it('keeps it in a cookie that no script reads and that outlives the session, in a browser', async () => {
    const [email, ip] = [newEmail(), newIp()];
    const answer = await askSignIn(email, await newCode(email, { ip }), { ip }, 'COOKIE');
    expect(answer.data.signIn.deviceToken).toBeNull();
    const cookies = answer.headers['set-cookie'] ?? '';
    const [, cookie = '', attributes = ''] = /(tribi_device=[^;]+);([^,]*,[^,]*)$/.exec(cookies) ?? [];
    expect(attributes).toMatch(/HttpOnly/);
    expect(attributes).toMatch(/SameSite=Lax/);
    const session = /tribi_session=[^;]+/.exec(cookies)?.[0] ?? '';
    const out = await app.graphql(
      'mutation { signOut }',
      {},
      { headers: { cookie: `${session}; ${cookie}` } },
    );
    expect(out.headers['set-cookie']).not.toContain('tribi_device');
    await nextDay();
    await requestCode(email, stranger());
    const browser = { ip, headers: { cookie } };
    const foreign = { ip, headers: { cookie, origin: 'https://elsewhere.example' } };
    expect((await requestCode(email, foreign)).__typename).toBe('RateLimited');
    expect((await requestCode(email, browser)).__typename).toBe('SignInCodeSent');
  });
});
