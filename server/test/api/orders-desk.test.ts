import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { buy, checkout, ownOrder, type Person, planBySlug, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let staff: Person;
let shopper: Person;
let paid: ResultOf;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  staff = await signIn(app, 'support@tribi.test');
  shopper = await signIn(app, 'under_score@example.com');
  const other = await signIn(app, 'underXscore@example.com');
  paid = await buy(app, shopper, { slug: 'spain-1gb-7d' });
  for (const slug of ['spain-3gb-30d', 'spain-5gb-30d', 'spain-3gb-30d', 'spain-10gb-30d'])
    await checkout(app, other, { slug });
  await settled(app);
});
afterAll(() => app.close());

const query = `query ($filter: OrderFilter, $sort: OrderSort! = NEWEST, $first: Int! = 100, $after: String, $offset: Int) {
  orders(filter: $filter, sort: $sort, first: $first, after: $after, offset: $offset) {
    totalCount nodes { number createdAt total { amount } customer { email } } pageInfo { endCursor hasNextPage } } }`;

async function list(variables: object = {}): Promise<ResultOf> {
  const { data, errors } = await app.graphql(query, variables, { as: staff });
  expect(errors).toBeUndefined();
  return data.orders;
}
const numbers = async (filter: object): Promise<string[]> =>
  (await list({ filter })).nodes.map((node: ResultOf) => node.number);
const bySql = async (condition: string): Promise<string[]> =>
  (
    await app.sql(
      `select o.number from orders o join users u on u.id = o.user_id where ${condition} order by o.id desc`,
    )
  ).map((row) => row.number);

describe('orders for staff', () => {
  it('are found by state, plan and day', async () => {
    const plan = await planBySlug(app, 'spain-3gb-30d');
    expect(await numbers({})).toEqual(await bySql('true'));
    expect(
      await numbers({ status: 'OPEN', paymentStatus: 'UNPAID', fulfillmentStatus: 'UNFULFILLED' }),
    ).toEqual(await bySql("o.status = 'OPEN'"));
    expect(await numbers({ paymentStatus: 'PAID' })).toEqual([paid.number]);
    expect(await numbers({ planId: plan.id })).toEqual(await bySql(`o.plan_id = '${plan.id}'`));
    expect(await numbers({ planId: 'nothing' })).toEqual([]);
    const [{ at }] = await app.sql('select created_at as at from orders order by id offset 2 limit 1');
    expect(await numbers({ from: at.toISOString() })).toHaveLength(3);
    expect(await numbers({ to: at.toISOString() })).toHaveLength(3);
    expect(await numbers({ from: '2999-01-01T00:00:00+02:00' })).toEqual([]);
  });

  it('that wait for a person are found, by reason too, and counted', async () => {
    await app.sql(`update orders set holds = '["SUPPLIER_UNKNOWN"]' where number = $1`, [paid.number]);
    const count = async (filter: object) =>
      (
        await app.graphql(
          'query ($f: OrderFilter) { orderCount(filter: $f) { count isCapped } }',
          { f: filter },
          { as: staff },
        )
      ).data.orderCount;
    expect(await numbers({ isHeld: true })).toEqual([paid.number]);
    expect(await numbers({ hold: 'SUPPLIER_UNKNOWN' })).toEqual([paid.number]);
    for (const hold of ['SUPPLIER', '%', "x' or '1"]) expect(await numbers({ hold }), hold).toEqual([]);
    expect(await numbers({ isHeld: false })).toHaveLength(4);
    expect(await count({ isHeld: true })).toEqual({ count: 1, isCapped: false });
    expect(await count({})).toEqual({ count: 5, isCapped: false });
    await app.sql(`update orders set holds = '[]'`);
  });

  it('are searched by number, address, payment, charge, ICCID and a supplier’s reference, with _ and % as they are', async () => {
    const [{ id, charge }] = await app.sql(
      'select payment_intent_id as id, charge_id as charge from payments where status = $1',
      ['SUCCEEDED'],
    );
    expect(charge).toMatch(/^ch_/);
    const { number } = paid;
    const { iccid } = paid.esims[0];
    for (const search of [number, number.toLowerCase(), 'UNDER_SCORE', iccid, id, charge, `${number}-1`])
      expect(await numbers({ search }), search).toEqual([paid.number]);
    for (const search of ['%', '_____', 'nobody@example.com', id.slice(0, -1), charge.slice(0, -1)])
      expect(await numbers({ search }), search).toEqual([]);
    expect(await numbers({ search: ' ' })).toHaveLength(5);
  });

  it.each([
    ['NEWEST', 'id desc'],
    ['OLDEST', 'id'],
    ['TOTAL_DESC', 'total desc, id desc'],
    ['TOTAL_ASC', 'total, id'],
  ])('%s is stable over pages, by cursor and by offset', async (sort, order) => {
    const expected = (await app.sql(`select number from orders order by ${order}`)).map((row) => row.number);
    const byCursor: string[] = [];
    for (let after: string | null = null; byCursor.length < expected.length; ) {
      const page: ResultOf = await list({ sort, first: 2, after });
      expect(page.totalCount).toBe(5);
      byCursor.push(...page.nodes.map((node: ResultOf) => node.number));
      after = page.pageInfo.endCursor;
      expect(page.pageInfo.hasNextPage).toBe(byCursor.length < expected.length);
    }
    expect(byCursor).toEqual(expected);
    expect((await list({ sort, first: 2, offset: 2 })).nodes.map((node: ResultOf) => node.number)).toEqual(
      expected.slice(2, 4),
    );
  });

  it('one is found by its number, and none by another', async () => {
    const one = async (number: string) =>
      (
        await app.graphql(
          'query ($n: String!) { order(number: $n) { number customer { email } } }',
          { n: number },
          { as: staff },
        )
      ).data.order;
    expect(await one(paid.number.toLowerCase())).toEqual({
      number: paid.number,
      customer: { email: shopper.email },
    });
    for (const number of ['', 'TRB-', '%', 'TRB-NOTHERE']) expect(await one(number)).toBeNull();
  });

  it('is not reached through one’s own account', async () => {
    expect(await ownOrder(app, staff, paid.number)).toBeNull();
  });
});
