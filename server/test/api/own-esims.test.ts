import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged, settled, stopCron } from '../kit/census.ts';
import { buy, checkout, ownOrder, type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let owner: Person;
let other: Person;
let finance: Person;
/** Has ordered and never paid. */
let idle: Person;
let order: ResultOf;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true, env: { RATE_LIMIT_SHARES_PER_HOUR: '30' } });
  // First: moving the clock on would show in the sessions of the others.
  idle = await signIn(app, 'idle@example.com');
  await leaveUnpaid();
  owner = await signIn(app, 'owner@example.com');
  other = await signIn(app, 'other@example.com');
  finance = await signIn(app, 'finance@tribi.test');
  order = await buy(app, owner, { slug: 'spain-1gb-7d', quantity: 2 });
  await settled(app);
  await stopCron(app);
});
afterAll(() => app.close());

/** One order that is cancelled and one that expires, which takes the clock's jobs. */
async function leaveUnpaid(): Promise<void> {
  const { order: dropped } = await checkout(app, idle, { slug: 'spain-1gb-7d', quantity: 2 });
  await app.graphql(
    'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }',
    { n: dropped.number },
    { as: idle },
  );
  const { order: forgotten } = await checkout(app, idle, { slug: 'spain-1gb-7d' });
  await app.clock.moveTo(new Date(forgotten.expiresAt));
  const statusOf = async (number: string) => (await ownOrder(app, idle, number)).status;
  await app.until('the order to expire', async () =>
    (await statusOf(forgotten.number)) === 'EXPIRED' ? true : null,
  );
  expect(await statusOf(dropped.number)).toBe('CANCELLED');
}

const esimFields = 'id name isArchived share { companion openedAt expiresAt }';
async function call(mutation: string, variables: object, as: Person | null = owner): Promise<ResultOf> {
  const { data, errors } = await app.graphql(mutation, variables, as ? { as } : {});
  return data ? Object.values(data)[0] : errors?.[0]?.extensions.code;
}
const rename = (id: string, name: string | null, as: Person | null = owner) =>
  call(
    `mutation ($id: ID!, $name: String) { renameEsim(id: $id, name: $name) {
      __typename ... on Esim { ${esimFields} } ... on UserError { code } ... on InvalidInput { errors { path code } } } }`,
    { id, name },
    as,
  );
const archive = (id: string, isArchived: boolean, as: Person | null = owner) =>
  call(
    `mutation ($id: ID!, $is: Boolean!) { archiveEsim(id: $id, isArchived: $is) {
      __typename ... on Esim { ${esimFields} } ... on UserError { code } } }`,
    { id, is: isArchived },
    as,
  );
const share = (id: string, companion: string | null = null, as: Person | null = owner) =>
  call(
    `mutation ($id: ID!, $companion: String) { shareEsim(id: $id, companion: $companion) {
      __typename ... on EsimShared { url esim { ${esimFields} } } ... on UserError { code } } }`,
    { id, companion },
    as,
  );
const withdraw = (id: string, as: Person | null = owner) =>
  call(
    `mutation ($id: ID!) { withdrawEsimShare(id: $id) { __typename ... on Esim { ${esimFields} } ... on UserError { code } } }`,
    { id },
    as,
  );
const look = (token: string) =>
  call(
    `query ($token: String!) { sharedEsim(token: $token) { __typename
      ... on SharedEsim { companion expiresAt plan { name dataMb validityDays countryCodes carrierName } } ... on UserError { code message } } }`,
    { token },
    null,
  );
const open = (token: string) =>
  call(
    `mutation ($token: String!) { openSharedEsim(token: $token) { __typename
      ... on OpenedSharedEsim { iccid activationCode smdpAddress matchingId qrCode installLinks { ios android } } ... on UserError { code } } }`,
    { token },
    null,
  );
const tokenOf = (shared: ResultOf): string => shared.url.split('/shared/')[1];
const mine = async (isArchived: boolean | null, as: Person = owner): Promise<string[]> => {
  const { data } = await app.graphql(
    'query ($is: Boolean) { me { esims(isArchived: $is) { totalCount nodes { id } } } }',
    { is: isArchived },
    { as },
  );
  expect(data.me.esims.totalCount).toBe(data.me.esims.nodes.length);
  return data.me.esims.nodes.map(({ id }: { id: string }) => id).sort();
};
const ids = (): string[] => order.esims.map(({ id }: { id: string }) => id).sort();

