import { type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/accounts/role.ts';
import { FieldRights, type Requirement } from '../../src/platform/graphql/auth.directive.ts';
import { expectUnchanged, settled, stopCron } from '../kit/census.ts';
import { documentOf, Ways } from '../kit/document-of.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { statementsOf } from '../kit/statements.ts';
import { type GraphQLAnswer, startTestApp, type TestApp } from '../kit/test-app.ts';
import { type Asker, askers, rightsByField } from './rights.table.ts';

const table = rightsByField();
const emails: Record<Exclude<Asker, 'GUEST'>, string> = {
  CUSTOMER: 'someone@example.com',
  SUPPORT: 'support@tribi.test',
  CATALOG: 'catalog@tribi.test',
  FINANCE: 'finance@tribi.test',
  ADMIN: 'admin@tribi.test',
};
const people: Partial<Record<Asker, Person>> = {};

let app: TestApp;
let schema: GraphQLSchema;
beforeAll(async () => {
  app = await startTestApp();
  schema = app.app.schema;
  for (const asker of askers) if (asker !== 'GUEST') people[asker] = await signIn(app, emails[asker]);
  await stopCron(app);
});
afterAll(() => app.close());

const mayRead = (asker: Asker) => (field: string) => table.get(field)?.includes(asker) ?? false;

/** Roles as a session holds them, by the words of @auth. */
const rolesOf = (asker: Asker): readonly Role[] =>
  asker === 'GUEST' ? [] : asker === 'CUSTOMER' ? ['CUSTOMER'] : ['CUSTOMER', asker];

/** Every field of every object type, but those of introspection. */
const fieldsOf = (built: GraphQLSchema): string[] =>
  Object.values(built.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__')
      ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`)
      : [],
  );

describe('the table of rights', () => {
  it('names every field of the schema, and none that it does not have', () => {
    expect([...table.keys()].sort()).toEqual(fieldsOf(schema).sort());
  });

  it('says what the schema’s @auth says', () => {
    const rights = new FieldRights(schema);
    const allows = (requirement: Requirement, asker: Asker) =>
      requirement.every((roles) =>
        roles.some(
          (role) =>
            rolesOf(asker).includes(role) || (asker === 'ADMIN' && !['CUSTOMER', 'PARTNER'].includes(role)),
        ),
      );
    for (const field of table.keys()) {
      const [type = '', name = ''] = field.split('.');
      const allowed = askers.filter((asker) => allows(rights.of(type, name), asker));
      expect(allowed, field).toEqual(askers.filter(mayReadOf(field)));
    }
  });

  it('leaves no personal field on a type that a guest can reach', () => {
    const open = new Set<string>();
    const walk = (typeName: string) => {
      if (open.has(typeName)) return;
      open.add(typeName);
      const type = schema.getType(typeName);
      if (!isObjectType(type)) return;
      for (const field of Object.values(type.getFields())) {
        if (mayRead('GUEST')(`${typeName}.${field.name}`)) walk(getNamedType(field.type).name);
      }
    };
    walk('Query');
    for (const personal of [
      'PlanSnapshot',
      'InstallLinks',
      'Payment',
      'RevealedActivationCode',
      'StripePayment',
    ]) {
      expect(open, personal).not.toContain(personal);
    }
  });
});

const mayReadOf = (field: string) => (asker: Asker) => mayRead(asker)(field);

/** The way an asker would go to a field, and where on it the table stops them; -1 where it does not. */
function wayOf(field: string, asker: Asker) {
  const [type = '', name = ''] = field.split('.');
  const steps = new Ways(schema).to(type, name, mayRead(asker));
  const path = steps.map((step) => `${step.type.name}.${step.field.name}`);
  return { steps, path, refusedAt: path.findIndex((step) => !mayRead(asker)(step)) };
}

/** What is tried as whom: everything as a guest, and as the others what a guest is refused. signOut comes last. */
const fieldsFor = (asker: Asker): string[] =>
  [...table.keys()]
    .filter((field) => asker === 'GUEST' || wayOf(field, 'GUEST').refusedAt >= 0)
    .sort((one, other) => Number(one.endsWith('.signOut')) - Number(other.endsWith('.signOut')));

describe.each(askers)('every field as %s', (asker) => {
  it('is answered or refused as the table says, and a refusal runs nothing', async () => {
    const as = people[asker];
    for (const field of fieldsFor(asker)) {
      const { steps, path, refusedAt } = wayOf(field, asker);
      // Subscriptions are tried over a socket.
      if (path[0]?.startsWith('Subscription.')) continue;
      const document = documentOf(steps);
      if (refusedAt < 0) {
        const { errors } = await app.graphql(document, {}, as ? { as } : {});
        const codes = errors?.map((error) => error.extensions.code) ?? [];
        for (const code of codes)
          expect(['NOT_FOUND', 'BAD_USER_INPUT'], `${asker}: ${document}`).toContain(code);
        // What it may have asked for, as a mail, is not what the next one runs.
        if (document.startsWith('mutation')) await settled(app);
        continue;
      }
      let answer: GraphQLAnswer | undefined;
      const statements = await statementsOf(async () => {
        answer = await app.graphql(document, {}, as ? { as } : {});
      });
      expect(answer?.data, document).toBeUndefined();
      const names = steps.slice(0, refusedAt + 1).map((step) => step.field.name);
      const code = asker === 'GUEST' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      expect(
        answer?.errors?.map(({ extensions, path: at }) => ({ code: extensions.code, path: at })),
        document,
      ).toEqual([{ code, path: names }]);
      // Only the session is looked up: no resolver has run.
      expect(
        statements.filter((text) => !/\bfrom sessions s join users\b/.test(text)),
        document,
      ).toEqual([]);
      expect(statements.length, document).toBe(asker === 'GUEST' ? 0 : 1);
    }
  });

  it('over a socket is guarded in the same way, and only subscriptions run there', async () => {
    const as = people[asker] && (await signInAgain(asker));
    const guarded = {
      'Subscription.orderUpdated': 'subscription { orderUpdated(number: "TRB-NOTHING") { number } }',
      'Subscription.stockAlerts': 'subscription { stockAlerts { id } }',
      'Query.orders': 'query { orders { totalCount } }',
      'Mutation.refundOrder':
        'mutation { refundOrder(number: "x", reason: "none", idempotencyKey: "x") { __typename } }',
    };
    for (const [field, document] of Object.entries(guarded)) {
      const operation = live(app, document, {}, { as });
      const first = operation.next().then(
        () => 'answered',
        (errors) => errors[0]?.extensions?.code ?? errors,
      );
      if (!field.startsWith('Subscription.')) {
        expect(await first, field).toBe('BAD_REQUEST');
        await operation.close();
        continue;
      }
      const isAllowed = mayRead(asker)(field);
      const stop = isAllowed && field === 'Subscription.stockAlerts' ? raiseAlerts() : () => {};
      const outcome = await first;
      await stop();
      await operation.close();
      if (!isAllowed) expect(outcome, field).toBe(asker === 'GUEST' ? 'UNAUTHENTICATED' : 'FORBIDDEN');
      else expect(outcome, field).toBe(field === 'Subscription.orderUpdated' ? 'NOT_FOUND' : 'answered');
    }
  });
});

describe('a guarded field', () => {
  it('refuses the whole document, through aliases, fragments and @skip, and nothing of it runs', async () => {
    const as = await signInAgain('SUPPORT');
    const change = 'updateProfile(input: { name: "Changed" }) { __typename }';
    const refund = 'refundOrder(number: "x", reason: "none", idempotencyKey: "x") { __typename }';
    for (const document of [
      `mutation { ${change} again: ${refund} }`,
      `mutation { ${change} ...F } fragment F on Mutation { ${refund} }`,
      `mutation ($no: Boolean! = true) { ${change} ... on Mutation @skip(if: $no) { ${refund} } }`,
      `mutation A { ${change} } fragment F on Mutation { ${refund} } mutation B { ...F }`,
    ]) {
      const { errors, data } = await expectUnchanged(app, () => app.graphql(document, {}, { as }));
      expect(data, document).toBeUndefined();
      expect(['FORBIDDEN', 'OPERATION_RESOLUTION_FAILURE']).toContain(errors?.[0]?.extensions.code);
    }
  });
});

/** Another session of a role, as its first one has signed out. Made in the database: codes are mailed once a minute. */
async function signInAgain(asker: Asker): Promise<Person> {
  const email = asker === 'GUEST' ? '' : emails[asker];
  await app.sql("update sign_in_codes set created_at = created_at - interval '2 minutes' where email = $1", [
    email,
  ]);
  return signIn(app, email);
}

/** Announces stock alerts until told to stop. */
function raiseAlerts(): () => Promise<void> {
  let isDone = false;
  const work = (async () => {
    while (!isDone) {
      const [alert] = await app.sql(
        `insert into stock_alerts (plan_id, kind, available, threshold, at) select id, 'LOW', 1, 5, now() from plans limit 1 returning id`,
      );
      await app.sql("select pg_notify('tribi_events', $1)", [`stock-alert ${alert.id}`]);
    }
  })();
  return async () => {
    isDone = true;
    await work;
  };
}
