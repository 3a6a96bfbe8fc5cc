import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeSubject,
  codeBySubject,
  confirmChange,
  deleteAccount,
  deletionCode,
  requestChange,
  requestDeletion,
} from '../kit/account.ts';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { buy, checkout, checkoutMutation, type Person, planBySlug, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

let serial = 0;
async function fresh(email?: string): Promise<Person> {
  serial += 1;
  await app.clock.advance(61_000);
  return signIn(app, email ?? `leaver-${serial}@example.com`);
}
const idOf = async ({ email }: Person): Promise<string> =>
  (await app.sql('select id from users where email = $1', [email]))[0]?.id;
const rename = (as: Person, name: string) =>
  app.graphql(
    'mutation ($n: String) { updateProfile(input: { name: $n }) { __typename } }',
    { n: name },
    { as },
  );

const askRefund = (as: Person, number: string, reason = 'Plans changed') =>
  app.graphql(
    `mutation ($n: String!, $reason: String!) { requestRefund(orderNumber: $n, esimIds: null, reason: $reason,
      idempotencyKey: "ask") { __typename } }`,
    { n: number, reason },
    { as },
  );

async function refuseRefunds(number: string): Promise<void> {
  const finance = await fresh('finance@tribi.test');
  const [{ id }] = await app.sql(
    'select q.id from refund_requests q join orders o on o.id = q.order_id where o.number = $1',
    [number],
  );
  const { data } = await app.graphql(
    'mutation ($id: ID!) { refuseRefundRequest(id: $id, reason: "Installed") { __typename } }',
    { id },
    { as: finance },
  );
  expect(data.refuseRefundRequest.__typename).toBe('RefundRequest');
}

function download(as?: Person, headers: Record<string, string> = {}) {
  return fetch(`${app.url}/account/export.json`, {
    headers: as ? { ...headers, authorization: `Bearer ${as.token}` } : headers,
    redirect: 'manual',
  });
}

/** Everything that any table holds, as text. */
async function everythingStored(): Promise<string> {
  const tables = await app.sql(
    `select quote_ident(table_schema) || '.' || quote_ident(table_name) as name from information_schema.tables
     where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'
       and table_name not in ('plans', 'plan_prices', 'plan_countries', 'plan_suppliers', 'inventory_items')`,
  );
  const contents: string[] = [];
  for (const { name } of tables) {
    const rows = await app.sql(`select t::text as line from ${name} t`);
    contents.push(...rows.map((row) => `${name}: ${row.line}`));
  }
  return contents.join('\n');
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

describe('leaving', () => {
  it('erases all that names a person; order, books and eSIM stay and name nobody', async () => {
    const person = await fresh('first.address@example.com');
    await rename(person, 'Zenobia Quux');
    const order = await buy(app, person);
    await askRefund(person, order.number, 'Xanadu is off');
    await refuseRefunds(order.number);
    await app.clock.advance(61_000);
    await requestChange(app, person, 'second.address@example.com');
    const changeCode = await codeBySubject(app, 'second.address@example.com', changeSubject);
    await confirmChange(app, person, 'second.address@example.com', changeCode);
    // Once the old address can take nothing back any more.
    await app.clock.advance(7 * 86_400_000);
    const moved = await fresh('second.address@example.com');
    const id = await idOf(moved);
    await settled(app);
    const ledger = await app.sql('select * from ledger_entries order by id');
    const events = await app.sql('select * from order_events order by id');
    const socket = live(
      app,
      'subscription ($n: String!) { orderUpdated(number: $n) { number } }',
      { n: order.number },
      { as: moved },
    );
    await socket.next();
    await app.clock.advance(61_000);
    expect(await deleteAccount(app, moved, await deletionCode(app, moved))).toEqual({
      __typename: 'AccountDeleted',
    });
    await expect(socket.next()).rejects.toMatchObject({});
    await socket.close();
    expect((await app.graphql('{ me { id } }', {}, { as: moved })).errors?.[0]?.extensions.code).toBe(
      'UNAUTHENTICATED',
    );
    const farewell = await app.until(
      'the last mail',
      async () => (await app.mailsTo(moved.email)).find(({ subject }) => /is deleted/.test(subject)) ?? null,
    );
    expect(farewell.text).toContain('erased');
    await settled(app);
    const stored = await everythingStored();
    expect(
      stored.split('\n').filter((line) => /first\.address|second\.address|Zenobia|Xanadu/.test(line)),
    ).toEqual([]);
    expect(await app.sql('select email, name, roles from users where id = $1', [id])).toEqual([
      { email: `${id}@deleted.invalid`, name: null, roles: [] },
    ]);
    expect(await app.sql('select number, status, user_id from orders where user_id = $1', [id])).toEqual([
      { number: order.number, status: 'COMPLETED', user_id: id },
    ]);
    // Stripe's balance may be read meanwhile, which adds to the books.
    const books = await app.sql('select * from ledger_entries order by id');
    expect(books).toEqual(expect.arrayContaining(ledger));
    expect(await app.sql('select * from order_events order by id')).toEqual(events);
    expect(await wrongInBooks(app)).toEqual([]);
    // The address is free, for a new person who has nothing.
    const again = await fresh(moved.email);
    expect(await idOf(again)).not.toBe(id);
    const mine = await app.graphql(
      '{ me { orders { totalCount } esims { totalCount } } }',
      {},
      { as: again },
    );
    expect(mine.data.me).toEqual({ orders: { totalCount: 0 }, esims: { totalCount: 0 } });
    // Staff still find the order, and writing to its buyer reaches nobody.
    const support = await fresh('support@tribi.test');
    const found = await app.graphql(
      'query ($n: String!) { order(number: $n) { number deliveryEmail } }',
      { n: order.number },
      { as: support },
    );
    expect(found.data.order.number).toBe(order.number);
    const before = (await app.mailsTo('')).length;
    await app.graphql(
      'mutation ($n: String!) { resendDelivery(orderNumber: $n) { __typename } }',
      { n: order.number },
      { as: support },
    );
    await settled(app);
    expect((await app.mailsTo('')).length).toBe(before);
  });

  it('needs the newest code, within five guesses', async () => {
    const [person, other] = [await fresh(), await fresh()];
    await app.clock.advance(61_000);
    const code = await deletionCode(app, person);
    await settled(app);
    const notTheirs = await expectUnchanged(app, () => deleteAccount(app, other, code));
    expect(notTheirs).toMatchObject({ __typename: 'InvalidCode' });
    const wrong = code === '000000' ? '000001' : '000000';
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await deleteAccount(app, person, wrong)).toMatchObject({ attemptsLeft });
    const locked = await expectUnchanged(app, () => deleteAccount(app, person, code));
    expect(locked).toMatchObject({ __typename: 'CodeLocked' });
    expect(await idOf(person)).toBeDefined();
  });

  /** Brings an order where the refusal must come from; `after` undoes it, and then leaving works. */
  const standing: readonly [
    string,
    (person: Person) => Promise<{ undo: string | (() => Promise<unknown>) }>,
  ][] = [
    [
      'ORDERS_OPEN',
      async (person) => {
        const { order } = await checkout(app, person);
        const cancel = 'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }';
        return { undo: () => app.graphql(cancel, { n: order.number }, { as: person }) };
      },
    ],
    [
      'ORDERS_UNDELIVERED',
      async (person) => {
        await buy(app, person);
        await move(person, "status = 'OPEN', fulfillment_status = 'IN_PROGRESS'");
        return {
          undo: "update orders set status = 'COMPLETED', fulfillment_status = 'FULFILLED' where user_id = $1",
        };
      },
    ],
    [
      'ORDERS_DISPUTED',
      async (person) => {
        await buy(app, person);
        await app.sql(
          `insert into disputes (payment_id, stripe_dispute_id, status, amount, currency, reason, opened_at, created_at, updated_at)
           select p.id, 'dp_' || p.id, 'INQUIRY', 100, 'USD', 'fraudulent', now(), now(), now()
           from payments p join orders o on o.id = p.order_id join users u on u.id = o.user_id where u.email = $1`,
          [person.email],
        );
        return {
          undo: `update disputes set status = 'WON' where payment_id in (
            select p.id from payments p join orders o on o.id = p.order_id where o.user_id = $1)`,
        };
      },
    ],
    [
      'REFUNDS_ON_THE_WAY',
      async (person) => {
        await buy(app, person);
        await app.sql(
          `insert into refunds (payment_id, amount, currency, reason, status, requested_by, created_at, updated_at)
           select p.id, 1, 'USD', 'a test', 'FAILED', 'test', now(), now()
           from payments p join orders o on o.id = p.order_id join users u on u.id = o.user_id where u.email = $1`,
          [person.email],
        );
        await move(person, `holds = '["REFUND_FAILED"]'`);
        return { undo: "update orders set holds = '[]' where user_id = $1" };
      },
    ],
    [
      'REFUNDS_ASKED',
      async (person) => {
        const order = await buy(app, person);
        await askRefund(person, order.number);
        return {
          undo: `update refund_requests set status = 'SETTLED', decided_at = now()
            where order_id in (select id from orders where user_id = $1)`,
        };
      },
    ],
    [
      'ADDRESS_JUST_CHANGED',
      async (person) => {
        await app.sql(
          `insert into email_changes (id, user_id, old_email, new_email, changed_at, object_by, token_hash)
           select uuidv7(), id, 'before@example.com', email, $2, $2::timestamptz + interval '7 days', 'x' from users
           where email = $1`,
          [person.email, app.clock.now()],
        );
        return { undo: 'update email_changes set objected_at = now() where user_id = $1' };
      },
    ],
    [
      'HOLDS_ROLES',
      async (person) => {
        await app.sql(`update users set roles = '["SUPPORT"]' where email = $1`, [person.email]);
        return { undo: "update users set roles = '[]' where id = $1" };
      },
    ],
  ];
  const move = (person: Person, set: string) =>
    app.sql(`update orders set ${set} where user_id = (select id from users where email = $1)`, [
      person.email,
    ]);

  it.each(standing)(
    'is refused with %s, when asked for and when confirmed, and nothing changes',
    async (code, bring) => {
      const person = await fresh();
      await app.clock.advance(61_000);
      const mailed = await deletionCode(app, person);
      const { undo } = await bring(person);
      await settled(app);
      const now = app.clock.now();
      for (const answer of [
        await expectUnchanged(app, () => requestDeletion(app, person)),
        await expectUnchanged(app, () => deleteAccount(app, person, mailed)),
      ]) {
        expect(answer).toMatchObject({ __typename: 'AccountNotDeletable', code });
        expect(answer.orderNumbers).toHaveLength(
          ['HOLDS_ROLES', 'ADDRESS_JUST_CHANGED'].includes(code) ? 0 : 1,
        );
        for (const number of answer.orderNumbers) expect(answer.message).toContain(number);
      }
      await app.clock.moveTo(now);
      await (typeof undo === 'string' ? app.sql(undo, [await idOf(person)]) : undo());
      expect(await deleteAccount(app, person, mailed)).toMatchObject({ __typename: 'AccountDeleted' });
    },
  );

  it('leaves no way to order for who has left', async () => {
    const person = await fresh();
    const plan = await planBySlug(app, 'spain-3gb-30d');
    const id = await idOf(person);
    await app.sql('update users set deleted_at = now() where id = $1', [id]);
    const input = {
      planId: plan.id,
      quantity: 1,
      expectedTotal: { amount: plan.amount, currency: 'USD' },
      idempotencyKey: 'left',
    };
    const { errors } = await expectUnchanged(app, () =>
      app.graphql(checkoutMutation, { input }, { as: person }),
    );
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
