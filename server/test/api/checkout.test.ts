import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged } from '../kit/census.ts';
import { checkout, checkoutMutation, ownOrder, type Person, planBySlug, signIn } from '../kit/shopper.ts';
import { intentsOf } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

let serial = 0;
/** Somebody who has no orders yet. */
const newcomer = (): Promise<Person> => {
  serial += 1;
  return signIn(app, `buyer-${serial}@example.com`);
};
const idOf = async (slug: string): Promise<string> =>
  (await app.sql('select id from plans where slug = $1', [slug]))[0].id;
const stockOf = async (slug: string) =>
  (
    await app.sql(
      "select count(*)::int as n from inventory_items where status = 'AVAILABLE' and plan_id = $1",
      [await idOf(slug)],
    )
  )[0].n;
const ordersOf = ({ email }: Person) =>
  app.sql('select o.* from orders o join users u on u.id = o.user_id where u.email = $1 order by o.id', [
    email,
  ]);

/** Leaves this many items of a plan on the shelf. */
async function leave(slug: string, count: number): Promise<void> {
  await app.sql(
    `update inventory_items set status = 'RETIRED' where status = 'AVAILABLE' and plan_id = $1
       and id not in (select id from inventory_items where plan_id = $1 and status = 'AVAILABLE' order by expires_on, id limit $2)`,
    [await idOf(slug), count],
  );
}

describe('one key', () => {
  it('makes one order and one payment intent of 50 requests at once', async () => {
    const person = await newcomer();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => checkout(app, person, { slug: 'spain-1gb-7d', key: 'double-click' })),
    );
    expect(answers.map((answer) => answer.__typename)).toEqual(
      Array.from({ length: 50 }, () => 'CheckoutStarted'),
    );
    expect(new Set(answers.map((answer) => answer.order.number)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.payment.paymentIntentId)).size).toBe(1);
    const [order, ...more] = await ordersOf(person);
    expect(more).toEqual([]);
    expect(await intentsOf(app, order.id)).toHaveLength(1);
    const rows = await app.sql(
      `select (select count(*)::int from esims where order_id = $1) as esims, (select count(*)::int from payments where order_id = $1) as payments,
         (select count(*)::int from inventory_items where order_id = $1) as items`,
      [order.id],
    );
    expect(rows).toEqual([{ esims: 1, payments: 1, items: 1 }]);
  });

  it('with another input is IdempotencyConflict and makes nothing', async () => {
    const person = await newcomer();
    const first = await checkout(app, person, { key: 'reused' });
    for (const other of [{ quantity: 2 }, { slug: 'spain-5gb-30d' }, { currency: 'EUR' }]) {
      const conflict = await expectUnchanged(app, () => checkout(app, person, { key: 'reused', ...other }));
      expect(conflict).toMatchObject({ __typename: 'IdempotencyConflict', code: 'IDEMPOTENCY_CONFLICT' });
    }
    const again = await expectUnchanged(app, () => checkout(app, person, { key: 'reused' }));
    expect(again.order.number).toBe(first.order.number);
    expect(again.payment).toEqual(first.payment);
  });

  it('belongs to its person: another’s is another order', async () => {
    const [one, other] = [await newcomer(), await newcomer()];
    const answers = [await checkout(app, one, { key: 'same' }), await checkout(app, other, { key: 'same' })];
    expect(new Set(answers.map((answer) => answer.order.number)).size).toBe(2);
  });

  it('answers with the order as it stands now, also when the price has changed since', async () => {
    const person = await newcomer();
    const input = {
      planId: await idOf('italy-3gb-30d'),
      expectedTotal: { amount: (await planBySlug(app, 'italy-3gb-30d')).amount, currency: 'USD' },
      idempotencyKey: 'later',
    };
    const ask = async () => (await app.graphql(checkoutMutation, { input }, { as: person })).data.checkout;
    const first = await ask();
    await app.sql('update plan_prices set amount = amount + 100 where plan_id = $1', [input.planId]);
    expect((await ask()).order.number).toBe(first.order.number);
    expect(await ordersOf(person)).toHaveLength(1);
  });
});

