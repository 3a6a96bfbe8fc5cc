import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays } from '../../src/platform/clock/clock.ts';
import { settled } from '../kit/census.ts';
import { buy, type Person, signIn } from '../kit/shopper.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
  person = await signIn(app, 'ana@example.com');
});
afterAll(() => app.close());

const forgetOldRows = async (nth: number) => {
  const { jobs, orm } = app.app;
  await jobs.send(orm.em.fork(), { name: 'forget-old-rows' }, {});
  await app.until('the night’s work', async () => {
    const [row] = await app.sql(
      "select count(*)::int as n from pgboss.job where name = 'forget-old-rows' and state = 'completed'",
    );
    return row.n === nth ? true : null;
  });
};
/** Two rows of each kind: one that is a day older than it may get, and one that is a day younger. */
async function insertOld(): Promise<void> {
  const at = (days: number) => addDays(app.clock.now(), -days);
  const insert = (text: string, days: number) =>
    Promise.all([1, -1].map((more) => app.sql(text, [days + more > days ? 'old' : 'new', at(days + more)])));
  await insert(
    `insert into sessions (user_id, token_hash, transport, is_staff, ip, created_at, last_seen_at, expires_at)
     select id, 'expired ' || $1, 'COOKIE', false, $1, $2, $2, $2 from users limit 1`,
    30,
  );
  await insert(
    `insert into sessions (user_id, token_hash, transport, is_staff, ip, created_at, last_seen_at, expires_at, revoked_at)
     select id, 'revoked ' || $1, 'COOKIE', false, $1, $2, $2, $2::timestamptz + interval '1 year', $2 from users limit 1`,
    30,
  );
  await insert(
    `insert into sign_in_codes (email, code_hash, ip, created_at, expires_at, consumed_at) values ('a@example.com', 'x', $1, $2, $2, $2)`,
    14,
  );
  await insert(
    `insert into account_codes (id, user_id, purpose, email, code_hash, ip, created_at, expires_at, consumed_at)
     select uuidv7(), id, 'CHANGE_EMAIL', 'a@example.com', 'x', $1, $2, $2, $2 from users limit 1`,
    14,
  );
  for (const mutation of ['checkout', 'refundOrder'])
    await insert(
      `insert into idempotency_keys values ('somebody', '${mutation}', $1, 'x', gen_random_uuid(), $2)`,
      90,
    );
  await insert(
    `insert into stripe_events (id, type, payload, source, created_at, received_at, processed_at, outcome)
     values ('evt_' || $1, 'refund.updated', '{"data": {"object": {"id": "re_1"}}}', 'WEBHOOK', $2, $2, $2, 'APPLIED')`,
    90,
  );
  await app.sql(
    `insert into stripe_events (id, type, payload, source, created_at, received_at)
     values ('evt_waiting', 'refund.updated', '{"data": {}}', 'WEBHOOK', $1, $1)`,
    [at(200)],
  );
  const mail = (kind: string, held = false) =>
    `insert into mails (id, kind, recipient, locale, dedupe_key, sealed_payload, created_at, held_at)
     values (uuidv7(), '${kind}', 'a@example.com', 'en', '${kind}${held ? ' held' : ''} ' || $1, 'sealed', $2, ${held ? '$2' : 'null'})`;
  await insert(mail('SIGN_IN_CODE'), 1);
  await insert(mail('ACCOUNT_CODE'), 1);
  await insert(mail('STAFF_NOTICE'), 90);
  await insert(mail('STAFF_NOTICE', true), 90);
  await insert(
    `insert into staff_alerts (id, kind, key, severity, subject, raised_at, last_raised_at, announced_at, updated_at, settled_at, settled_by)
     values (uuidv7(), 'A_TEST', $1, 'WARNING', 'a', $2, $2, $2, $2, $2, 'somebody')`,
    365,
  );
  await app.sql(
    `insert into staff_alerts (id, kind, key, severity, subject, raised_at, last_raised_at, announced_at, updated_at)
     values (uuidv7(), 'A_TEST', 'open', 'WARNING', 'a', $1, $1, $1, $1)`,
    [at(800)],
  );
}
const list = async (text: string) => (await app.sql<{ it: string }>(text)).map(({ it }) => it);

it('forgets each night what has aged out, and nothing else', async () => {
  // Held mails wait: the switch is off, so nothing sends them.
  await app.sql("insert into switches values ('MAIL', false, 'a test', 'somebody', now())");
  await insertOld();
  await forgetOldRows(1);
  expect(await list("select token_hash as it from sessions where ip in ('old', 'new') order by 1")).toEqual([
    'expired new',
    'revoked new',
  ]);
  for (const table of ['sign_in_codes', 'account_codes'])
    expect(await list(`select ip as it from ${table} where ip in ('old', 'new')`)).toEqual(['new']);
  expect(
    await list(
      "select mutation || ' ' || key as it from idempotency_keys where actor = 'somebody' order by 1",
    ),
  ).toEqual(['checkout new', 'refundOrder new', 'refundOrder old']);
  expect(
    await list("select id as it from stripe_events where payload = '{}' and id like 'evt\\_%' order by 1"),
  ).toEqual(['evt_old']);
  expect(await list("select dedupe_key as it from mails where sealed_payload = 'sealed' order by 1")).toEqual(
    [
      'ACCOUNT_CODE new',
      'SIGN_IN_CODE new',
      'STAFF_NOTICE held new',
      'STAFF_NOTICE held old',
      'STAFF_NOTICE new',
    ],
  );
  expect(await list("select key as it from staff_alerts where kind = 'A_TEST' order by 1")).toEqual([
    'new',
    'open',
  ]);
});

it('takes more than one statement where there is much, and leaves what people hold alone', async () => {
  const order = await buy(app, person);
  await settled(app);
  await app.sql(
    `insert into sign_in_codes (email, code_hash, created_at, expires_at, consumed_at)
     select 'b@example.com', 'x', $1, $1, $1 from generate_series(1, 4001)`,
    [addDays(app.clock.now(), -20)],
  );
  await forgetOldRows(2);
  expect(await app.sql("select 1 from sign_in_codes where email = 'b@example.com'")).toEqual([]);
  const [run] = await app.sql(
    "select outcome, detail from job_runs where name = 'forget-old-rows' order by id desc limit 1",
  );
  expect(run).toEqual({ outcome: 'SUCCESS', detail: 'forgot 4001 rows' });
  const { data } = await app.graphql('query { me { email } }', {}, { as: person });
  expect(data.me.email).toBe(person.email);
  expect(order.number).toMatch(/^TRB-/);
});
