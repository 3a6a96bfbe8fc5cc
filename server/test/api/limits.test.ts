import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addSeconds } from '../../src/platform/clock/clock.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { buy, checkout, checkoutMutation, type Person, planBySlug, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { type GraphQLAnswer, type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let planId: string;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: {
      TRUST_PROXY_HOPS: '1',
      MAX_OPEN_ORDERS: '1000',
      MAX_RESERVED_ITEMS: '1000',
      RATE_LIMIT_STAFF_WRITES_PER_MINUTE: '100',
      RATE_LIMIT_STAFF_WRITES_PER_IP_PER_MINUTE: '150',
      RATE_LIMIT_PAYMENTS_PER_MINUTE: '6',
      RATE_LIMIT_PAYMENTS_PER_IP_PER_MINUTE: '10',
    },
  });
  planId = (await planBySlug(app, 'spain-3gb-30d')).id;
});
afterAll(() => app.close());

let serial = 0;
/** A client that nobody has been yet. */
const newClient = () => {
  serial += 1;
  return { headers: { 'x-forwarded-for': `203.0.113.${serial}` } };
};
const codeOf = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions.code;
/** To the beginning of a window of its own: limits of a minute count from the first use. */
const nextMinute = () => app.clock.moveTo(addSeconds(app.clock.now(), 61));

const write = (as: Person, client: object, fields = 1): Promise<GraphQLAnswer> => {
  const each = Array.from(
    { length: fields },
    (_, nth) => `w${nth}: setStockThreshold(planId: "${planId}", threshold: 4) { id }`,
  );
  return app.graphql(`mutation { ${each.join(' ')} }`, {}, { as, ...client });
};

describe('writes of staff', () => {
  it('are a hundred a minute for one person, from wherever, however they are packed', async () => {
    const [catalog, admin] = [await signIn(app, 'catalog@tribi.test'), await signIn(app, 'admin@tribi.test')];
    await settled(app);
    for (let nth = 0; nth < 9; nth += 1)
      expect((await write(catalog, newClient(), 10)).errors).toBeUndefined();
    await settled(app);
    const refused = await expectUnchanged(app, () => write(catalog, newClient(), 11));
    expect(refused.status).toBe(429);
    expect(refused.errors?.[0]).toMatchObject({
      extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 60 },
    });
    expect(refused.data).toBeUndefined();
    expect((await write(admin, newClient())).errors).toBeUndefined();
    await nextMinute();
    expect((await write(catalog, newClient())).errors).toBeUndefined();
  });

  it('are refused before anything of the document runs, hidden in a fragment or behind @skip too', async () => {
    const catalog = await signInLater('catalog@tribi.test');
    await nextMinute();
    for (let nth = 0; nth < 10; nth += 1) await write(catalog, newClient(), 10);
    await settled(app);
    const call = `setStockThreshold(planId: "${planId}", threshold: 9) { id }`;
    for (const document of [
      `mutation { updateProfile(input: { name: "Changed" }) { __typename } ${call} }`,
      `mutation { ...F } fragment F on Mutation { ${call} }`,
      `mutation ($no: Boolean! = true) { signOut ... @skip(if: $no) { ${call} } }`,
    ]) {
      const statements = await statementsOf(async () => {
        const answer = await expectUnchanged(app, () =>
          app.graphql(document, {}, { as: catalog, ...newClient() }),
        );
        expect(codeOf(answer), document).toBe('RATE_LIMITED');
      });
      // Beside the two counts of what is stored: the session, and the limit.
      expect(
        statements.filter((text) => !/string_agg/.test(text)),
        document,
      ).toHaveLength(2);
    }
    expect(
      (await app.graphql('query { me { id } stockLevels { totalCount } }', {}, { as: catalog })).errors,
    ).toBeUndefined();
  });

  it('are limited for all people of one client together, and for all processes together', async () => {
    const other = await app.another();
    const [catalog, admin] = [await signInLater('catalog@tribi.test'), await signInLater('admin@tribi.test')];
    await nextMinute();
    const client = newClient();
    for (let nth = 0; nth < 9; nth += 1) await write(catalog, client, 10);
    for (let nth = 0; nth < 6; nth += 1) expect((await write(admin, client, 10)).errors).toBeUndefined();
    const document = `mutation { setStockThreshold(planId: "${planId}", threshold: 4) { id } }`;
    expect(codeOf(await other.graphql(document, {}, { as: admin, ...client }))).toBe('RATE_LIMITED');
    expect((await other.graphql(document, {}, { as: admin, ...newClient() })).errors).toBeUndefined();
    await other.close();
  });

  it('count nothing of reads, and nothing of what one may not do', async () => {
    const support = await signInLater('support@tribi.test');
    await nextMinute();
    const keys = () =>
      app.sql("select key, points from rate_limits where key like 'staffWrite%' order by key");
    const before = await keys();
    expect(codeOf(await write(support, newClient(), 20))).toBe('FORBIDDEN');
    await app.graphql('query { orders { totalCount } }', {}, { as: support });
    expect(await keys()).toEqual(before);
  });

  it('count a delivery mail sent again for somebody else, and none for oneself', async () => {
    const support = await signInLater('support@tribi.test');
    const buyer = await signInLater('resent@example.com');
    const [own, other] = [await buy(app, support), await buy(app, buyer)];
    await nextMinute();
    const pointsOf = async () =>
      (
        await app.sql(
          "select coalesce(sum(points), 0)::int as sum from rate_limits where key like 'staffWrite person%'",
        )
      )[0].sum;
    const resend = (number: string, as: Person) =>
      app.graphql(
        'mutation ($n: String!) { resendDelivery(orderNumber: $n) { __typename } }',
        { n: number },
        { as, ...newClient() },
      );
    await app.sql("delete from rate_limits where key like 'staffWrite%'");
    await resend(own.number, support);
    await resend(other.number, buyer);
    expect(await pointsOf()).toBe(0);
    await nextMinute();
    expect((await resend(other.number, support)).data.resendDelivery.__typename).toBe('DeliveryResent');
    expect(await pointsOf()).toBe(1);
    await app.sql("update rate_limits set points = 100 where key like 'staffWrite person%'");
    await settled(app);
    const refused = await expectUnchanged(app, () => resend(other.number, support));
    expect(codeOf(refused)).toBe('RATE_LIMITED');
  });

  it('that come at once pass a hundred times and no more', async () => {
    const catalog = await signInLater('catalog@tribi.test');
    await nextMinute();
    const answers = await Promise.all(Array.from({ length: 130 }, () => write(catalog, newClient())));
    expect(answers.filter((answer) => codeOf(answer) === 'RATE_LIMITED')).toHaveLength(30);
  });
});