describe('a name', () => {
  it('is cleaned, kept, and taken back with null', async () => {
    const [id = ''] = ids();
    expect(await rename(id, '  Ana’s\n phone\u202E ')).toMatchObject({ name: 'Ana’s phone' });
    expect(await rename(id, 'x'.repeat(40))).toMatchObject({ name: 'x'.repeat(40) });
    const refused = await expectUnchanged(app, () => rename(id, 'x'.repeat(41)));
    expect(refused).toMatchObject({
      __typename: 'InvalidInput',
      errors: [{ path: 'name', code: 'NAME_LENGTH' }],
    });
    expect(await rename(id, null)).toMatchObject({ name: null });
  });

  it.each<[string, () => Person | null, string]>([
    ['another person', () => other, 'ESIM_NOT_FOUND'],
    ['staff', () => finance, 'ESIM_NOT_FOUND'],
  ])('is not given, nor anything else done, by %s', async (_who, as, code) => {
    const [id = ''] = ids();
    const calls = [
      rename(id, 'Mine', as()),
      archive(id, true, as()),
      share(id, null, as()),
      withdraw(id, as()),
    ];
    const answers = await expectUnchanged(app, () => Promise.all(calls));
    for (const answer of answers) expect(answer).toMatchObject({ __typename: 'EsimNotFound', code });
    expect(await rename('no-id', 'Mine')).toMatchObject({ code: 'ESIM_NOT_FOUND' });
    expect(await rename(id, 'Mine', null)).toBe('UNAUTHENTICATED');
  });
});

it('an eSIM that is put away stands in the other list, and comes back', async () => {
  const [id = '', second] = ids();
  expect(await archive(id, true)).toMatchObject({ isArchived: true });
  expect(await mine(true)).toEqual([id]);
  expect(await mine(false)).toEqual([second]);
  expect(await mine(null)).toEqual(ids());
  expect(await archive(id, false)).toMatchObject({ isArchived: false });
  expect(await mine(false)).toEqual(ids());
});

it('an order that nobody paid has no eSIM to show: cancelled, expired, nor open', async () => {
  expect(await mine(null, idle)).toEqual([]);
  await checkout(app, idle, { slug: 'spain-1gb-7d' });
  expect(await mine(null, idle)).toEqual([]);
  expect(await mine(false, idle)).toEqual([]);
});

it('an eSIM that was given up is told as refunded, unless its refund failed', async () => {
  const [id = ''] = ids();
  const isRefunded = async (): Promise<boolean> => {
    const { data } = await app.graphql('{ me { esims { nodes { id isRefunded } } } }', {}, { as: owner });
    return data.me.esims.nodes.find((each: ResultOf) => each.id === id).isRefunded;
  };
  expect(await isRefunded()).toBe(false);
  await app.sql('update esims set settled_at = now() where id = $1', [id]);
  expect(await isRefunded()).toBe(true);
  await app.sql(`update orders set holds = '["REFUND_FAILED"]' where number = $1`, [order.number]);
  expect(await isRefunded()).toBe(false);
  await app.sql(`update orders set holds = '[]' where number = $1`, [order.number]);
  await app.sql('update esims set settled_at = null where id = $1', [id]);
  // A lost dispute took the money, and settles nothing.
  await app.sql(`update orders set payment_status = 'REFUNDED' where number = $1`, [order.number]);
  expect(await isRefunded()).toBe(true);
  await app.sql(`update orders set payment_status = 'PAID' where number = $1`, [order.number]);
  expect(await isRefunded()).toBe(false);
});

