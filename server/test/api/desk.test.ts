import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { buy, checkout, type Person, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
const people = new Map<string, Person>();
let dollars: ResultOf;
let yen: ResultOf;
let unpaid: ResultOf;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  for (const role of ['support', 'catalog', 'finance', 'admin'])
    people.set(role, await signIn(app, `${role}@tribi.test`));
  const shopper = await signIn(app, 'desk-buyer@example.com');
  dollars = await buy(app, shopper);
  yen = await buy(app, shopper, { currency: 'JPY' });
  unpaid = (await checkout(app, shopper)).order;
  await settled(app);
});
afterAll(() => app.close());

async function asked(role: string, fields: string): Promise<ResultOf> {
  const as = people.get(role);
  const { data, errors } = await app.graphql(`query { desk { ${fields} } }`, {}, as ? { as } : {});
  expect(errors).toBeUndefined();
  return data.desk;
}
const waiting = async (role: string): Promise<ResultOf[]> =>
  (await asked(role, 'waiting { kind key count oldestAt dueAt }')).waiting;
const kinds = async (role: string): Promise<string[]> => (await waiting(role)).map(({ kind }) => kind);

async function insertRefund(number: string, status: string, at: string): Promise<string> {
  const [row] = await app.sql<{ id: string }>(
    `insert into refunds (payment_id, stripe_refund_id, amount, currency, reason, status, requested_by, created_at, updated_at)
     select p.id, case when $2 = 'REQUESTED' then null else 're_test' end, 100, p.currency, 'test', $2, 'system:test', $3, $3
     from payments p join orders o on o.id = p.order_id where o.number = $1 returning id`,
    [number, status, at],
  );
  if (!row) throw new Error('No payment to refund');
  return row.id;
}

