import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AppProcess, buildServer, startProcess } from '../kit/app-process.ts';
import { buy, checkout, ownOrder, payByCard, signIn } from '../kit/shopper.ts';
import { endOf, live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let child: AppProcess;
beforeAll(async () => {
  await buildServer();
  app = await startTestApp({ work: false });
  child = await startProcess({ ...app.env, STOP_DELAY_SECONDS: '1', STOP_TIMEOUT_SECONDS: '3' });
  app.sandboxes.setWebhookUrl(`${child.url}/webhooks/stripe`);
}, 120_000);
afterAll(async () => {
  child?.child.kill('SIGKILL');
  await app.close();
});

const statusOf = async (path: string) => (await fetch(`${child.url}${path}`)).status;

it('a process that is told to stop says so first, ends what is in hand, hands the rest back and goes', async () => {
  const person = await signIn(app, 'last@example.com');
  const finance = await signIn(app, 'finance@tribi.test');
  const bought = await buy(app, person);
  expect(await (await fetch(`${child.url}/ready`)).json()).toEqual({
    status: 'ready',
    checks: { process: true, database: true, migrations: true, jobs: true, events: true, disk: true },
    missing: [],
  });

  // A job that hangs at Stripe, a refund that takes a while, and a page that watches.
  const { order, payment } = await checkout(app, person);
  await app.control('stripe', 'faults', {
    mode: 'latency',
    latencyMs: 50_000,
    times: 'always',
    method: 'GET',
    path: `/v1/payment_intents/${payment.paymentIntentId}`,
  });
  await payByCard(payment);
  await app.until('the job to run', async () =>
    (await app.sql("select 1 from pgboss.job where name = 'stripe-event' and state = 'active'")).length > 0
      ? true
      : null,
  );
  const watching = live(
    { url: child.url },
    'subscription ($n: String!) { orderUpdated(number: $n) { number } }',
    { n: bought.number },
    { as: person },
  );
  await watching.next();
  const socketEnd = endOf(watching);
  await app.control('stripe', 'faults', {
    mode: 'latency',
    latencyMs: 2_000,
    method: 'POST',
    path: '/v1/refunds',
  });
  const refund = fetch(`${child.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${finance.token}` },
    body: JSON.stringify({
      query: `mutation { refundOrder(number: "${bought.number}", reason: "last one", idempotencyKey: "k") { __typename } }`,
    }),
  });
  await app.until('the refund to be asked for', async () =>
    (await app.sql('select 1 from refunds')).length > 0 ? true : null,
  );

  child.child.kill('SIGTERM');
  const [toldAt, told] = [Date.now(), performance.now()];
  await app.until('/ready to say so', async () => ((await statusOf('/ready')) === 503 ? true : null));
  // Whoever asks again gets no quicker an end.
  child.child.kill('SIGTERM');
  // It still serves those who have not seen it yet.
  expect([await statusOf('/health'), await statusOf('/graphql?query={__typename}')]).toEqual([200, 400]);
  const refunded: ResultOf = await (await refund).json();
  expect(refunded.data.refundOrder.__typename).toBe('Order');
  expect(await socketEnd).toBe(1001);
  expect(await child.ended).toBe(0);
  expect(performance.now() - told).toBeLessThan(9_000);

  const [job] = await app.sql(
    "select state, retry_count, started_on, start_after from pgboss.job where name = 'stripe-event' and state <> 'completed'",
  );
  expect(job).toMatchObject({ state: 'created', retry_count: 0, started_on: null });
  // Handed back after 3.5 s and put off by another 3, so that nobody holds it while the process that had it still ends.
  expect(job.start_after.getTime() - toldAt).toBeGreaterThan(6_000);
  await app.control('stripe', 'faults', undefined, 'DELETE');
  const other = await app.another({}, { work: true });
  await app.until('the delivery by another process', async () =>
    (await ownOrder(app, person, order.number)).fulfillmentStatus === 'FULFILLED' ? true : null,
  );
  await other.close();
}, 60_000);

it('a process whose database or line to its events is gone is not ready, and is again when they are back', async () => {
  const other = await app.another();
  const ready = async () => {
    const response = await fetch(`${other.url}/ready`);
    const { missing }: ResultOf = await response.json();
    return { status: response.status, missing };
  };
  expect(await ready()).toMatchObject({ status: 200, missing: [] });
  await app.sql(
    "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tribi-events' and datname = current_database()",
  );
  await app.until('it to notice', async () => ((await ready()).missing.includes('events') ? true : null));
  await app.until('it to be back', async () => ((await ready()).status === 200 ? true : null));
  // The database lies elsewhere, on a disk without room: /proc has none at all.
  const note = join(app.env.DATA_DIR ?? '', 'postgres.json');
  await writeFile(note, JSON.stringify({ pgdata: '/proc' }));
  expect(await ready()).toMatchObject({ status: 503, missing: ['disk'] });
  await rm(note);
  await app.sql('delete from mikro_orm_migrations where id = (select max(id) from mikro_orm_migrations)');
  expect(await ready()).toMatchObject({ status: 503, missing: ['migrations'] });
  await other.close();
});