describe('payments', () => {
  const start = async (as: Person, number: string, client: object = newClient()): Promise<ResultOf> => {
    const document =
      'mutation ($n: String!) { startPayment(orderNumber: $n) { __typename ... on UserError { code } ... on RateLimited { retryAfterSeconds } } }';
    return (await app.graphql(document, { n: number }, { as, ...client })).data.startPayment;
  };
  const cancel = async (as: Person, number: string): Promise<ResultOf> => {
    const document =
      'mutation ($n: String!) { cancelOrder(number: $n) { __typename ... on UserError { code } } }';
    return (await app.graphql(document, { n: number }, { as })).data.cancelOrder;
  };

  it('are limited for one person: checkout, startPayment and cancelOrder together', async () => {
    const person = await signIn(app, 'hasty@example.com');
    const { order } = await checkout(app, person);
    for (let nth = 0; nth < 4; nth += 1)
      expect((await start(person, order.number)).__typename).toBe('CheckoutStarted');
    await cancel(person, 'TRB-NOTHING');
    await settled(app);
    await expectUnchanged(app, async () => {
      expect(await start(person, order.number)).toEqual({
        __typename: 'RateLimited',
        code: 'TOO_MANY_PAYMENTS',
        retryAfterSeconds: 60,
      });
      expect(await cancel(person, order.number)).toEqual({
        __typename: 'RateLimited',
        code: 'TOO_MANY_PAYMENTS',
      });
      expect(await checkout(app, person)).toMatchObject({ code: 'TOO_MANY_PAYMENTS' });
    });
    await nextMinute();
    expect((await cancel(person, order.number)).__typename).toBe('Order');
  });

  it('are limited for all people of one client together', async () => {
    const people = [await signIn(app, 'one@example.com'), await signIn(app, 'two@example.com')];
    const client = newClient();
    const kinds: string[] = [];
    for (let nth = 0; nth < 6; nth += 1)
      for (const person of people) kinds.push((await start(person, 'TRB-NOTHING', client)).__typename);
    expect(kinds).toEqual([...Array(10).fill('OrderNotPayable'), 'RateLimited', 'RateLimited']);
  });

  it('cost a checkout one statement', async () => {
    const person = await signIn(app, 'counted@example.com');
    const plan = await planBySlug(app, 'spain-3gb-30d');
    const input = {
      ...{ planId: plan.id, quantity: 1, idempotencyKey: 'counted' },
      expectedTotal: { amount: plan.amount, currency: 'USD' },
    };
    const statements = await statementsOf(async () => {
      await app.graphql(checkoutMutation, { input }, { as: person });
    });
    expect(statements.filter((text) => /rate_limits/.test(text))).toHaveLength(1);
  });
});

/** Signs in once the minute between two mailed codes is over. */
async function signInLater(email: string): Promise<Person> {
  await app.clock.advance(61_000);
  return signIn(app, email);
}
