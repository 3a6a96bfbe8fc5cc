import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addHours, addSeconds } from '../../src/platform/clock/clock.ts';
import { expectUnchanged } from '../kit/census.ts';
import { mailedCode, type Person, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { type GraphQLAnswer, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

const meQuery = 'query { me { email name locale currency roles } }';
const me = (as: Person) => app.graphql(meQuery, {}, { as });
const byCookie = (cookie: string, headers: Record<string, string> = {}) =>
  app.graphql(meQuery, {}, { headers: { cookie, ...headers } });
const signOut = (as: Person, everywhere = false) =>
  app.graphql('mutation ($e: Boolean!) { signOut(everywhere: $e) }', { e: everywhere }, { as });

function expectEnded({ errors, data }: GraphQLAnswer): void {
  expect(data?.me).toBeUndefined();
  expect(errors?.map((error) => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
}

/** Signs in as a browser does, and gives the Set-Cookie header. */
async function browserSignIn(
  email: string,
  via: Pick<TestApp, 'graphql'> = app,
): Promise<{ cookie: string; header: string; body: string }> {
  await app.clock.advance(61_000);
  const before = (await app.mailsTo(email)).length;
  await app.graphql('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', {
    email,
  });
  const code = await mailedCode(app, email, before);
  const answer = await via.graphql(
    'mutation ($email: String!, $code: String!) { signIn(email: $email, code: $code) { __typename ... on SignedIn { token } } }',
    { email, code },
  );
  const header = answer.headers['set-cookie'] ?? '';
  return { header, cookie: header.split(';')[0] ?? '', body: JSON.stringify(answer.data) };
}

async function fresh(email: string): Promise<Person> {
  await app.clock.advance(61_000);
  return signIn(app, email);
}

describe('a session by cookie', () => {
  it('is HttpOnly, SameSite, for the whole site, for 30 days, and its token is nowhere else', async () => {
    const { header, cookie, body } = await browserSignIn('cookie@example.com');
    expect(header).toMatch(/^tribi_session=[\w-]{40,};/);
    expect(header).toContain('HttpOnly');
    expect(header).toContain('SameSite=Lax');
    expect(header).toContain('Path=/');
    expect(header).not.toContain('Domain');
    const expires = new Date(/Expires=([^;]+)/.exec(header)?.[1] ?? '');
    expect(Math.abs(expires.getTime() - addDays(app.clock.now(), 30).getTime())).toBeLessThan(60_000);
    expect(JSON.parse(body)).toEqual({ signIn: { __typename: 'SignedIn', token: null } });
    expect((await byCookie(cookie)).data.me.email).toBe('cookie@example.com');
  });

  it('is Secure where the shop is served over https, and takes its domain and SameSite from the settings', async () => {
    const other = await app.another({
      PUBLIC_URL: 'https://shop.example.com',
      COOKIE_DOMAIN: 'example.com',
      COOKIE_SAMESITE: 'strict',
    });
    const { header } = await browserSignIn('secure@example.com', other);
    await other.close();
    for (const attribute of ['Secure', 'HttpOnly', 'Domain=example.com', 'SameSite=Strict'])
      expect(header).toContain(attribute);
  });

  it('works only for pages of the shop, and a bearer beside it decides', async () => {
    const { cookie } = await browserSignIn('pages@example.com');
    const host = new URL(app.url).host;
    expect((await byCookie(cookie, { origin: `http://${host}` })).data.me.email).toBe('pages@example.com');
    expect((await byCookie(cookie, { origin: 'https://evil.example' })).errors?.[0]?.extensions.code).toBe(
      'ORIGIN_NOT_ALLOWED',
    );
    expect((await byCookie(cookie, { origin: 'null' })).errors?.[0]?.extensions.code).toBe(
      'ORIGIN_NOT_ALLOWED',
    );
    const bearer = await fresh('bearer@example.com');
    const both = { origin: 'https://evil.example', authorization: `Bearer ${bearer.token}` };
    expect((await byCookie(cookie, both)).data.me.email).toBe('bearer@example.com');
  });

  it('is no bearer, nor a bearer a cookie', async () => {
    const { cookie } = await browserSignIn('swap@example.com');
    expectEnded(await me({ email: '', token: cookie.split('=')[1] ?? '' }));
    const bearer = await fresh('swap-bearer@example.com');
    expectEnded(await byCookie(`tribi_session=${bearer.token}`));
  });

  it('slides: the browser is sent its cookie again, with 30 days from the visit', async () => {
    const { cookie } = await browserSignIn('slider@example.com');
    expect((await byCookie(cookie)).headers['set-cookie']).toBeUndefined();
    await app.clock.moveTo(addDays(app.clock.now(), 29));
    // A socket can send no cookie, so it leaves the session for the next request to renew.
    const socket = live(app, 'query { me { email } }', {}, { headers: { cookie } });
    await socket.next().catch(() => {});
    await socket.close();
    const { headers, data } = await byCookie(cookie);
    expect(data.me.email).toBe('slider@example.com');
    expect(headers['set-cookie']?.split(';')[0]).toBe(cookie);
    expect(headers['set-cookie']).toContain('HttpOnly');
    const expires = new Date(/Expires=([^;]+)/.exec(headers['set-cookie'] ?? '')?.[1] ?? '');
    expect(Math.abs(expires.getTime() - addDays(app.clock.now(), 30).getTime())).toBeLessThan(60_000);
    expect((await byCookie(cookie)).headers['set-cookie']).toBeUndefined();
    await app.clock.moveTo(addDays(app.clock.now(), 1));
    const left = await app.graphql('mutation { signOut }', {}, { headers: { cookie } });
    expect(left.headers['set-cookie']).toMatch(/^tribi_session=;/);
  });

  it('is cleared in the browser by signing out', async () => {
    const { cookie } = await browserSignIn('leaver@example.com');
    const answer = await app.graphql('mutation { signOut }', {}, { headers: { cookie } });
    expect(answer.data.signOut).toBe(true);
    expect(answer.headers['set-cookie']).toMatch(/^tribi_session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/);
    expectEnded(await byCookie(cookie));
  });
});

describe('a session by bearer', () => {
  it('sets no cookie, and is refused whatever is wrong with it', async () => {
    const person = await fresh('plain@example.com');
    const answer = await me(person);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(answer.data.me).toEqual({
      email: 'plain@example.com',
      name: null,
      locale: 'en',
      currency: 'USD',
      roles: ['CUSTOMER'],
    });
    for (const token of ['x', `${person.token}x`, person.token.slice(1), person.token.toUpperCase()]) {
      expectEnded(await expectUnchanged(app, () => me({ email: '', token })));
    }
    expect((await app.graphql(meQuery)).data).toEqual({ me: null });
  });

  it('ends with signing out: this one, or all of a person, and nobody else’s', async () => {
    const [one, two, bystander] = [
      await fresh('ends@example.com'),
      await fresh('ends@example.com'),
      await fresh('stays@example.com'),
    ];
    await signOut(one);
    expectEnded(await me(one));
    expectEnded(await expectUnchanged(app, () => signOut(one)));
    expect((await me(two)).data.me.email).toBe('ends@example.com');
    const three = await fresh('ends@example.com');
    await signOut(two, true);
    expectEnded(await me(two));
    expectEnded(await me(three));
    expect((await me(bystander)).data.me.email).toBe('stays@example.com');
  });

  it('slides: 30 days from the last visit', async () => {
    const person = await fresh('slides@example.com');
    const start = app.clock.now();
    await app.clock.moveTo(addDays(start, 29));
    expect((await me(person)).data.me).not.toBeNull();
    await app.clock.moveTo(addSeconds(addDays(start, 59), -1));
    expect((await me(person)).data.me).not.toBeNull();
    await app.clock.moveTo(addDays(app.clock.now(), 30));
    expectEnded(await me(person));
  });

  it('of staff ends after 12 hours, however busy', async () => {
    const staff = await fresh('support@tribi.test');
    const start = app.clock.now();
    expect((await me(staff)).data.me.roles).toEqual(['CUSTOMER', 'SUPPORT']);
    const [{ expires_at }] = await app.sql(
      'select expires_at from sessions where is_staff order by created_at desc limit 1',
    );
    for (const hours of [3, 6, 9, 11]) {
      await app.clock.moveTo(addHours(start, hours));
      expect((await me(staff)).errors).toBeUndefined();
    }
    await app.clock.moveTo(addSeconds(expires_at, -1));
    expect((await me(staff)).errors).toBeUndefined();
    await app.clock.moveTo(expires_at);
    expectEnded(await me(staff));
    expect(expires_at.getTime() - start.getTime()).toBeLessThanOrEqual(12 * 3_600_000);
  });

  it('has the rights of the roles its person has now; one that began as a shopper’s gains none', async () => {
    const person = await fresh('promoted@example.com');
    await app.sql(`update users set roles = '["FINANCE"]' where email = $1`, [person.email]);
    const orders = (as: Person) => app.graphql('query { orders { totalCount } }', {}, { as });
    expect((await orders(person)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const asStaff = await fresh(person.email);
    expect((await orders(asStaff)).data.orders.totalCount).toBe(0);
    await app.sql(`update users set roles = '[]' where email = $1`, [person.email]);
    expect((await orders(asStaff)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('a profile', () => {
  it('is changed by its person, and only where all of it is right', async () => {
    const person = await fresh('profile@example.com');
    const mutation = `mutation ($input: ProfileInput!) { updateProfile(input: $input) {
      __typename ... on User { name locale currency } ... on InvalidInput { errors { path code message } } } }`;
    const update = async (input: object) =>
      (await app.graphql(mutation, { input }, { as: person })).data.updateProfile;
    expect(await update({ name: ' Núria ', locale: 'es', currency: 'eur' })).toEqual({
      __typename: 'User',
      name: 'Núria',
      locale: 'es',
      currency: 'EUR',
    });
    const refused = await expectUnchanged(app, () =>
      update({ name: 'x'.repeat(201), locale: 'de', currency: 'XXX' }),
    );
    expect(
      refused.errors.map((error: { path: string; code: string }) => `${error.path} ${error.code}`),
    ).toEqual(['name NAME_LENGTH', 'locale UNKNOWN_LOCALE', 'currency UNKNOWN_CURRENCY']);
    expect(refused.errors[0].message).toContain('El nombre');
    expect(await update({ name: '' })).toMatchObject({ name: null, locale: 'es' });
  });
});
