import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMinutes } from '../../src/platform/clock/clock.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { newStaffSession } from '../kit/new-session.ts';
import { checkout, mailedCode, type Person, signIn } from '../kit/shopper.ts';
import { endOf, live } from '../kit/socket.ts';
import { type GraphQLAnswer, type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
  admin = await signIn(app, 'admin@tribi.test');
});
afterAll(() => app.close());

const fields = 'id isCurrent address device transport hasSecondFactor startedAt lastSeenAt expiresAt';
const sessionsOf = async (as: Person, args = ''): Promise<ResultOf> => {
  const { data, errors } = await app.graphql(
    `query { me { sessions${args} { totalCount nodes { ${fields} } pageInfo { endCursor hasNextPage } } } }`,
    {},
    { as },
  );
  expect(errors).toBeUndefined();
  return data.me.sessions;
};
const end = async (as: Person, id: string): Promise<boolean> =>
  (await app.graphql('mutation ($id: ID!) { endSession(id: $id) }', { id }, { as })).data.endSession;
const codeOf = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions.code;
const me = (as: Person) => app.graphql('query { me { id } }', {}, { as });

/** Signs in as a browser of this kind does, by bearer all the same. */
async function signInFrom(email: string, userAgent: string): Promise<Person> {
  await app.clock.advance(61_000);
  const before = (await app.mailsTo(email)).length;
  await app.graphql('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', {
    email,
  });
  const code = await mailedCode(app, email, before);
  const { data } = await app.graphql(
    'mutation ($email: String!, $code: String!) { signIn(email: $email, code: $code, transport: BEARER) { ... on SignedIn { token } } }',
    { email, code },
    { headers: { 'user-agent': userAgent } },
  );
  return { email, token: data.signIn.token };
}

describe('me.sessions', () => {
  it('tells where one is signed in: this one marked, the device in plain words, when last seen', async () => {
    const email = 'two-devices@example.com';
    const first = await signInFrom(email, chrome);
    const second = await signInFrom(email, 'curl/8.5.0');
    const { totalCount, nodes } = await sessionsOf(second);
    expect(totalCount).toBe(2);
    expect(nodes).toMatchObject([
      { isCurrent: true, device: 'Unknown device', address: '127.0.0.1', transport: 'BEARER' },
      { isCurrent: false, device: 'Chrome on Windows', hasSecondFactor: false },
    ]);
    const page = await sessionsOf(first, '(first: 1)');
    expect(page.pageInfo.hasNextPage).toBe(true);
    const rest = await sessionsOf(first, `(first: 1, after: "${page.pageInfo.endCursor}")`);
    expect(rest.nodes).toMatchObject([{ isCurrent: true, device: 'Chrome on Windows' }]);
    await app.clock.moveTo(addMinutes(app.clock.now(), 31 * 24 * 60));
    const later = await signInFrom(email, chrome);
    expect((await sessionsOf(later)).totalCount).toBe(1);
  });

  it('are nobody else’s, even of a person that staff look at', async () => {
    admin = await newStaffSession(app, admin.email);
    const { order } = await checkout(app, await signInFrom('looked-at@example.com', chrome));
    const { data } = await app.graphql(
      'query ($number: String!) { order(number: $number) { customer { email secondFactor sessions { totalCount } } } }',
      { number: order.number },
      { as: admin },
    );
    expect(data.order.customer).toEqual({
      email: 'looked-at@example.com',
      secondFactor: null,
      sessions: { totalCount: 0 },
    });
    const guest = await app.graphql('query { me { sessions { totalCount } } }');
    expect(codeOf(guest)).toBe('UNAUTHENTICATED');
  });

  it('say to within five minutes when staff were last seen, and last twelve hours all the same', async () => {
    const support = await signInFrom('support@tribi.test', chrome);
    const [before] = (await sessionsOf(support)).nodes;
    await app.clock.moveTo(addMinutes(app.clock.now(), 6));
    const [after] = (await sessionsOf(support)).nodes;
    expect(Date.parse(after.lastSeenAt) - Date.parse(before.lastSeenAt)).toBeGreaterThanOrEqual(6 * 60_000);
    expect(after.expiresAt).toBe(before.expiresAt);
  });
});