describe('a link for a companion', () => {
  it('shows the eSIM and nothing of its owner, and tells the owner that it was opened', async () => {
    const [id = ''] = ids();
    const shared = await share(id, ' Ana ');
    expect(shared).toMatchObject({
      __typename: 'EsimShared',
      esim: { share: { companion: 'Ana', openedAt: null } },
    });
    const token = tokenOf(shared);
    const rows = await app.sql('select token_hash from esim_shares');
    expect(JSON.stringify(rows)).not.toContain(token);
    // Programs that show links look before people do.
    const seen = await expectUnchanged(app, () => look(token));
    expect(seen).toMatchObject({
      __typename: 'SharedEsim',
      companion: 'Ana',
      plan: { countryCodes: ['ES'] },
    });
    const opened = await open(token);
    const own = (await ownOrder(app, owner, order.number)).esims.find((each: ResultOf) => each.id === id);
    expect(opened).toMatchObject({
      activationCode: own.activationCode,
      iccid: own.iccid,
      installLinks: own.installLinks,
      qrCode: own.qrCode,
    });
    const { data } = await app.graphql(
      `query ($n: String!) { me { order(number: $n) { esims { id share { openedAt } } timeline { text } } } }`,
      { n: order.number },
      { as: owner },
    );
    expect(data.me.order.esims.find((each: ResultOf) => each.id === id).share.openedAt).not.toBeNull();
    expect(data.me.order.timeline.map(({ text }: ResultOf) => text)).toEqual(
      expect.arrayContaining(['Link made for a companion', 'Your companion opened the eSIM']),
    );
    // Opened again, it is told once.
    await expectUnchanged(app, () => open(token));
  });

  it('opens nothing when it is unknown, replaced, withdrawn or over', async () => {
    const [id = ''] = ids();
    const first = tokenOf(await share(id));
    const second = tokenOf(await share(id));
    await expectUnchanged(app, async () => {
      expect(await look('x'.repeat(43))).toMatchObject({
        __typename: 'SharedEsimGone',
        code: 'SHARE_UNKNOWN',
      });
      expect(await open('short')).toMatchObject({ code: 'SHARE_UNKNOWN' });
      expect(await look(first)).toMatchObject({ code: 'SHARE_OVER' });
      expect(await open(first)).toMatchObject({ code: 'SHARE_OVER' });
    });
    expect(await withdraw(id)).toMatchObject({ __typename: 'Esim', share: null });
    expect(await expectUnchanged(app, () => open(second))).toMatchObject({ code: 'SHARE_OVER' });
    expect(await expectUnchanged(app, () => withdraw(id))).toMatchObject({ __typename: 'Esim' });
  });

  it('ends with its eSIM, and none is made for one that was taken back', async () => {
    const bought = await buy(app, owner, { slug: 'spain-1gb-7d' });
    const { id } = bought.esims[0];
    const token = tokenOf(await share(id));
    await app.graphql(
      'mutation ($n: String!) { refundOrder(number: $n, reason: "a test", idempotencyKey: "share") { __typename } }',
      { n: bought.number },
      { as: finance },
    );
    await app.until('the refund', async () =>
      (await ownOrder(app, owner, bought.number)).paymentStatus === 'REFUNDED' ? true : null,
    );
    await settled(app);
    await expectUnchanged(app, async () => {
      expect(await look(token)).toMatchObject({ code: 'SHARE_OVER' });
      expect(await open(token)).toMatchObject({ code: 'SHARE_OVER' });
      expect(await share(id)).toMatchObject({ __typename: 'EsimNotShareable', code: 'ESIM_NOT_SHAREABLE' });
    });
  });

  it('of two made at once, one opens', async () => {
    const [, id = ''] = ids();
    const made = await Promise.all(Array.from({ length: 5 }, () => share(id)));
    const looks = await Promise.all(made.map((each) => look(tokenOf(each))));
    expect(looks.filter(({ __typename }) => __typename === 'SharedEsim')).toHaveLength(1);
  });

  it('is made and looked at only so often', async () => {
    const [id = ''] = ids();
    const made = await Promise.all(Array.from({ length: 31 }, () => share(id)));
    expect(made.some(({ code }) => code === 'TOO_MANY_SHARES')).toBe(true);
    const looks = await Promise.all(Array.from({ length: 61 }, () => look('y'.repeat(43))));
    expect(looks.some(({ __typename }) => __typename === 'RateLimited')).toBe(true);
  });

  it('opens for seven days to the second', async () => {
    const [id = ''] = ids();
    await app.sql('delete from rate_limits');
    const token = tokenOf(await share(id));
    const made = app.clock.now().getTime();
    const days = 7 * 24 * 3600 * 1000;
    await app.clock.moveTo(new Date(made + days - 1000));
    expect(await look(token)).toMatchObject({ __typename: 'SharedEsim' });
    await app.clock.moveTo(new Date(made + days));
    expect(await look(token)).toMatchObject({ code: 'SHARE_OVER' });
    expect(await open(token)).toMatchObject({ code: 'SHARE_OVER' });
  });
});
