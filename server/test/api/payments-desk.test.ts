import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import { buy, checkout, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let staff: Person;
let paid: ResultOf;
let declined: ResultOf;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' } });
  staff = await signIn(app, 'finance@tribi.test');
  const one = await signIn(app, 'pay_er@example.com');
  const other = await signIn(app, 'payXer@example.com');
  paid = await buy(app, one, { slug: 'spain-1gb-7d' });
  declined = await checkout(app, other);
  await payByCard(declined.payment, '4000000000000002');
  await app.until('the decline to be known', async () => {
    const rows = await app.sql('select 1 from payments where failure_code is not null');
    return rows[0] ?? null;
  });
  await settled(app);
});
afterAll(() => app.close());

async function list(variables: object = {}): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `query ($filter: PaymentFilter, $first: Int! = 20, $after: String, $offset: Int) {
      payments(filter: $filter, first: $first, after: $after, offset: $offset) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { id status provider paymentIntentId amount { amount currency } order { number customer { email } } } } }`,
    variables,
    { as: staff },
  );
  expect(errors).toBeUndefined();
  return data.payments;
}
const orders = async (filter: object): Promise<string[]> =>
  (await list({ filter })).nodes.map((node: ResultOf) => node.order.number);

describe('payments for staff', () => {
  it('are listed newest first with what Stripe calls them', async () => {
    const { nodes, totalCount } = await list();
    expect(totalCount).toBe(2);
    expect(nodes.map((node: ResultOf) => node.order.number)).toEqual([declined.order.number, paid.number]);
    expect(nodes[1]).toMatchObject({
      status: 'SUCCEEDED',
      provider: 'STRIPE',
      paymentIntentId: expect.stringMatching(/^pi_/),
      order: { customer: { email: 'pay_er@example.com' } },
    });
  });

  it('are found by state, words and days, with _ and % as they are', async () => {
    expect(await orders({ status: 'SUCCEEDED' })).toEqual([paid.number]);
    const intent = declined.payment.paymentIntentId;
    for (const search of [intent, declined.order.number.toLowerCase(), 'PAYXER@'])
      expect(await orders({ search }), search).toEqual([declined.order.number]);
    expect(await orders({ search: 'pay_er' })).toEqual([paid.number]);
    for (const search of ['%', 'pi_', "' or true --"]) expect(await orders({ search }), search).toEqual([]);
    expect(await orders({ from: '2999-01-01T00:00:00Z' })).toEqual([]);
    expect(await orders({ to: '2999-01-01T00:00:00Z' })).toHaveLength(2);
  });

  it('are paged by cursor and by offset alike', async () => {
    const first = await list({ first: 1 });
    expect(first.pageInfo.hasNextPage).toBe(true);
    const byCursor = await list({ first: 1, after: first.pageInfo.endCursor });
    const byOffset = await list({ first: 1, offset: 1 });
    expect(byCursor.nodes).toEqual(byOffset.nodes);
    expect(byCursor.nodes[0].order.number).toBe(paid.number);
  });

  it('have an inbox of what Stripe told, where what is overdue is found', async () => {
    await app.sql(
      `insert into stripe_events (id, type, payload, created_at, received_at)
       values ('evt_overdue', 'payment_intent.succeeded', '{}', '2026-01-02T10:00:00Z', '2026-01-02T10:00:00Z')`,
    );
    const inbox = async (args: string): Promise<ResultOf> =>
      (
        await app.graphql(
          `query { stripeEvents${args} { totalCount nodes { id processedAt } pageInfo { hasNextPage } } }`,
          {},
          { as: staff },
        )
      ).data.stripeEvents;
    const rows = await app.sql('select id from stripe_events order by received_at desc, id desc');
    const all = await inbox('');
    expect(all.nodes.map(({ id }: ResultOf) => id)).toEqual(rows.map(({ id }) => id));
    expect(all.totalCount).toBe(rows.length);
    const [, second] = rows;
    expect((await inbox('(first: 1, offset: 1)')).nodes.map(({ id }: ResultOf) => id)).toEqual([second.id]);
    expect((await inbox('(overdueOnly: true)')).nodes).toEqual([{ id: 'evt_overdue', processedAt: null }]);
    await app.sql("delete from stripe_events where id = 'evt_overdue'");
  });

  it('stand beside what Stripe told of them, without its payload', async () => {
    const { data } = await app.graphql(
      'query ($n: String!) { order(number: $n) { stripeEvents { id type receivedAt processedAt outcome } } }',
      { n: declined.order.number },
      { as: staff },
    );
    const types = data.order.stripeEvents.map((event: ResultOf) => event.type);
    expect(types).toContain('payment_intent.payment_failed');
    const rows = await app.sql('select id from stripe_events where object_id = $1', [
      declined.payment.paymentIntentId,
    ]);
    expect(data.order.stripeEvents.map((event: ResultOf) => event.id).sort()).toEqual(
      rows.map(({ id }) => id).sort(),
    );
    for (const event of data.order.stripeEvents) {
      expect(event.id).toMatch(/^evt_/);
      expect(event.processedAt).not.toBeNull();
    }
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