describe('what the buyer agrees to', () => {
  it('is told in their language, and kept with the order as the version they saw', async () => {
    const { data } = await app.graphql(
      'query { en: checkoutConsent(locale: "en") { version text } es: checkoutConsent(locale: "es") { version text } }',
    );
    const { version } = data.en;
    expect(data.es.version).toBe(version);
    expect([data.en.text, data.es.text]).toEqual([
      expect.stringMatching(/eSIM.*withdrawal/),
      expect.stringMatching(/eSIM.*desistimiento/),
    ]);
    const person = await newcomer();
    const { order } = await checkout(app, person, { key: 'agreed', consentVersion: version });
    const [row] = await ordersOf(person);
    expect(row?.consent).toEqual({ version, givenAt: row?.created_at.toISOString() });
    const read = await app.graphql(
      `query { me { order(number: "${order.number}") { consent { version givenAt } } } }`,
      {},
      { as: person },
    );
    expect(read.data.me.order.consent).toEqual(row?.consent);
    const without = await expectUnchanged(app, () => checkout(app, person, { key: 'agreed' }));
    expect(without.__typename).toBe('IdempotencyConflict');
  });

  it('is optional for clients of the API, and an unknown version makes nothing', async () => {
    const person = await newcomer();
    const refused = await expectUnchanged(app, () => checkout(app, person, { consentVersion: 'of-mine' }));
    expect(refused).toMatchObject({
      __typename: 'InvalidInput',
      errors: [{ path: 'consentVersion', code: 'UNKNOWN_CONSENT' }],
    });
    await checkout(app, person);
    expect((await ordersOf(person))[0]?.consent).toBeNull();
  });
});

describe('the price', () => {
  it('is the server’s: another total is PriceChanged before anything is made', async () => {
    const person = await newcomer();
    const { amount } = await planBySlug(app, 'spain-3gb-30d');
    for (const expected of [1, amount - 1, amount + 1, amount * 2]) {
      const answer = await expectUnchanged(app, () => checkout(app, person, { expected }));
      expect(answer).toMatchObject({
        __typename: 'PriceChanged',
        code: 'PRICE_CHANGED',
        newTotal: { amount, currency: 'USD' },
      });
    }
    const three = await expectUnchanged(app, () => checkout(app, person, { quantity: 3, expected: amount }));
    expect(three.newTotal).toEqual({ amount: amount * 3, currency: 'USD' });
  });

  it('is the plan’s own in a currency where it has one, else converted, and so is the charge', async () => {
    const person = await newcomer();
    const expected = { EUR: 749, JPY: 1280 };
    for (const [currency, amount] of Object.entries(expected)) {
      const { order, payment } = await checkout(app, person, { slug: 'spain-3gb-30d', currency });
      expect(order.total).toEqual({ amount, currency });
      const [intent] = await intentsOf(app, order.id);
      expect(intent).toMatchObject({ id: payment.paymentIntentId, amount, currency: currency.toLowerCase() });
    }
    const { order } = await checkout(app, person, { slug: 'spain-3gb-30d', currency: 'KWD' });
    expect(order.total.amount % 10).toBe(0);
    expect((await intentsOf(app, order.id))[0]).toMatchObject({
      amount: order.total.amount,
      currency: 'kwd',
    });
  });

  it('and everything of the plan is frozen in the order', async () => {
    const person = await newcomer();
    const { order } = await checkout(app, person, { slug: 'spain-unlimited-10d', quantity: 2 });
    const query = `query ($n: String!) { me { order(number: $n) { total { amount } plan {
      planId name isUnlimited dataMb validityDays countryCodes carrierName unitPrice { amount currency } } } } }`;
    const read = async () => (await app.graphql(query, { n: order.number }, { as: person })).data.me.order;
    const before = await read();
    expect(before.plan).toMatchObject({
      isUnlimited: true,
      dataMb: null,
      validityDays: 10,
      countryCodes: ['ES'],
    });
    expect(before.total.amount).toBe(before.plan.unitPrice.amount * 2);
    const id = before.plan.planId;
    await app.sql(
      `update plans set name = 'Renamed', is_unlimited = false, data_mb = 1, validity_days = 1, is_active = false where id = $1`,
      [id],
    );
    await app.sql('update plan_prices set amount = 1 where plan_id = $1', [id]);
    await app.sql(
      `update carriers set name = name || ' (new)' where id = (select carrier_id from plans where id = $1)`,
      [id],
    );
    await app.sql('delete from plan_countries where plan_id = $1', [id]);
    expect(await read()).toEqual(before);
  });

  it('counts only for plans that are sold: archived and unknown ones are refused', async () => {
    const person = await newcomer();
    const plan = await planBySlug(app, 'canada-1gb-7d');
    await app.sql('update plans set is_active = false where id = $1', [plan.id]);
    expect(await expectUnchanged(app, () => checkout(app, person, { slug: 'canada-1gb-7d' }))).toMatchObject({
      __typename: 'PlanUnavailable',
    });
    const input = {
      planId: '01900000-0000-7000-8000-000000000000',
      expectedTotal: { amount: 100, currency: 'USD' },
      idempotencyKey: 'u',
    };
    const { data } = await expectUnchanged(app, () =>
      app.graphql(checkoutMutation, { input }, { as: person }),
    );
    expect(data.checkout).toMatchObject({
      __typename: 'InvalidInput',
      errors: [{ path: 'planId', code: 'UNKNOWN_PLAN' }],
    });
  });
});

