import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { privacyKit } from '../kit/privacy.ts';
import { buy, type Person } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
const { fresh, rename, askRefund } = privacyKit(() => app);
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

function download(as?: Person, headers: Record<string, string> = {}) {
  return fetch(`${app.url}/account/export.json`, {
    headers: as ? { ...headers, authorization: `Bearer ${as.token}` } : headers,
    redirect: 'manual',
  });
}

describe('one’s own data as a file', () => {
  it('has all that is kept of a person, and nothing of anybody else', async () => {
    const [person, other] = [await fresh(), await fresh()];
    await rename(person, 'Núria "N" Solé');
    const order = await buy(app, person, { quantity: 2 });
    await buy(app, other);
    await app.graphql(
      'mutation { updateMailChoices(choices: [{ topic: TRIP_TIPS, isWanted: false }]) { id } }',
      {},
      { as: person },
    );
    await askRefund(person, order.number);
    await app.graphql(
      'mutation ($id: ID!) { shareEsim(id: $id, companion: "Ana") { __typename } }',
      { id: order.esims[0].id },
      { as: person },
    );
    // Somebody else asks for a code in their name: where that was is not the person's.
    await app.sql(
      `insert into sign_in_codes (email, code_hash, ip, created_at, expires_at, superseded_at)
       values ($1, 'a stranger asked', '203.0.113.9', now(), now(), now())`,
      [person.email],
    );
    await app.sql(`update orders set consent = '{"termsVersion": "7"}' where number = $1`, [order.number]);
    await settled(app);
    const response = await download(person);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(
      /^attachment; filename="tribi-[\d-]+\.json"$/,
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    const data: ResultOf = JSON.parse(text);
    expect(Object.keys(data)).toEqual([
      'exportedAt',
      'profile',
      'mailChoices',
      'emailChanges',
      'sessions',
      'mailedCodes',
      'orders',
      'mails',
    ]);
    expect(data.profile).toMatchObject({ email: person.email, name: 'Núria "N" Solé', language: 'en' });
    expect(data.mailChoices).toMatchObject([
      { topic: 'EXPIRY_REMINDERS', isWanted: true, decidedAt: null },
      { topic: 'TRIP_TIPS', isWanted: false, decidedBy: 'ACCOUNT' },
    ]);
    expect(data.mailedCodes).toMatchObject([
      { for: 'SIGN_IN', to: person.email, tries: 0, address: expect.any(String), usedAt: expect.any(String) },
      { for: 'SIGN_IN', to: person.email, tries: 0, address: null, usedAt: null },
    ]);
    expect(data.orders).toMatchObject([
      {
        number: order.number,
        quantity: 2,
        total: order.total,
        status: 'COMPLETED',
        payments: [{ status: 'SUCCEEDED', refunds: [] }],
        refundRequests: [{ reason: 'Plans changed', status: 'OPEN', answer: null }],
        consent: { termsVersion: '7' },
      },
    ]);
    expect(data.orders[0].esims.map((esim: ResultOf) => esim.activationCode)).toEqual(
      order.esims.map((esim: ResultOf) => esim.activationCode),
    );
    expect(data.orders[0].esims[0].links).toMatchObject([{ companion: 'Ana', openedAt: null }]);
    expect(data.sessions).toMatchObject([{ transport: 'BEARER', endedAt: null }]);
    expect(data.mails.map(({ kind }: ResultOf) => kind)).toEqual([
      'SIGN_IN_CODE',
      'ORDER_DELIVERED',
      'REFUND_ASKED',
    ]);
    expect(text).not.toContain(other.email);
    expect(text).not.toMatch(/token|hash|sealed/i);
  });

  it('is whole however much there is', async () => {
    const person = await fresh();
    await app.sql(
      `insert into sessions (user_id, token_hash, transport, is_staff, created_at, last_seen_at, expires_at)
       select id, 'many-' || n, 'COOKIE', false, now(), now(), now() from users, generate_series(1, 249) n where email = $1`,
      [person.email],
    );
    const data: ResultOf = await (await download(person)).json();
    expect(data.sessions).toHaveLength(250);
    expect(new Set(data.sessions.map(({ transport }: ResultOf) => transport))).toEqual(
      new Set(['BEARER', 'COOKIE']),
    );
  });

  it('is given to its owner only, ten times an hour', async () => {
    const person = await fresh();
    for (const as of [undefined, { email: '', token: 'nonsense' }]) {
      const response = await download(as);
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    for (let times = 1; times <= 10; times += 1) expect((await download(person)).status).toBe(200);
    const limited = await download(person);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    // A browser that followed the link comes back to the page that it is on.
    const browser = { accept: 'text/html,application/xhtml+xml' };
    const led = await Promise.all([download(undefined, browser), download(person, browser)]);
    expect(led.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [303, '/account/privacy'],
      [303, expect.stringMatching(/^\/account\/privacy\?wait=\d+$/)],
    ]);
  });
});