describe('what needs a person now', () => {
  it('is nothing but stock in a shop that runs well', async () => {
    expect((await kinds('admin')).filter((kind) => kind !== 'LOW_STOCK')).toEqual([]);
    expect(await kinds('finance')).toEqual([]);
  });

  it('is counted with the age of the oldest, each role reading its own work', async () => {
    await app.sql("update plans set stock_threshold = 100000 where slug = 'spain-3gb-30d'");
    await app.sql("update orders set payment_status = 'PAID' where number = $1", [unpaid.number]);
    for (const status of ['PROVISIONING', 'IN_REVIEW'])
      await app.sql(
        `update esims set status = $2, updated_at = '2026-01-01T10:00:00Z'
         where order_id = (select id from orders where number = $1)`,
        [unpaid.number, status],
      );
    await app.sql(`update orders set holds = '["SUPPLIER_UNKNOWN", "DISPUTED"]' where number = $1`, [
      dollars.number,
    ]);
    await app.sql(`update orders set holds = '["SUPPLIER_UNKNOWN"]' where number = $1`, [yen.number]);
    await app.sql(
      `insert into stripe_events (id, type, payload, created_at, received_at)
       values ('evt_late', 'x', '{}', '2026-01-02T10:00:00Z', '2026-01-02T10:00:00Z')`,
    );
    const all = await waiting('admin');
    expect(all).toMatchObject([
      { kind: 'REVIEW', key: null, count: 1, oldestAt: '2026-01-01T10:00:00.000Z' },
      { kind: 'HOLD', key: expect.any(String) },
      { kind: 'HOLD', key: expect.any(String) },
      { kind: 'STRIPE_EVENT', count: 1, oldestAt: '2026-01-02T10:00:00.000Z' },
      { kind: 'LOW_STOCK', count: expect.any(Number), oldestAt: null },
    ]);
    expect(Object.fromEntries(all.filter(({ key }) => key).map(({ key, count }) => [key, count]))).toEqual({
      SUPPLIER_UNKNOWN: 2,
      DISPUTED: 1,
    });
    expect(await kinds('support')).toEqual(['REVIEW', 'HOLD', 'HOLD', 'STRIPE_EVENT', 'LOW_STOCK']);
    expect(await kinds('finance')).toEqual(['REVIEW', 'HOLD', 'HOLD', 'STRIPE_EVENT']);
    expect(await kinds('catalog')).toEqual(['LOW_STOCK']);
  });

  it('shows a refund that is stuck, and no longer once it is made', async () => {
    const refund = await insertRefund(dollars.number, 'REQUESTED', '2026-01-04T10:00:00Z');
    expect((await waiting('finance')).find(({ kind }) => kind === 'REFUND_STUCK')).toMatchObject({
      count: 1,
      oldestAt: '2026-01-04T10:00:00.000Z',
    });
    for (const [status, isStuck] of [
      ['PENDING', true],
      ['SUCCEEDED', false],
      ['FAILED', false],
    ] as const) {
      await app.sql("update refunds set status = $2, stripe_refund_id = 're_stuck' where id = $1", [
        refund,
        status,
      ]);
      expect((await kinds('finance')).includes('REFUND_STUCK'), status).toBe(isStuck);
    }
    await app.sql(
      "update refunds set status = 'PENDING', created_at = now() - interval '1 day' where id = $1",
      [refund],
    );
    expect(await kinds('finance')).not.toContain('REFUND_STUCK');
    await app.sql('delete from refunds where id = $1', [refund]);
  });

  it('shows disputes to answer with the day by which, and not those that are answered', async () => {
    await app.sql(
      `insert into disputes (payment_id, stripe_dispute_id, status, amount, currency, reason, answer_by, opened_at, created_at, updated_at)
       select p.id, 'du_' || d.status, d.status, 100, 'USD', 'fraudulent', d.due::timestamptz, '2026-01-05T10:00:00Z', now(), now()
       from payments p join orders o on o.id = p.order_id and o.number = $1,
         (values ('NEEDS_RESPONSE', '2026-01-20T10:00:00Z'), ('INQUIRY', '2026-01-15T10:00:00Z'), ('UNDER_REVIEW', '2026-01-10T10:00:00Z')) d (status, due)`,
      [dollars.number],
    );
    expect((await waiting('support')).find(({ kind }) => kind === 'DISPUTE')).toEqual({
      kind: 'DISPUTE',
      key: null,
      count: 2,
      oldestAt: '2026-01-05T10:00:00.000Z',
      dueAt: '2026-01-15T10:00:00.000Z',
    });
    const needing = async (needs: string) => {
      const as = people.get('finance');
      const { data } = await app.graphql(
        'query ($needs: PaymentNeed!) { payments(filter: { needs: $needs }) { nodes { order { number } } } }',
        { needs },
        as ? { as } : {},
      );
      return data.payments.nodes.map(({ order }: ResultOf) => order.number);
    };
    expect(await needing('DISPUTE_ANSWER')).toEqual([dollars.number]);
    expect(await needing('REFUND_STUCK')).toEqual([]);
    await app.sql('delete from disputes');
  });

  it('shows a job that failed for good, and a supplier that is not asked', async () => {
    await app.sql(
      `insert into pgboss.job (name, data, state, source_name, created_on)
       values ('dead-letter', '{}', 'created', 'stripe-event', '2026-01-06T10:00:00Z')`,
    );
    await app.sql(
      `insert into supplier_breakers (supplier, state, updated_at) values ('CONNECTED_YOU', 'OPEN', '2026-01-07T10:00:00Z')`,
    );
    const all = await waiting('support');
    expect(all.find(({ kind }) => kind === 'DEAD_LETTER')).toMatchObject({
      key: 'stripe-event',
      count: 1,
      oldestAt: '2026-01-06T10:00:00.000Z',
    });
    expect(all.find(({ kind }) => kind === 'BREAKER_OPEN')).toMatchObject({
      key: 'CONNECTED_YOU',
      oldestAt: '2026-01-07T10:00:00.000Z',
    });
    await app.sql('delete from supplier_breakers');
    await app.sql("delete from pgboss.job where source_name = 'stripe-event'");
  });

  it('shows a switch that is off, and the alert of it', async () => {
    const as = people.get('admin');
    const turn = (isOn: boolean) =>
      app.graphql(
        `mutation ($isOn: Boolean!) { setSwitch(name: "MAIL", isOn: $isOn, reason: "trying it") { __typename } }`,
        { isOn },
        as ? { as } : {},
      );
    await turn(false);
    const all = await waiting('support');
    expect(all[0]).toMatchObject({ kind: 'SWITCH_OFF', key: 'MAIL', count: 1 });
    expect(all.filter(({ kind }) => kind === 'ALERT')).toMatchObject([{ key: 'WARNING', count: 1 }]);
    await turn(true);
    expect((await kinds('support')).filter((kind) => kind === 'SWITCH_OFF' || kind === 'ALERT')).toEqual([]);
  });

  it('costs one statement', async () => {
    await settled(app);
    const statements = await statementsOf(() => waiting('admin'));
    expect(statements.filter((text) => !/from sessions s join users/.test(text))).toHaveLength(1);
  });
});

describe('sales', () => {
  const sales = async (from: string): Promise<ResultOf> =>
    (
      await asked(
        'finance',
        `sales(from: "${from}") { paidOrders revenue { amount currency } refunded { amount currency } }`,
      )
    ).sales;

  it('are summed by currency since the moment that is asked for', async () => {
    await insertRefund(yen.number, 'SUCCEEDED', new Date().toISOString());
    expect(await sales('2026-01-01T00:00:00Z')).toEqual([
      { paidOrders: 1, revenue: yen.total, refunded: { amount: 100, currency: 'JPY' } },
      { paidOrders: 1, revenue: dollars.total, refunded: { amount: 0, currency: 'USD' } },
    ]);
    expect(await sales('2999-01-01T00:00:00Z')).toEqual([]);
  });

  it.each(['support', 'catalog'])('are not %s’s to read', async (role) => {
    const as = people.get(role);
    const { data, errors } = await app.graphql(
      'query { desk { sales(from: "2026-01-01T00:00:00Z") { paidOrders } } }',
      {},
      as ? { as } : {},
    );
    expect(data).toBeFalsy();
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});
