import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged } from '../kit/census.ts';
import { expectNoInternals, refused as refusedBy } from '../kit/refusal.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp();
  person = await signIn(app, 'careless@example.com');
});
afterAll(() => app.close());

const refused = (code: string, query: string, variables: object = {}, as?: Person) =>
  refusedBy(app, code, query, variables, as);

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

  it('fragments that spread fragments that spread fragments are refused before they are walked to their end', async () => {
    // Few enough fields, at the end of 65,536 ways of 200 fragments each.
    const spread = (nth: number) => (nth < 16 ? `...F${nth + 1} ...F${nth + 1}` : `...F${nth + 1}`);
    const chain = Array.from({ length: 200 }, (_, nth) => `fragment F${nth} on Query { ${spread(nth)} }`);
    const query = `query { ...F0 } ${chain.join(' ')} fragment F200 on Query { __typename }`;
    const statements = await statementsOf(() => refused('QUERY_TOO_COMPLEX', query));
    expect(statements).toEqual([]);
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