describe('endSession', () => {
  it('ends one of one’s own and closes its sockets in every process; a second time there is none', async () => {
    const other = await app.another();
    const email = 'left-behind@example.com';
    const [old, now] = [await signInFrom(email, chrome), await signInFrom(email, chrome)];
    const { order } = await checkout(app, old);
    const document = 'subscription ($number: String!) { orderUpdated(number: $number) { number } }';
    const feed = live({ url: other.url }, document, { number: order.number }, { as: old });
    expect((await feed.next()).data.orderUpdated.number).toBe(order.number);
    const [, { id }] = (await sessionsOf(now)).nodes;
    expect(await end(now, id)).toBe(true);
    expect(await endOf(feed)).toBe(4403);
    expect(codeOf(await me(old))).toBe('UNAUTHENTICATED');
    expect((await me(now)).errors).toBeUndefined();
    await settled(app);
    await expectUnchanged(app, async () => expect(await end(now, id)).toBe(false));
    await feed.close();
    await other.close();
  });

  it('of somebody else, or of nothing, ends nothing', async () => {
    const [ana, eve] = [
      await signInFrom('ana@example.com', chrome),
      await signInFrom('eve@example.com', chrome),
    ];
    const [{ id }] = (await sessionsOf(ana)).nodes;
    await settled(app);
    await expectUnchanged(app, async () => {
      expect(await end(eve, id)).toBe(false);
      expect(await end(eve, 'nothing')).toBe(false);
    });
    expect((await me(ana)).errors).toBeUndefined();
  });

  it('of the asking session signs out, and drops the cookie', async () => {
    const ana = await signInFrom('ana-again@example.com', chrome);
    const [{ id }] = (await sessionsOf(ana)).nodes;
    const answer = await app.graphql('mutation ($id: ID!) { endSession(id: $id) }', { id }, { as: ana });
    expect(answer.headers['set-cookie']).toMatch(/=;/);
    expect(codeOf(await me(ana))).toBe('UNAUTHENTICATED');
  });
});

describe('staffSessions and endStaffSessions', () => {
  const listed = async (email: string): Promise<ResultOf[]> => {
    const { data, errors } = await app.graphql(
      `query ($email: String!) { staffSessions(email: $email) { totalCount nodes { ${fields} } } }`,
      { email },
      { as: admin },
    );
    expect(errors).toBeUndefined();
    return data.staffSessions.nodes;
  };
  const endAs = async (email: string, sessionId: string | null = null): Promise<ResultOf> =>
    (
      await app.graphql(
        `mutation ($email: String!, $id: ID) { endStaffSessions(email: $email, sessionId: $id, reason: "Left a screen open") {
          __typename ... on UserError { code } } }`,
        { email, id: sessionId },
        { as: admin },
      )
    ).data.endStaffSessions;

  it('let an administrator see and end those of staff, one or all, and write it down', async () => {
    admin = await newStaffSession(app, 'admin@tribi.test');
    const email = 'finance@tribi.test';
    const sessions: Person[] = [];
    for (let nth = 0; nth < 3; nth += 1) sessions.push(await signInFrom(email, chrome));
    const all = await listed(email);
    expect(all).toHaveLength(3);
    expect(all[0]).toMatchObject({ isCurrent: false, device: 'Chrome on Windows' });
    expect(await endAs(email, all[0].id)).toEqual({ __typename: 'StaffMember' });
    expect(await Promise.all(sessions.map(async (each) => codeOf(await me(each)) ?? 'OPEN'))).toEqual([
      'OPEN',
      'OPEN',
      'UNAUTHENTICATED',
    ]);
    await endAs(email);
    expect(await listed(email)).toEqual([]);
    const entries = await app.sql(
      "select reason, after from audit_log where action = 'endStaffSessions' order by id",
    );
    expect(entries).toEqual([
      { reason: 'Left a screen open', after: { ended: 1 } },
      { reason: 'Left a screen open', after: { ended: 2 } },
    ]);
    await settled(app);
    await expectUnchanged(app, () => endAs(email));
    await expectUnchanged(app, () => endAs(email, 'nothing'));
  });

  it('tell and end nothing of a shopper’s', async () => {
    const shopper = await signInFrom('private@example.com', chrome);
    admin = await newStaffSession(app, 'admin@tribi.test');
    expect(await listed(shopper.email)).toEqual([]);
    await settled(app);
    expect(await expectUnchanged(app, () => endAs(shopper.email))).toMatchObject({ code: 'NOT_STAFF' });
    expect((await me(shopper)).errors).toBeUndefined();
  });
});
