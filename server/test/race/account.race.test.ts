import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeSubject,
  codeBySubject,
  confirmChange,
  deleteAccount,
  deletionCode,
  requestChange,
} from '../kit/account.ts';
import { stopCron } from '../kit/census.ts';
import { atEveryStatement, sweepTimeoutMs } from '../kit/interject.ts';
import { signPeopleIn } from '../kit/people.ts';
import { checkout, mailedCode, type Person } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['another']>>;
beforeAll(async () => {
  app = await startTestApp({ env: { DATABASE_POOL_SIZE: '6', MAX_OPEN_ORDERS: '100' } });
  other = await app.another();
  await stopCron(app);
});
afterAll(async () => {
  await other.close();
  await app.close();
});

let serial = 0;
interface Wish {
  one: Person;
  two: Person;
  email: string;
  codes: readonly [string, string];
}

/** Codes of one address are mailed once a minute; here time has passed. */
const minutesPass = () =>
  Promise.all(
    ['account_codes', 'sign_in_codes'].map((table) =>
      app.sql(`update ${table} set created_at = created_at - interval '2 minutes'`),
    ),
  );

async function twoWhoWantOneAddress(): Promise<Wish> {
  serial += 1;
  const email = `wanted-${serial}@example.com`;
  const [one, two] = await signPeopleIn(app.databaseUrl, 2);
  if (!one || !two) throw new Error('Nobody is signed in');
  await requestChange(app, one, email);
  const first = await codeBySubject(app, email, changeSubject);
  await minutesPass();
  await requestChange(app, two, email);
  const second = await codeBySubject(app, email, changeSubject, 1);
  return { one, two, email, codes: [first, second] };
}

const typeOf = (answer: unknown) => Reflect.get(Object(answer), '__typename');

describe('one address for two', { timeout: sweepTimeoutMs }, () => {
  it('goes to one of two who move to it, wherever in the one change the other comes', async () => {
    const held = await atEveryStatement<Wish>(app, {
      prepare: twoWhoWantOneAddress,
      first: ({ one, email, codes }) => confirmChange(app, one, email, codes[0]),
      second: ({ two, email, codes }) => confirmChange(other, two, email, codes[1]),
      async check({ email }, ...answers) {
        expect(answers.map(typeOf).sort()).toEqual(['EmailChanged', 'EmailTaken']);
        const [row] = await app.sql('select count(*)::int as count from email_changes where new_email = $1', [
          email,
        ]);
        expect(row.count).toBe(1);
      },
    });
    expect(held.length).toBeGreaterThan(6);
  });

  it('is one account’s, wherever in the change its first sign-in comes', async () => {
    interface Newcomer {
      mover: Person;
      email: string;
      change: string;
      signIn: string;
    }
    await atEveryStatement<Newcomer>(app, {
      async prepare() {
        serial += 1;
        const email = `both-${serial}@example.com`;
        const [mover] = await signPeopleIn(app.databaseUrl, 1);
        if (!mover) throw new Error('Nobody is signed in');
        await requestChange(app, mover, email);
        const change = await codeBySubject(app, email, changeSubject);
        await app.graphql('mutation ($e: String!) { requestSignInCode(email: $e) { __typename } }', {
          e: email,
        });
        return { mover, email, change, signIn: await mailedCode(app, email, 1) };
      },
      first: ({ mover, email, change }) => confirmChange(app, mover, email, change),
      async second({ email, signIn }) {
        const { data, errors } = await other.graphql(
          'mutation ($e: String!, $c: String!) { signIn(email: $e, code: $c, transport: BEARER) { __typename } }',
          { e: email, c: signIn },
        );
        return data?.signIn ?? errors;
      },
      async check({ email }, changed, signedIn) {
        expect(typeOf(signedIn)).toBe('SignedIn');
        const [row] = await app.sql(
          `select count(*)::int as people, count(c.id)::int as moved
           from users u left join email_changes c on c.user_id = u.id where u.email = $1`,
          [email],
        );
        expect([typeOf(changed), row.people, row.moved]).toEqual(
          typeOf(changed) === 'EmailChanged' ? ['EmailChanged', 1, 1] : ['EmailTaken', 1, 0],
        );
      },
    });
  });
});

describe('leaving', { timeout: sweepTimeoutMs }, () => {
  it('and ordering end one way, wherever in the deletion the order comes', async () => {
    await atEveryStatement<{ person: Person; code: string }>(app, {
      async prepare() {
        const [person] = await signPeopleIn(app.databaseUrl, 1);
        if (!person) throw new Error('Nobody is signed in');
        return { person, code: await deletionCode(app, person) };
      },
      first: ({ person, code }) => deleteAccount(app, person, code),
      second: ({ person }) =>
        checkout({ ...app, graphql: other.graphql }, person).catch((error: Error) => error.message),
      async check({ person }, deleted, ordered) {
        const [row] = await app.sql(
          `select count(o.id)::int as orders, count(*) filter (where u.deleted_at is not null)::int as left_with
           from users u join orders o on o.user_id = u.id where u.email = $1 or u.deleted_at is not null`,
          [person.email],
        );
        if (typeOf(deleted) === 'AccountDeleted') {
          expect(String(ordered)).toContain('UNAUTHENTICATED');
          expect(row).toEqual({ orders: 0, left_with: 0 });
        } else {
          expect(deleted).toMatchObject({
            __typename: 'AccountNotDeletable',
            code: 'ORDERS_OPEN',
          } satisfies ResultOf);
          expect(row).toEqual({ orders: 1, left_with: 0 });
        }
      },
    });
  });
});
