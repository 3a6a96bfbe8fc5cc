import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isStaffRole } from '../../src/accounts/role.ts';
import { FieldRights } from '../../src/platform/graphql/auth.directive.ts';
import { expectUnchanged, settled, stopCron } from '../kit/census.ts';
import { buy, type Person, signIn } from '../kit/shopper.ts';
import { type GraphQLAnswer, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await startTestApp({
    env: { RATE_LIMIT_STAFF_WRITES_PER_MINUTE: '10000', RATE_LIMIT_STAFF_WRITES_PER_IP_PER_MINUTE: '10000' },
  });
  admin = await signIn(app, 'admin@tribi.test');
  await buy(app, await signIn(app, 'buyer@example.com'));
  await stopCron(app);
});
afterAll(() => app.close());

/** Texts that have broken somebody's back-office. */
const hostile: [what: string, text: string][] = [
  ['nothing', ''],
  ['blanks', '   '],
  ['SQL', `'; drop table orders; --`],
  ['SQL that is always true', `' or '1'='1`],
  ['LIKE wildcards', '%_%'],
  ['a backslash', '\\'],
  ['HTML', '<img src=x onerror=alert(1)>'],
  ['a formula', '=HYPERLINK("http://example.com","x")'],
  ['a template', '{{7*7}}<%= 7*7 %>'],
  ['letters beyond the first plane', '🧿'.repeat(20)],
  ['right-to-left marks', '\u202Etxt.exe'],
  ['ten thousand letters', 'x'.repeat(10_000)],
];

/** A value of any type that is made of one text, or of numbers no list or sum has. */
function valueFor(type: GraphQLInputType, text: string): unknown {
  if (isNonNullType(type)) return valueFor(type.ofType, text);
  if (isListType(type)) return [valueFor(type.ofType, text)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields()).map((field) => [field.name, valueFor(field.type, text)]),
    );
  if (!isScalarType(type)) return null;
  const byName: Record<string, unknown> = {
    Int: -1,
    SafeInt: -1,
    Float: -1,
    Boolean: true,
    DateTime: '2020-01-01T00:00:00Z',
  };
  return byName[type.name] ?? text;
}

/** A document of one root field with a variable for each of its arguments. */
function call(
  kind: 'query' | 'mutation',
  field: GraphQLField<unknown, unknown>,
  args: readonly GraphQLArgument[],
) {
  const variables = args.map(({ name, type }) => `$${name}: ${type}`).join(', ');
  const given = args.map(({ name }) => `${name}: $${name}`).join(', ');
  const named = getNamedType(field.type);
  const inner = isScalarType(named) || isEnumType(named) ? '' : ' { __typename }';
  return `${kind}${variables ? ` (${variables})` : ''} { ${field.name}${given ? `(${given})` : ''}${inner} }`;
}

function staffFields(root: 'Query' | 'Mutation'): GraphQLField<unknown, unknown>[] {
  const rights = new FieldRights(app.app.schema);
  const type = root === 'Query' ? app.app.schema.getQueryType() : app.app.schema.getMutationType();
  return Object.values(type?.getFields() ?? {}).filter((field) =>
    rights.of(root, field.name).some((roles) => roles.length > 0 && roles.every(isStaffRole)),
  );
}

const codesOf = ({ errors }: GraphQLAnswer): string[] =>
  (errors ?? []).map(({ extensions }) => extensions.code);

describe('a forged cursor', () => {
  const forged = (sort: string, time: unknown) =>
    Buffer.from(JSON.stringify([sort, time, '01920000-0000-7000-8000-000000000000'])).toString('base64url');

  it.each([
    'yesterday',
    '',
    '2026-13-01 00:00:00+00',
    '2026-02-30 00:00:00+00',
    '0000-01-01 00:00:00+00',
    '2026-01-01 25:00:00+00',
    '2026-01-01 00:00:00+99',
    "2026-01-01 00:00:00+00'",
    'infinity\0',
    7,
  ])('with the time %j is INVALID_CURSOR, not an error of the database', async (time) => {
    for (const [list, sort] of [
      ['reviewQueue', 'waiting longest'],
      ['deadLetters', 'newest'],
    ] as const) {
      const after = forged(sort, time);
      const document = `query ($after: String) { ${list}(after: $after) { totalCount } }`;
      expect(codesOf(await app.graphql(document, { after }, { as: admin })), list).toEqual([
        'INVALID_CURSOR',
      ]);
      const real = forged(sort, '2026-02-28 23:59:59.123456+00');
      expect((await app.graphql(document, { after: real }, { as: admin })).errors).toBeUndefined();
    }
  });
});

describe.each(hostile)('staff who send %s', (_what, text) => {
  it('to any mutation change nothing, and are told so in words', async () => {
    const told: string[] = [];
    for (const field of staffFields('Mutation')) {
      // A check of the books is a check whatever it is given, and changes its own log alone.
      if (field.name === 'runLedgerCheck') continue;
      const variables = Object.fromEntries(field.args.map(({ name, type }) => [name, valueFor(type, text)]));
      await settled(app);
      const answer = await expectUnchanged(app, () =>
        app.graphql(call('mutation', field, field.args), variables, { as: admin }),
      );
      if (codesOf(answer).includes('INTERNAL_SERVER_ERROR') || answer.status >= 500)
        told.push(`${field.name}: ${JSON.stringify(answer.errors)}`);
    }
    expect(told).toEqual([]);
  });

  it('to any list get a list or a clear no', async () => {
    const told: string[] = [];
    for (const field of staffFields('Query')) {
      const args = field.args.filter(({ name }) => !['after', 'offset', 'first'].includes(name));
      const variables = Object.fromEntries(args.map(({ name, type }) => [name, valueFor(type, text)]));
      const answer = await app.graphql(call('query', field, args), variables, { as: admin });
      if (codesOf(answer).includes('INTERNAL_SERVER_ERROR') || answer.status >= 500)
        told.push(`${field.name}: ${JSON.stringify(answer.errors)}`);
    }
    expect(told).toEqual([]);
  });
});

describe('searching', () => {
  it.each(['%', '_', '%%', 'T_B', `TRB' or 'a'='a`])(
    'for %s finds letters, not everything',
    async (search) => {
      const { data } = await app.graphql(
        `query ($search: String!) {
        orders(filter: { search: $search }) { totalCount }
        payments(filter: { search: $search }) { totalCount }
        auditLog(filter: { search: $search }) { totalCount }
      }`,
        { search },
        { as: admin },
      );
      expect(data).toEqual({
        orders: { totalCount: 0 },
        payments: { totalCount: 0 },
        auditLog: { totalCount: 0 },
      });
    },
  );
});

describe('more than is asked for', () => {
  it.each([
    [
      'roles in one’s profile',
      'mutation { updateProfile(input: { name: "x", roles: [ADMIN] }) { __typename } }',
    ],
    [
      'a status in a refund',
      'mutation { refundOrder(number: "x", reason: "abc", idempotencyKey: "k", status: "SUCCEEDED") { __typename } }',
    ],
    [
      'a price in a checkout',
      'mutation { checkout(input: { planId: "x", unitPrice: 1, expectedTotal: { amount: 1, currency: "USD" }, idempotencyKey: "k" }) { __typename } }',
    ],
  ])('%s is refused before anything runs', async (_what, document) => {
    const answer = await expectUnchanged(app, () => app.graphql(document, {}, { as: admin }));
    expect(codesOf(answer)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });
});
