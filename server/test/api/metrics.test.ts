import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { settled } from '../kit/census.ts';
import { buy, type Person, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await signIn(app, 'measured@example.com');
});
afterAll(() => app.close());

const scrape = async (): Promise<string> => (await fetch(`${app.url}/metrics`)).text();
/** The sum of a metric's values over the sets of labels that hold all of these. */
function reading(text: string, name: string, labels: Record<string, string> = {}): number {
  const wanted = Object.entries(labels).map(([key, value]) => `${key}="${value}"`);
  const lines = text.split('\n').filter((line) => new RegExp(`^${name}[{ ]`).test(line));
  const fitting = lines.filter((line) => wanted.every((label) => line.includes(label)));
  return fitting.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

describe('/metrics', () => {
  it('counts requests, operations, errors, statements, jobs and calls to others', async () => {
    const before = await scrape();
    await buy(app, person);
    await app.graphql('query { orders { totalCount } }', {}, { as: person });
    await app.request.get('/no/such/page/of/anyone');
    await settled(app);
    const after = await scrape();
    const grew = (name: string, labels?: Record<string, string>) =>
      reading(after, name, labels) - reading(before, name, labels);
    const atLeastOne: [string, Record<string, string>?][] = [
      ['tribi_http_request_seconds_count', { method: 'POST', route: '/graphql', status: '200' }],
      ['tribi_http_request_seconds_count', { route: '/webhooks/stripe', status: '200' }],
      // Of the storefront, where it is built; no address of its own makes a series.
      ['tribi_http_request_seconds_count', { route: '/*', status: '404' }],
      ['tribi_graphql_operation_seconds_count', { kind: 'mutation', field: 'checkout' }],
      ['tribi_graphql_operation_seconds_count', { kind: 'query', field: 'me' }],
      ['tribi_graphql_errors_total', { code: 'FORBIDDEN' }],
      ['tribi_sql_statement_seconds_count'],
      ['tribi_job_runs_total', { name: 'provision-esim', outcome: 'SUCCESS' }],
      ['tribi_job_seconds_count', { name: 'mail.send' }],
      ['tribi_outgoing_call_seconds_count', { service: 'stripe', call: 'createIntent', outcome: 'ok' }],
      ['tribi_outgoing_call_seconds_count', { service: 'CONNECTED_YOU', call: 'order', outcome: 'ok' }],
      ['tribi_outgoing_call_seconds_count', { service: 'mail', call: 'send', outcome: 'ok' }],
    ];
    for (const [name, labels] of atLeastOne)
      expect(grew(name, labels), `${name} ${JSON.stringify(labels)}`).toBeGreaterThan(0);
    expect(reading(after, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(reading(after, 'tribi_database_connections', { state: 'idle' })).toBeGreaterThan(0);
    expect(reading(after, 'tribi_scrape_failures_total')).toBe(0);
  });

  it('tells what matters at night', async () => {
    // Moves that no shop makes by itself, which the database would refuse.
    await app.sql(`
      set session_replication_role = replica;
      update esims set status = 'IN_REVIEW' where id in (select id from esims limit 1);
      update orders set fulfillment_status = 'IN_PROGRESS', paid_at = now() - interval '1 hour'
        where id in (select id from orders limit 1);
      insert into mails (id, kind, recipient, locale, dedupe_key, created_at, held_at)
        values (uuidv7(), 'STAFF_ALERT', 'a@example.com', 'en', 'held', now(), now());
      set session_replication_role = origin`);
    await app.app.jobs.send(app.app.orm.em.fork(), { name: 'dead-letter' }, {});
    const text = await scrape();
    // A dead letter waits for a person, not for a process.
    expect(reading(text, 'tribi_jobs_due', { name: 'dead-letter' })).toBe(0);
    expect(reading(text, 'tribi_jobs_oldest_due_seconds', { name: 'dead-letter' })).toBe(0);
    expect(reading(text, 'tribi_waiting', { kind: 'REVIEW' })).toBe(1);
    expect(reading(text, 'tribi_orders_undelivered', { age: 'over_30m' })).toBe(1);
    expect(reading(text, 'tribi_orders_undelivered', { age: 'under_5m' })).toBe(0);
    expect(reading(text, 'tribi_mails_held')).toBe(1);
  });

  it('has labels of few values, whatever clients send', async () => {
    for (let nth = 0; nth < 20; nth += 1) {
      await app.graphql(`query Name${nth} { alias${nth}: countries { iso2 } }`);
      await app.request.get(`/orders/TRB-${nth}`);
      await app.graphql('query { nothing }');
    }
    const text = await scrape();
    expect(text).not.toMatch(/Name\d|alias\d|TRB-/);
    expect(
      reading(text, 'tribi_graphql_operation_seconds_count', { field: 'countries' }),
    ).toBeGreaterThanOrEqual(20);
  });

  it('asks the database nothing until it is scraped', async () => {
    const query = 'query { countries { iso2 } }';
    await app.graphql(query);
    const one = await statementsOf(() => app.graphql(query));
    expect(one.filter((text) => /job|waiting|mails/.test(text))).toEqual([]);
  });

  it('is there for a process that only works, beside its health', async () => {
    const worker = await createApp(parseConfig({ ...app.env, WORK_PORT: '0', STOP_TIMEOUT_SECONDS: '2' }));
    await worker.start({ serve: false, work: true });
    const address = worker.probes.server.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    expect(
      reading(await (await fetch(`${url}/metrics`)).text(), 'process_cpu_seconds_total'),
    ).toBeGreaterThan(0);
    expect((await fetch(`${url}/ready`)).status).toBe(200);
    expect((await fetch(`${url}/graphql`)).status).toBe(404);
    await worker.stop();
    await expect(fetch(`${url}/health`)).rejects.toThrow();
  });

  it('answers this machine only, and with a token whoever knows it', async () => {
    const { port } = new URL(app.url);
    const statusAs = (headers: Record<string, string>): Promise<number> =>
      new Promise((resolve, reject) => {
        httpRequest({ host: '127.0.0.1', port, path: '/metrics', headers }, (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        })
          .on('error', reject)
          .end();
      });
    expect(await statusAs({ host: 'localhost' })).toBe(200);
    expect(await statusAs({ host: 'tribi.example' })).toBe(404);
    expect(await statusAs({ host: 'localhost', 'x-forwarded-for': '203.0.113.9' })).toBe(404);
    const other = await app.another({ METRICS_TOKEN: 'a-token-of-prometheus' });
    const status = async (authorization?: string) =>
      (await fetch(`${other.url}/metrics`, { headers: authorization ? { authorization } : {} })).status;
    expect([
      await status(),
      await status('Bearer another'),
      await status('Bearer a-token-of-prometheus'),
    ]).toEqual([404, 404, 200]);
    await other.close();
  });
});
