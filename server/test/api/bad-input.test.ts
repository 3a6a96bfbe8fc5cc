import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged } from '../kit/census.ts';
import { refused as refusedBy } from '../kit/refusal.ts';
import { checkout, checkoutMutation, type Person, planBySlug, signIn } from '../kit/shopper.ts';
import { startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await signIn(app, 'careless@example.com');
});
afterAll(() => app.close());

const refused = (code: string, query: string, variables: object = {}, as?: Person) =>
  refusedBy(app, code, query, variables, as);

const plans =
  'query ($first: Int! = 20, $after: String, $offset: Int, $sort: PlanSort! = NAME_ASC, $filter: PlanFilter) { plans(first: $first, after: $after, offset: $offset, sort: $sort, filter: $filter) { pageInfo { endCursor } nodes { slug } } }';

describe('currencies', () => {
  it.each([
    ['a filter', 'query { plans(filter: { currency: "XXX" }) { totalCount } }'],
    ['a price', 'query { plan(slug: "spain-1gb-7d") { price(currency: "usdollars") { amount } } }'],
    ['an empty price currency', 'query { plan(slug: "spain-1gb-7d") { price(currency: "") { amount } } }'],
    ['a price per GB', 'query { plan(slug: "spain-1gb-7d") { pricePerGb(currency: "BTC") { amount } } }'],
    ['a from-price', 'query { country(iso2: "ES") { fromPrice(currency: "__proto__") { amount } } }'],
    [
      'a region from-price',
      'query { region(code: "europe") { fromPrice(currency: "constructor") { amount } } }',
    ],
  ])('an unknown one in %s is UNKNOWN_CURRENCY and lists the known ones', async (_where, query) => {
    const { errors } = await refused('UNKNOWN_CURRENCY', query);
    expect(errors?.[0]?.message).toContain('USD, EUR, GBP, JPY, BRL, MXN, KWD');
  });

  it('an unknown one in a checkout marks its field and makes nothing', async () => {
    const plan = await planBySlug(app, 'spain-3gb-30d');
    const input = {
      planId: plan.id,
      expectedTotal: { amount: plan.amount, currency: 'XXX' },
      idempotencyKey: 'c',
    };
    const { data } = await expectUnchanged(app, () =>
      app.graphql(checkoutMutation, { input }, { as: person }),
    );
    expect(data.checkout).toMatchObject({
      __typename: 'InvalidInput',
      errors: [{ path: 'expectedTotal.currency', code: 'UNKNOWN_CURRENCY' }],
    });
  });
});

describe('quantities', () => {
  it.each([0, -1, 11, 1_000, 2_147_483_647])(
    '%i is refused on its field and makes nothing',
    async (quantity) => {
      const result = await expectUnchanged(app, () => checkout(app, person, { quantity, expected: 100 }));
      expect(result).toMatchObject({
        __typename: 'InvalidInput',
        errors: [{ path: 'quantity', code: 'QUANTITY_OUT_OF_RANGE' }],
      });
    },
  );

  it.each([1.5, 2_147_483_648, '2', true])('%j is no quantity at all', async (quantity) => {
    const input = {
      planId: 'x',
      quantity,
      expectedTotal: { amount: 1, currency: 'USD' },
      idempotencyKey: 'q',
    };
    await refused('BAD_USER_INPUT', checkoutMutation, { input }, person);
  });

  it.each([0, -450, 2 ** 60, 4.5])('a total of %d is refused', async (amount) => {
    const input = {
      planId: (await planBySlug(app, 'spain-3gb-30d')).id,
      expectedTotal: { amount, currency: 'USD' },
      idempotencyKey: 'a',
    };
    const { data, errors } = await expectUnchanged(app, () =>
      app.graphql(checkoutMutation, { input }, { as: person }),
    );
    const code = data?.checkout.errors[0].code ?? errors?.[0]?.extensions.code;
    expect(code).toBe(Number.isSafeInteger(amount) ? 'AMOUNT_OUT_OF_RANGE' : 'BAD_USER_INPUT');
  });

  it('tells of every wrong field at once', async () => {
    const input = {
      planId: 'no id',
      quantity: 99,
      expectedTotal: { amount: -1, currency: 'ABC' },
      idempotencyKey: '',
    };
    const { data } = await expectUnchanged(app, () =>
      app.graphql(checkoutMutation, { input }, { as: person }),
    );
    const paths = data.checkout.errors.map((error: { path: string }) => error.path);
    expect(paths).toEqual([
      'planId',
      'quantity',
      'expectedTotal.currency',
      'expectedTotal.amount',
      'idempotencyKey',
    ]);
  });
});