describe('the limits of one person', () => {
  it('three open unpaid orders', async () => {
    const person = await newcomer();
    for (let nth = 0; nth < 3; nth += 1)
      expect((await checkout(app, person)).__typename).toBe('CheckoutStarted');
    const fourth = await expectUnchanged(app, () => checkout(app, person));
    expect(fourth).toMatchObject({ __typename: 'RateLimited', code: 'TOO_MANY_OPEN_ORDERS' });
    expect(fourth.retryAfterSeconds).toBeGreaterThan(1_700);
    expect(fourth.retryAfterSeconds).toBeLessThanOrEqual(1_800);
    const [oldest] = await ordersOf(person);
    await app.graphql(
      'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }',
      { n: oldest.number },
      { as: person },
    );
    expect((await checkout(app, person)).__typename).toBe('CheckoutStarted');
  });

  it('ten reserved items, also when they are asked for at once', async () => {
    const person = await newcomer();
    expect((await checkout(app, person, { quantity: 8 })).__typename).toBe('CheckoutStarted');
    expect(await expectUnchanged(app, () => checkout(app, person, { quantity: 3 }))).toMatchObject({
      code: 'TOO_MANY_RESERVED',
    });
    expect((await checkout(app, person, { quantity: 2 })).__typename).toBe('CheckoutStarted');
    const greedy = await newcomer();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => checkout(app, greedy, { quantity: 4 })),
    );
    expect(answers.filter((answer) => answer.__typename === 'CheckoutStarted')).toHaveLength(2);
    expect(await ordersOf(greedy)).toHaveLength(2);
  });
});

