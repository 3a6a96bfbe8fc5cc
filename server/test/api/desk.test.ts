import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { buy, checkout, type Person, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
const people = new Map<string, Person>();
let dollars: ResultOf;
let yen: ResultOf;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  for (const role of ['support', 'catalog', 'finance', 'admin'])
    people.set(role, await signIn(app, `${role}@tribi.test`));
  const shopper = await signIn(app, 'desk-buyer@example.com');
  dollars = await buy(app, shopper);
  yen = await buy(app, shopper, { currency: 'JPY' });
  await checkout(app, shopper);
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

describe('what needs a person now', () => {
  it('is nothing but stock in a shop that runs well', async () => {
    expect((await kinds('admin')).filter((kind) => kind !== 'LOW_STOCK')).toEqual([]);
    expect(await kinds('finance')).toEqual([]);
  });

  it('is counted with the age of the oldest, each role reading its own work', async () => {
    await app.sql("update plans set stock_threshold = 100000 where slug = 'spain-3gb-30d'");
    await app.sql(
      `update esims set status = 'IN_REVIEW', updated_at = '2026-01-01T10:00:00Z'
       where order_id = (select id from orders where number = $1)`,
      [dollars.number],
    );
    await app.sql(`update orders set holds = '["SUPPLIER_UNKNOWN", "DISPUTED"]' where number = $1`, [
      dollars.number,
    ]);
    await app.sql(`update orders set holds = '["SUPPLIER_UNKNOWN"]' where number = $1`, [yen.number]);
    await app.sql(
      `insert into stripe_events (id, type, payload, received_at) values ('evt_late', 'x', '{}', '2026-01-02T10:00:00Z')`,
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
    expect(await kinds('finance')).toEqual(['HOLD', 'HOLD', 'STRIPE_EVENT']);
    expect(await kinds('catalog')).toEqual(['LOW_STOCK']);
  });

  it('shows a refund that is stuck and one that failed, and not one that was made good', async () => {
    const refund = (status: string, at: string) =>
      app.sql(
        `insert into refunds (payment_id, amount, currency, reason, status, requested_by, created_at, updated_at)
         select p.id, 1, p.currency, 'test', $2, 'system:test', $3, $3 from payments p
         join orders o on o.id = p.order_id where o.number = $1`,
        [dollars.number, status, at],
      );
    await refund('FAILED', '2026-01-03T10:00:00Z');
    expect(await kinds('finance')).toContain('REFUND_FAILED');
    await refund('PENDING', '2026-01-04T10:00:00Z');
    expect(await kinds('finance')).toContain('REFUND_STUCK');
    expect(await kinds('finance')).not.toContain('REFUND_FAILED');
    await app.sql("delete from refunds where requested_by = 'system:test'");
  });

  it('costs one statement', async () => {
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
    await app.sql(
      `insert into refunds (payment_id, amount, currency, reason, status, requested_by, created_at, updated_at)
       select p.id, 100, p.currency, 'test', 'SUCCEEDED', 'system:test', now(), now() from payments p
       join orders o on o.id = p.order_id where o.number = $1`,
      [yen.number],
    );
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
