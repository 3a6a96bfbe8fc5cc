import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, withCode } from '../kit/authenticator.ts';
import { atEveryStatement, sweepTimeoutMs } from '../kit/interject.ts';
import { newStaffSession } from '../kit/new-session.ts';
import { mailedCode, type Person } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['another']>>;
let admin: Person;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true, env: { DATABASE_POOL_SIZE: '6' } });
  other = await app.another();
  admin = await newStaffSession(app, 'admin@tribi.test');
});
afterAll(async () => {
  await other.close();
  await app.close();
});

let serial = 0;
const newEmail = (): string => {
  serial += 1;
  return `racer-${serial}@example.com`;
};
type Shop = Pick<TestApp, 'graphql'>;

async function setRoles(shop: Shop, email: string, roles: string[], as: Person): Promise<ResultOf> {
  const document = `mutation ($email: String!, $roles: [StaffRole!]!) {
    setStaffRoles(email: $email, roles: $roles, reason: "A race") { __typename ... on UserError { code } } }`;
  const { data, errors } = await shop.graphql(document, { email, roles }, { as });
  return data?.setStaffRoles.__typename ?? errors?.[0]?.extensions.code;
}
async function newStaff(role: string): Promise<Person> {
  const email = newEmail();
  await app.sql('insert into users (email, roles, created_at) values ($1, $2, now())', [
    email,
    JSON.stringify([role]),
  ]);
  return newStaffSession(app, email);
}

describe('an invitation and the first sign-in of its address', { timeout: sweepTimeoutMs }, () => {
  interface Guest {
    email: string;
    code: string;
  }
  async function prepare(): Promise<Guest> {
    const email = newEmail();
    const document = 'mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }';
    await app.graphql(document, { email });
    return { email, code: await mailedCode(app, email) };
  }
  const signIn = (shop: Shop, { email, code }: Guest) =>
    shop.graphql(
      'mutation ($email: String!, $code: String!) { signIn(email: $email, code: $code, transport: BEARER) { __typename } }',
      { email, code },
    );
  const invite = (shop: Shop, { email }: Guest) => setRoles(shop, email, ['SUPPORT'], admin);
  async function check({ email }: Guest): Promise<void> {
    const [user] = await app.sql('select roles, roles_set_at as at from users where email = $1', [email]);
    expect(user.roles).toEqual(['SUPPORT']);
    expect(user.at).not.toBeNull();
    expect(await app.sql('select 1 from staff_invitations where email = $1', [email])).toEqual([]);
  }

  it('end with the roles, wherever in the sign-in the invitation comes', async () => {
    const held = await atEveryStatement<Guest>(app, {
      prepare,
      first: (guest) => signIn(app, guest),
      second: (guest) => invite(other, guest),
      check,
    });
    expect(held.length).toBeGreaterThan(6);
  });

  it('end with the roles, wherever in the invitation the sign-in comes', async () => {
    await atEveryStatement<Guest>(app, {
      prepare,
      first: (guest) => invite(app, guest),
      second: (guest) => signIn(other, guest),
      check,
    });
  });
});

describe('the last administrator', { timeout: sweepTimeoutMs }, () => {
  afterAll(async () => {
    await app.sql(`update users set roles = '["ADMIN"]' where email = $1`, [admin.email]);
  });

  it('stays, wherever in the one removal the other comes', async () => {
    await atEveryStatement<[Person, Person]>(app, {
      async prepare() {
        await app.sql("update users set roles = '[]' where roles @> '[\"ADMIN\"]'");
        return [await newStaff('ADMIN'), await newStaff('ADMIN')];
      },
      first: ([one, two]) => setRoles(app, two.email, [], one),
      second: ([one, two]) => setRoles(other, one.email, [], two),
      async check(_admins, ...answers) {
        expect(await app.sql(`select 1 from users where roles @> '["ADMIN"]'`)).toHaveLength(1);
        expect(answers.filter((answer) => answer === 'StaffMember')).toHaveLength(1);
      },
    });
  });
});

describe('a code of an authenticator', { timeout: sweepTimeoutMs }, () => {
  it('passes one session, wherever in the one use the other comes', async () => {
    await atEveryStatement<{ code: string; sessions: [Person, Person] }>(app, {
      async prepare() {
        const as = await newStaff('SUPPORT');
        const { phone } = await enrol(app, as);
        const sessions: [Person, Person] = [as, await newStaffSession(app, as.email)];
        return { code: await phone.nextCode(), sessions };
      },
      first: ({ code, sessions: [one] }) => withCode(app, 'verifySecondFactor', one, code),
      second: ({ code, sessions: [, two] }) => withCode(other, 'verifySecondFactor', two, code),
      async check(_facts, ...answers) {
        const kinds = answers.map((answer) => Reflect.get(Object(answer), '__typename'));
        expect(kinds.sort()).toEqual(['InvalidCode', 'SecondFactorStatus']);
      },
    });
  });
});
