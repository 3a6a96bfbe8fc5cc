import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settled, stopCron } from '../kit/census.ts';
import { checkout, type Person, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '1000', MAX_RESERVED_ITEMS: '1000' } });
  person = await signIn(app, 'collector@example.com');
  for (let nth = 0; nth < 12; nth += 1) await checkout(app, person, { quantity: 2 });
  await stopCron(app);
});
afterAll(() => app.close());

let finance: Person | undefined;
async function financier(): Promise<Person> {
  finance ??= await signIn(app, 'finance@tribi.test');
  await settled(app);
  return finance;
}

/** The statements of one request, beside the look-up of its session. */
async function statements(query: string, as?: Person): Promise<string[]> {
  const all = await statementsOf(async () => {
    const { errors } = await app.graphql(query, {}, as ? { as } : {});
    expect(errors).toBeUndefined();
  });
  return all.filter((text) => !/from sessions s join users/.test(text));
}

describe('a list costs the same number of statements whatever its length', () => {
  it.each([20, 100])(
    'plans with carrier, country, price and coverage: at most three, for %i',
    async (first) => {
      const nodes =
        'slug carrier { name } country { iso2 name } price { amount currency } availability coverage { country { iso2 name } networks { name generations } }';
      expect(
        (await statements(`query { plans(first: ${first}) { nodes { ${nodes} } } }`)).length,
      ).toBeLessThanOrEqual(3);
    },
  );

  it.each([20, 100])(
    'plans of a country with carrier, country and price: at most two, for %i',
    async (first) => {
      const nodes =
        'slug carrier { name } country { iso2 name } price { amount currency } pricePerGb { amount } pricePerDay { amount } availability';
      expect(
        (
          await statements(
            `query { plans(first: ${first}, filter: { country: "ES" }) { nodes { ${nodes} } } }`,
          )
        ).length,
      ).toBeLessThanOrEqual(2);
    },
  );

  it('plans with everything that stands beside them', async () => {
    const query = (first: number) =>
      `query { plans(first: ${first}) { totalCount nodes { region { name countries { iso2 } } countries { iso2 region { code } soldRegions { code } } eur: price(currency: "EUR") { amount } jpy: price(currency: "JPY") { amount } } } }`;
    const few = await statements(query(2));
    expect(await statements(query(40))).toHaveLength(few.length);
    expect(few.length).toBeLessThanOrEqual(9);
  });

  it('the bounds of a place: one', async () => {
    expect(
      await statements(
        'query { planBounds(filter: { country: "ES" }) { count dataMb days fastCount minPrice { amount } } }',
      ),
    ).toHaveLength(1);
  });

  it('a plan by slug: one', async () => {
    expect(
      await statements(
        'query { plan(slug: "spain-3gb-30d") { slug name carrier { name } price { amount } availability } }',
      ),
    ).toHaveLength(1);
  });

  it('all countries with count, prices in two currencies and regions', async () => {
    const fields =
      'iso2 name planCount fromPrice { amount } eur: fromPrice(currency: "EUR") { amount } region { code } soldRegions { code }';
    const all = await statements(`query { countries { ${fields} } }`);
    expect(all.length).toBeLessThanOrEqual(5);
    expect(await statements(`query { countries(search: "spain") { ${fields} } }`)).toHaveLength(all.length);
    expect(
      (await statements('query { countries { iso2 planCount fromPrice { amount } } }')).length,
    ).toBeLessThanOrEqual(2);
  });

  it('regions with their countries', async () => {
    expect(
      (await statements('query { regions { code planCount fromPrice { amount } countries { iso2 } } }'))
        .length,
    ).toBeLessThanOrEqual(3);
  });

  it('one’s orders with payments and eSIMs', async () => {
    const query = (first: number) =>
      `query { me { orders(first: ${first}) { totalCount nodes { number total { amount } payments { status } esims { status plan { name } } deliveryEmail } } } }`;
    const two = await statements(query(2), person);
    expect(await statements(query(12), person)).toHaveLength(two.length);
    expect(two.length).toBeLessThanOrEqual(7);
  });

  it('one’s eSIMs with their plans', async () => {
    const query = (first: number) =>
      `query { me { esims(first: ${first}) { totalCount nodes { iccid status plan { name } qrCode } } } }`;
    const two = await statements(query(2), person);
    expect(await statements(query(24), person)).toHaveLength(two.length);
    expect(two.length).toBeLessThanOrEqual(4);
  });

  it('orders for staff, with their customers', async () => {
    const staff = await signIn(app, 'support@tribi.test');
    await settled(app);
    const query = (first: number) =>
      `query { orders(first: ${first}) { totalCount nodes { number customer { email } payments { status } esims { status } } } }`;
    const two = await statements(query(2), staff);
    expect(await statements(query(12), staff)).toHaveLength(two.length);
    expect(two.length).toBeLessThanOrEqual(6);
  });
});

describe('what staff read of an order', () => {
  it('timeline, actors and Stripe events cost the same for two orders and for twelve', async () => {
    const staff = await financier();
    const query = (first: number) =>
      `query { orders(first: ${first}) { nodes { number timeline { text actor { name } } stripeEvents { id type } } } }`;
    const two = await statements(query(2), staff);
    expect(await statements(query(12), staff)).toHaveLength(two.length);
    expect(two.length).toBeLessThanOrEqual(5);
  });

  it('payments with their orders and buyers', async () => {
    const staff = await financier();
    const query = (first: number) =>
      `query { payments(first: ${first}) { totalCount nodes { status paymentIntentId order { number customer { email } } } } }`;
    const two = await statements(query(2), staff);
    expect(await statements(query(12), staff)).toHaveLength(two.length);
    expect(two.length).toBeLessThanOrEqual(5);
  });

  it('a count of orders: one', async () => {
    const staff = await financier();
    expect(await statements('query { orderCount(filter: { isHeld: true }) { count } }', staff)).toHaveLength(
      1,
    );
  });
});

describe('one’s orders', () => {
  it('come newest first, page by page, each once, and the last page ends', async () => {
    const seen: string[] = [];
    for (let after: string | null = null, hasNext = true; hasNext; ) {
      const { data } = await app.graphql(
        'query ($after: String) { me { orders(first: 5, after: $after) { totalCount nodes { number createdAt } pageInfo { endCursor hasNextPage } } } }',
        { after },
        { as: person },
      );
      const { orders } = data.me;
      expect(orders.totalCount).toBe(12);
      seen.push(...orders.nodes.map((order: { number: string }) => order.number));
      after = orders.pageInfo.endCursor;
      hasNext = orders.pageInfo.hasNextPage;
    }
    const rows = await app.sql('select number from orders order by created_at desc, id desc');
    expect(seen).toEqual(rows.map((row) => row.number));
  });
});
