import net from 'node:net';
import http from 'node:http';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { buy, checkout, mailedCode, ownOrder, payByCard, signIn } from '../kit/shopper.ts';
import { stripeApi } from '../kit/stripe-events.ts';
import { live } from '../kit/socket.ts';
import { startTestApp } from '../kit/test-app.ts';

let app: any, person: any, finance: any;
const log = (...x: any[]) => process.stdout.write(`\n### ${x.map((y) => (typeof y === 'string' ? y : JSON.stringify(y))).join(' ')}\n`);
const wait = (ms: number) => new Promise((r) => setTimeout(r, ms));
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  person = await signIn(app, 'p@example.com');
  finance = await signIn(app, 'finance@tribi.test');
});
afterAll(() => app.close());
const refund = async (number: string, amount: any, key: string) => {
  const m = `mutation ($number: String!, $amount: MoneyInput, $key: String!) { refundOrder(number: $number, amount: $amount, reason: "because", idempotencyKey: $key) { __typename ... on Order { paymentStatus } ... on UserError { code } ... on RefundTooLarge { refundable { amount } } } }`;
  const r = await app.graphql(m, { number, amount, key }, { as: finance });
  return r.data?.refundOrder ?? r.errors;
};
it('1 partial refund before delivery', async () => {
  await app.control('connectedYou', 'faults', { mode: 'error500', times: 'always' }).catch((e: any) => log(e.message));
  const { order, payment } = await checkout(app, person);
  await payByCard(payment);
  await app.until('attempt', async () => (await app.sql('select 1 from provisioning_attempts')).length > 0 ? true : null);
  log('1 refund', await refund(order.number, { amount: 1, currency: 'USD' }, 'g1'));
  await app.control('connectedYou', 'faults', undefined, 'DELETE');
  await settled(app);
  const seen = await ownOrder(app, person, order.number);
  log('1', seen.status, seen.paymentStatus, seen.fulfillmentStatus, seen.holds, seen.esims[0].status);
});
it('2 full refund of a stock order not delivered: reservation', async () => {
  await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
  const slug = 'spain-20gb-30d';
  const { order, payment } = await checkout(app, person, { slug, quantity: 2 });
  // paid with a wrong amount → held
  await app.control('stripe', `payment_intents/${payment.paymentIntentId}`, { amount: 1 });
  await payByCard(payment);
  await app.graphql(`mutation ($n: String!) { startPayment(orderNumber: $n) { __typename } }`, { n: order.number }, { as: person });
  log('2 before', (await ownOrder(app, person, order.number)).holds, (await app.sql("select status from inventory_items where order_id=$1", [order.id])));
  log('2 refund', await refund(order.number, null, 'g2'));
  const o = await ownOrder(app, person, order.number);
  log('2', o.status, o.paymentStatus, o.fulfillmentStatus, (await app.sql("select status from inventory_items where order_id=$1", [order.id])));
  await app.control('stripe', 'faults', undefined, 'DELETE');
});
it('3 KWD', async () => {
  const o = await buy(app, person, { currency: 'KWD' });
  log('3', o.total, await refund(o.number, { amount: 15, currency: 'KWD' }, 'k1'), await refund(o.number, { amount: 15, currency: 'KWD' }, 'k1'), await refund(o.number, { amount: o.total.amount - 5, currency: 'KWD' }, 'k2'));
  log('3 rows', await app.sql('select status, amount from refunds order by id desc limit 1'));
});
it('4 refused refund repeated', async () => {
  const o = await buy(app, person);
  await settled(app);
  const [{ id }] = await app.sql('select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1', [o.number]);
  log('4 dispute', await app.control('stripe', 'disputes', { payment_intent: id }).catch((e: any) => e.message));
  await settled(app);
  log('4 first', await refund(o.number, null, 'd1'));
  log('4 again', await refund(o.number, null, 'd1'));
  log('4 stripe', (await stripeApi(app, `refunds?payment_intent=${id}`)).data.length, await app.sql('select status from refunds order by id desc limit 1'));
});
it('5 close race leaves a live intent', async () => {
  await app.control('stripe', 'faults', { mode: 'latency', latencyMs: 1500, method: 'POST', path: '/v1/payment_intents' });
  const client = new pg.Client({ connectionString: app.databaseUrl }); await client.connect();
  const going = checkout(app, person);
  const row = await app.until('order', async () => (await app.sql("select id, number from orders where status='OPEN' and payment_status='UNPAID' order by id desc limit 1"))[0] ?? null);
  await client.query('begin'); await client.query('select 1 from orders where id=$1 for update', [row.id]);
  const cancelling = app.graphql(`mutation ($n: String!) { cancelOrder(number: $n) { __typename ... on Order { status } } }`, { n: row.number }, { as: person });
  const started = await going;
  await client.query('commit'); await client.end();
  log('5 cancel', (await cancelling).data.cancelOrder, 'secret given', !!started.payment);
  log('5 intent', (await stripeApi(app, `payment_intents/${started.payment.paymentIntentId}`)).status);
  log('5 pay', (await payByCard(started.payment)).status);
  await wait(2500);
  log('5 order', (await ownOrder(app, person, row.number)).status);
});
it('6 poison', async () => {
  const { order } = await checkout(app, person);
  await app.sql("update payments set payment_intent_id='pi_of_another_account' where order_id=$1", [order.id]);
  const r = await app.graphql(`mutation ($n: String!) { startPayment(orderNumber: $n) { __typename } }`, { n: order.number }, { as: person });
  const c = await app.graphql(`mutation ($n: String!) { cancelOrder(number: $n) { __typename } }`, { n: order.number }, { as: person });
  log('6', r.errors?.[0]?.extensions, c.errors?.[0]?.extensions);
});
it('7 last try fails outside the supplier', async () => {
  await app.sql("update pgboss.queue set retry_limit=0 where name='provision-esim'");
  const { order, payment } = await checkout(app, person);
  await app.sql('alter table provisioning_attempts rename to pa_x');
  await payByCard(payment);
  await app.until('dead', async () => (await app.sql("select 1 from pgboss.job where name='provision-esim' and state='failed'")).length > 0 || null);
  await app.sql('alter table pa_x rename to provisioning_attempts');
  const jobs = await app.sql("select state, retry_limit, output from pgboss.job where name in ('provision-esim') order by created_on desc limit 1");
  log('7', jobs, (await ownOrder(app, person, order.number)));
  await app.sql("update pgboss.queue set retry_limit=9 where name='provision-esim'");
});
it('8 ssrf by absolute form', async () => {
  let hit = false;
  const server = http.createServer((q, s) => { hit = true; s.end('internal'); }).listen(0, '127.0.0.1');
  await wait(50);
  const port = (server.address() as any).port, u = new URL(app.url);
  const out = await new Promise<string>((done) => { const s = net.connect(Number(u.port), u.hostname, () => s.write(`GET http://127.0.0.1:${port}/sandbox/mailbox HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)); let t = ''; s.on('data', (d) => (t += d)); s.on('end', () => done(t)); });
  log('8', hit, out.slice(-20)); server.close();
});
it('9 cookie cleared by a database error; 10 unhandled rejection', async () => {
  const email = 'c@example.com';
  await app.graphql('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', { email });
  const code = await mailedCode(app, email);
  const a = await app.graphql('mutation ($email: String!, $code: String!) { signIn(email: $email, code: $code) { __typename } }', { email, code });
  const cookie = a.headers['set-cookie'].split(';')[0];
  await app.sql("update sessions set last_seen_at = now() - interval '20 days', expires_at = now() + interval '10 days' where transport='COOKIE'");
  const slid = await app.graphql('{ me { email } }', {}, { headers: { cookie } });
  log('9 slide: set-cookie', slid.headers['set-cookie'] ?? 'none', await app.sql("select expires_at from sessions where transport='COOKIE'"));
  const { order } = await checkout(app, person);
  const sub = live(app, 'subscription ($n: String!) { orderUpdated(number: $n) { status } }', { n: order.number }, { as: person });
  await sub.next();
  const seen: any[] = []; const h = (e: any) => seen.push(String(e.message).slice(0, 80));
  const before = process.listeners('unhandledRejection'); process.removeAllListeners('unhandledRejection'); process.on('unhandledRejection', h);
  await app.sql('alter table sessions rename to sessions_x');
  const r = await app.graphql('{ me { email } }', {}, { headers: { cookie } });
  log('9', r.status, r.errors, r.headers['set-cookie']);
  await app.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name='tribi-events' and datname = current_database()");
  await wait(1500);
  log('10 unhandled', seen);
  process.removeListener('unhandledRejection', h); for (const l of before) process.on('unhandledRejection', l as any);
  await app.sql('alter table sessions_x rename to sessions');
  await sub.close();
  const deep = '['.repeat(50000) + ']'.repeat(50000);
  const res = await fetch(`${app.url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"query":"{__typename}","variables":{"x":${deep}}}` });
  log('11 deep', res.status, (await res.text()).slice(0, 200));
});
