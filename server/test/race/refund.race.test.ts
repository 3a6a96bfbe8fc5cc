import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { atEveryKind, sweepTimeoutMs } from '../kit/interject.ts';
import { problemsAtRest } from '../kit/oracle.ts';
import { buy, type Person, signIn } from '../kit/shopper.ts';
import { stripeApi } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['another']>>;
let buyer: Person;
let finance: Person;
let admin: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { DATABASE_POOL_SIZE: '6', MAX_OPEN_ORDERS: '10' } });
  other = await app.another();
  buyer = await signIn(app, 'refunded-racer@example.com');
  finance = await signIn(app, 'finance@tribi.test');
  admin = await signIn(app, 'admin@tribi.test');
});
afterAll(async () => {
  await other.close();
  await app.close();
});

const delivered: ResultOf[] = [];
/** An order to refund. Many are bought together: there is one for each statement that a refund is held at. */
async function sold(): Promise<ResultOf> {
  if (delivered.length === 0) {
    const many = Array.from({ length: 10 }, () => buy(app, buyer, { slug: 'spain-1gb-7d' }));
    delivered.push(...(await Promise.all(many)));
    await settled(app);
  }
  return delivered.pop();
}

async function refund(
  order: ResultOf,
  { amount, key }: { amount: number; key: string },
  by: { shop?: Pick<TestApp, 'graphql'>; as?: Person } = {},
): Promise<ResultOf> {
  const { data, errors } = await (by.shop ?? app).graphql(
    `mutation ($n: String!, $amount: MoneyInput, $key: String!) {
      refundOrder(number: $n, amount: $amount, reason: "a race", idempotencyKey: $key) { __typename ... on UserError { code } } }`,
    { n: order.number, amount: { amount, currency: order.total.currency }, key },
    { as: by.as ?? finance },
  );
  return data?.refundOrder ?? errors;
}

async function givenBack(order: ResultOf): Promise<number> {
  const [{ id }] = await app.sql(
    `select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1`,
    [order.number],
  );
  const { data } = await stripeApi(app, `refunds?payment_intent=${id}&limit=100`);
  return data.reduce((sum: number, each: ResultOf) => sum + (each.status === 'failed' ? 0 : each.amount), 0);
}

const typeOf = (answer: unknown): unknown => Reflect.get(Object(answer), '__typename');

describe('two refunds', { timeout: sweepTimeoutMs }, () => {
  it('of more than half each: one is made, wherever in the one the other comes, from another process', async () => {
    const held = await atEveryKind<ResultOf>(app, {
      prepare: sold,
      first: (order) => refund(order, { amount: order.total.amount - 50, key: `first ${order.number}` }),
      second: (order) =>
        refund(
          order,
          { amount: order.total.amount - 50, key: `second ${order.number}` },
          { shop: other, as: admin },
        ),
      async check(order, ...answers) {
        expect(answers.map(typeOf).sort()).toEqual(['Order', 'RefundTooLarge']);
        await settled(app);
        expect(await givenBack(order)).toBe(order.total.amount - 50);
      },
    });
    expect(held.length).toBeGreaterThan(10);
    expect(await problemsAtRest(app)).toEqual([]);
  });

  it('under one key are one, wherever in the one the other comes', async () => {
    const held = await atEveryKind<ResultOf>(app, {
      prepare: sold,
      first: (order) => refund(order, { amount: 100, key: `once ${order.number}` }),
      second: (order) => refund(order, { amount: 100, key: `once ${order.number}` }, { shop: other }),
      async check(order, ...answers) {
        expect(answers.map(typeOf)).toEqual(['Order', 'Order']);
        await settled(app);
        expect(await givenBack(order)).toBe(100);
      },
    });
    expect(held.length).toBeGreaterThan(10);
    expect(await problemsAtRest(app)).toEqual([]);
  });
});