describe('paging', () => {
  it.each([100_000, 101, 0, -1])('first: %i is PAGE_SIZE_OUT_OF_RANGE', async (first) => {
    await refused('PAGE_SIZE_OUT_OF_RANGE', plans, { first });
  });

  it.each([100_001, -1])('offset: %i is OFFSET_OUT_OF_RANGE', async (offset) => {
    await refused('OFFSET_OUT_OF_RANGE', plans, { offset });
  });

  it.each([
    '',
    'rubbish',
    '%%%',
    'W10',
    Buffer.from('[1,2').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ])('the cursor %j is INVALID_CURSOR', async (after) => {
    await refused('INVALID_CURSOR', plans, { after });
  });

  it.each([['-'.repeat(36)], ['f'.repeat(36)], ["' or 1=1 --".padEnd(36)]])(
    'a cursor whose id is %j is INVALID_CURSOR, not an error of the database',
    async (id) => {
      const after = Buffer.from(JSON.stringify(['NAME_ASC USD', 'Spain', id])).toString('base64url');
      await refused('INVALID_CURSOR', plans, { after });
    },
  );

  it('a cursor of another sort, currency or list is INVALID_CURSOR', async () => {
    const { data } = await app.graphql(plans, { first: 1 });
    const after = data.plans.pageInfo.endCursor;
    await refused('INVALID_CURSOR', plans, { after, sort: 'PRICE_ASC' });
    await refused('INVALID_CURSOR', plans, { after, filter: { currency: 'EUR' } });
    await refused(
      'INVALID_CURSOR',
      'query ($after: String) { me { orders(after: $after) { totalCount } } }',
      { after },
      person,
    );
  });

  it('after with offset is CURSOR_WITH_OFFSET', async () => {
    const { data } = await app.graphql(plans, { first: 1 });
    await refused('CURSOR_WITH_OFFSET', plans, { after: data.plans.pageInfo.endCursor, offset: 0 });
  });

  it.each(['orders', 'esims'])('me.%s is bounded in the same way', async (list) => {
    for (const first of [0, -1, 101]) {
      await refused(
        'PAGE_SIZE_OUT_OF_RANGE',
        `query { me { ${list}(first: ${first}) { totalCount } } }`,
        {},
        person,
      );
    }
    await refused('INVALID_CURSOR', `query { me { ${list}(after: "x") { totalCount } } }`, {}, person);
  });
});

describe('explicit nulls', () => {
  it.each([
    ['query { plans(first: null) { totalCount } }'],
    ['query { plans(sort: null) { totalCount } }'],
    ['query { plans(filter: { currency: null }) { totalCount } }'],
    ['query { plans(filter: { coverage: null }) { totalCount } }'],
    ['query { country(iso2: null) { id } }'],
    ['query { country(iso2: "ES") { fromPrice(currency: null) { amount } } }'],
  ])('%s: refused where a value is required', async (query) => {
    await refused('GRAPHQL_VALIDATION_FAILED', query);
  });

  it('are refused in variables too', async () => {
    await refused('BAD_USER_INPUT', plans, { first: null });
    await refused('BAD_USER_INPUT', plans, { filter: { currency: null } });
    await refused('BAD_USER_INPUT', checkoutMutation, { input: null }, person);
  });

  it('mean the same as absence where a value is optional', async () => {
    const nothing = {
      country: null,
      region: null,
      scope: null,
      minDataMb: null,
      maxDataMb: null,
      unlimited: null,
      maxPrice: null,
      minDays: null,
      maxDays: null,
      search: null,
    };
    const count =
      'query ($filter: PlanFilter, $after: String, $offset: Int) { plans(filter: $filter, after: $after, offset: $offset) { totalCount } }';
    const all = await app.graphql(count);
    expect((await app.graphql(count, { filter: nothing, after: null, offset: null })).data).toEqual(all.data);
    expect((await app.graphql(count, { filter: null })).data).toEqual(all.data);
    const countries = await app.graphql(
      'query ($s: String) { countries(search: $s, region: $s, locale: $s) { iso2 } }',
      { s: null },
    );
    expect(countries.data.countries.length).toBeGreaterThan(150);
  });

  it('in a profile remove the name and leave the rest', async () => {
    const { data } = await app.graphql(
      'mutation { updateProfile(input: { name: null, locale: null, currency: null }) { ... on User { name locale currency } } }',
      {},
      { as: person },
    );
    expect(data.updateProfile).toEqual({ name: null, locale: 'en', currency: 'USD' });
  });
});

describe('texts that no database takes', () => {
  it.each([
    ['query ($t: String!) { countries(search: $t) { iso2 } }'],
    ['query ($t: String!) { country(iso2: $t) { iso2 } }'],
    ['query ($t: String!) { plan(slug: $t) { id } }'],
    ['mutation ($t: String!) { startPayment(orderNumber: $t) { __typename } }'],
    ['mutation ($t: String!) { updateProfile(input: { name: $t }) { __typename } }'],
    ['query { country(iso2: "\\u0000") { iso2 } }'],
  ])('a NUL in %s is BAD_USER_INPUT', async (query) => {
    await refused('BAD_USER_INPUT', query, { t: 'a\u0000b' }, person);
  });

  it('a lone surrogate and right-to-left marks are only text', async () => {
    const { data } = await app.graphql('query ($t: String!) { countries(search: $t) { iso2 } }', {
      t: '\ud800\u202e%',
    });
    expect(data.countries).toEqual([]);
  });
});