describe('stock', () => {
  it('that is sold out is PlanUnavailable with plans that can be bought', async () => {
    const person = await newcomer();
    const answer = await expectUnchanged(app, () => checkout(app, person, { slug: 'france-20gb-30d' }));
    expect(answer).toMatchObject({ __typename: 'PlanUnavailable', code: 'PLAN_UNAVAILABLE' });
    expect(answer.alternatives.length).toBeGreaterThan(0);
    for (const { slug, availability } of answer.alternatives) {
      expect(['IN_STOCK', 'ON_DEMAND']).toContain(availability);
      expect((await planBySlug(app, slug)).amount).toBeGreaterThan(0);
    }
    expect((await checkout(app, person, { slug: answer.alternatives[0].slug })).__typename).toBe(
      'CheckoutStarted',
    );
  });

  it('that has fewer than asked for is PlanUnavailable, and nothing stays reserved', async () => {
    const person = await newcomer();
    await leave('greece-3gb-7d', 2);
    expect(
      await expectUnchanged(app, () => checkout(app, person, { slug: 'greece-3gb-7d', quantity: 3 })),
    ).toMatchObject({ __typename: 'PlanUnavailable' });
    expect(await stockOf('greece-3gb-7d')).toBe(2);
    expect((await checkout(app, person, { slug: 'greece-3gb-7d', quantity: 2 })).__typename).toBe(
      'CheckoutStarted',
    );
    expect(await stockOf('greece-3gb-7d')).toBe(0);
  });

  it('of five is sold to exactly five of twenty buyers at once', async () => {
    await leave('spain-20gb-30d', 5);
    const buyers = await Promise.all(Array.from({ length: 20 }, newcomer));
    const answers = await Promise.all(
      buyers.map((buyer) => checkout(app, buyer, { slug: 'spain-20gb-30d' })),
    );
    const started = answers.filter((answer) => answer.__typename === 'CheckoutStarted');
    expect(started).toHaveLength(5);
    expect(answers.filter((answer) => answer.__typename === 'PlanUnavailable')).toHaveLength(15);
    expect(await stockOf('spain-20gb-30d')).toBe(0);
    const items = await app.sql(
      "select order_id from inventory_items where status = 'RESERVED' and plan_id = $1",
      [await idOf('spain-20gb-30d')],
    );
    expect(new Set(items.map((item) => item.order_id)).size).toBe(5);
    const { data } = await app.graphql('query { plan(slug: "spain-20gb-30d") { availability } }');
    expect(data.plan.availability).toBe('SOLD_OUT');
  });

  it('is taken by the earliest expiry, then the oldest', async () => {
    const person = await newcomer();
    const id = await idOf('germany-10gb-30d');
    const items = await app.sql(
      "select id from inventory_items where plan_id = $1 and status = 'AVAILABLE' order by id",
      [id],
    );
    await app.sql('update inventory_items set expires_on = current_date + 30 where id = $1', [items[7].id]);
    await app.sql('update inventory_items set expires_on = current_date + 1 where id = $1', [items[8].id]);
    const { order } = await checkout(app, person, { slug: 'germany-10gb-30d', quantity: 3 });
    const reserved = await app.sql('select id from inventory_items where order_id = $1 order by id', [
      order.id,
    ]);
    expect(reserved.map((item) => item.id)).toEqual([items[0].id, items[1].id, items[7].id]);
  });
});

describe('an order', () => {
  it('is made with its eSIMs PENDING, and its number tells nothing', async () => {
    const person = await newcomer();
    const first = await checkout(app, person, { quantity: 10 });
    expect(first.order).toMatchObject({
      status: 'OPEN',
      paymentStatus: 'UNPAID',
      fulfillmentStatus: 'UNFULFILLED',
      quantity: 10,
      isPayable: true,
    });
    const order = await ownOrder(app, person, first.order.number);
    expect(order.esims.map((esim: ResultOf) => [esim.status, esim.activationCode, esim.qrCode])).toEqual(
      Array.from({ length: 10 }, () => ['PENDING', null, null]),
    );
    const numbers = (await app.sql('select number from orders order by id')).map((row) => row.number);
    expect(numbers.every((number) => /^TRB-[0-9A-Z]{6,10}$/.test(number))).toBe(true);
    expect([...numbers].sort()).not.toEqual(numbers);
  });
});
