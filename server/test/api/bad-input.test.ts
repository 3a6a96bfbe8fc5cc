import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorCodes } from '../../src/platform/graphql/errors.ts';
import { expectUnchanged } from '../kit/census.ts';
import { checkout, checkoutMutation, type Person, planBySlug, signIn } from '../kit/shopper.ts';
import { type GraphQLAnswer, type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await signIn(app, 'careless@example.com');
});
afterAll(() => app.close());

/** Asks as nobody, and expects to be refused with this code, with nothing changed and no internals shown. */
async function refused(
  code: string,
  query: string,
  variables: object = {},
  as?: Person,
): Promise<GraphQLAnswer> {
  const answer = await expectUnchanged(app, () => app.graphql(query, variables, as ? { as } : {}));
  expect(answer.errors?.map((error) => error.extensions.code)).toEqual([code]);
  expect(errorCodes).toContain(code);
  expectNoInternals(JSON.stringify([answer.data, answer.errors]));
  return answer;
}

function expectNoInternals(text: string): void {
  expect(text).not.toMatch(
    /stack|node_modules|\.ts:\d|select |insert |\bsql\b|postgres|kysely|mikro|at .+:\d+:\d+/i,
  );
}

interface RawRequest {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  path?: string;
}

async function raw({
  method = 'POST',
  headers = { 'content-type': 'application/json' },
  body,
  path = '/graphql',
}: RawRequest) {
  const response = await fetch(`${app.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const text = await response.text();
  expectNoInternals(text);
  const parsed: ResultOf = text.startsWith('{') ? JSON.parse(text) : {};
  return { status: response.status, text, code: parsed.errors?.[0]?.extensions?.code, data: parsed.data };
}

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

describe('documents', () => {
  it('1 MB of query is PAYLOAD_TOO_LARGE', async () => {
    const body = JSON.stringify({ query: `query { __typename #${'x'.repeat(1_048_576)}\n }` });
    expect(await raw({ body })).toMatchObject({ status: 413, code: 'PAYLOAD_TOO_LARGE' });
  });

  it('thousands of aliases, or of levels, are refused before they run', async () => {
    const aliases = Array.from({ length: 2_000 }, (_, nth) => `a${nth}: countries { iso2 }`).join(' ');
    await refused('GRAPHQL_PARSE_FAILED', `query { ${aliases} }`);
    const deep = `${'{ a '.repeat(5_000)}${'}'.repeat(5_000)}`;
    await refused('GRAPHQL_PARSE_FAILED', deep);
  });

  it('nesting through the graph is refused before it runs', async () => {
    const nested = `${'region { countries { '.repeat(50)} iso2 ${'} } '.repeat(50)}`;
    await refused('QUERY_TOO_COMPLEX', `query { countries { ${nested} } }`);
    // Few levels, and an answer that no memory holds.
    const circle = 'region { countries { region { countries { iso2 } } } }';
    await refused('QUERY_TOO_COMPLEX', `query { countries { ${circle} } }`);
    const fragments =
      'fragment F on Country { region { countries { ...G } } } fragment G on Country { region { countries { iso2 } } }';
    await refused('QUERY_TOO_COMPLEX', `query { countries { ...F } } ${fragments}`);
    const wide =
      'plans(first: 100) { nodes { coverage { country { soldRegions { countries { iso2 } } } } } }';
    await refused('QUERY_TOO_COMPLEX', `query { ${wide} }`);
    await refused('QUERY_TOO_COMPLEX', `query ($n: Int!) { ${wide.replace('100', '$n')} }`, { n: 100 });
  });

  it('the largest pages of the shop, and introspection, are within the limits', async () => {
    const page =
      'id slug price { amount currency formatted } carrier { name } coverage { country { iso2 name } networks { name generations } }';
    const { errors } = await app.graphql(
      `query { plans(first: 100) { totalCount nodes { ${page} } } countries { iso2 name planCount fromPrice { formatted } soldRegions { code name } region { code } } }`,
    );
    expect(errors).toBeUndefined();
    expect((await app.graphql(getIntrospectionQuery())).data.__schema.types.length).toBeGreaterThan(50);
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', 'query {'],
    ['GRAPHQL_VALIDATION_FAILED', 'query { passwords }'],
    ['GRAPHQL_VALIDATION_FAILED', 'query { plans(sort: CHEAPEST) { totalCount } }'],
    ['GRAPHQL_VALIDATION_FAILED', 'query { plans(filter: { color: "red" }) { totalCount } }'],
    ['OPERATION_RESOLUTION_FAILURE', 'query A { __typename } query B { __typename }'],
  ])('%s: %s', async (code, query) => {
    await refused(code, query);
  });

  it.each([
    ['an unknown enum', { sort: 'CHEAPEST' }],
    ['a text for a number', { first: 'many' }],
    ['an unknown field', { filter: { color: 'red' } }],
    ['a list for an object', { filter: [1, 2] }],
  ])('%s in variables is BAD_USER_INPUT', async (_what, variables) => {
    await refused('BAD_USER_INPUT', plans, variables);
  });

  it('a guarded field in a public query refuses the whole of it, and names the field', async () => {
    const { errors, data } = await refused(
      'UNAUTHENTICATED',
      'query { countries { iso2 } orders { totalCount } }',
    );
    expect(data).toBeUndefined();
    expect(errors?.[0]?.extensions.field).toBe('orders');
    const skipped = 'query ($no: Boolean!) { shop { name } orders @include(if: $no) { totalCount } }';
    await refused('UNAUTHENTICATED', skipped, { no: false });
    await refused('FORBIDDEN', 'query { shop { name } o: orders { totalCount } }', {}, person);
  });
});

describe('requests', () => {
  it.each([
    ['no JSON', '{"query": '],
    ['an array', '[{"query":"{ __typename }"}]'],
    ['no query', '{}'],
    ['a query that is a number', '{"query":1}'],
    ['variables that are a text', '{"query":"{ __typename }","variables":"x"}'],
    ['nothing', ''],
  ])('%s is BAD_REQUEST', async (_what, body) => {
    expect(await raw({ body })).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  it('a mutation by GET is refused and does nothing', async () => {
    const query = encodeURIComponent(
      'mutation { requestSignInCode(email: "get@example.com") { __typename } }',
    );
    const headers = { 'apollo-require-preflight': 'true' };
    const { status } = await expectUnchanged(app, () =>
      raw({ method: 'GET', headers, path: `/graphql?query=${query}` }),
    );
    expect(status).toBe(405);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'a simple cross-site post (%s) is refused and does nothing',
    async (type) => {
      const body = JSON.stringify({
        query: 'mutation { requestSignInCode(email: "csrf@example.com") { __typename } }',
      });
      const answer = await expectUnchanged(app, () => raw({ headers: { 'content-type': type }, body }));
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.code).toBe('BAD_REQUEST');
    },
  );

  it('a page of another site cannot use the session cookie', async () => {
    const body = JSON.stringify({
      query: 'mutation { updateProfile(input: { name: "Stolen" }) { __typename } }',
    });
    const headers = {
      'content-type': 'application/json',
      origin: 'https://evil.example',
      cookie: `tribi_session=${person.token}`,
    };
    const answer = await expectUnchanged(app, () => raw({ headers, body }));
    expect(answer).toMatchObject({ status: 403, code: 'ORIGIN_NOT_ALLOWED' });
  });

  it('an address that does not exist is NOT_FOUND without internals', async () => {
    expect(await raw({ path: '/webhooks/nobody', body: '{}' })).toMatchObject({
      status: 404,
      code: 'NOT_FOUND',
    });
  });
});
