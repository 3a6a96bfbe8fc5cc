import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  changeSubject,
  codeBySubject,
  confirmChange,
  deleteAccount,
  deletionCode,
  requestChange,
} from '../kit/account.ts';
import { enrol } from '../kit/authenticator.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { newStaffSession } from '../kit/new-session.ts';
import { checkout, mailedCode, type Person, signIn } from '../kit/shopper.ts';
import { endOf, live } from '../kit/socket.ts';
import { statementsOf } from '../kit/statements.ts';
import { type GraphQLAnswer, type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: {
      ADMIN_EMAILS:
        'boss@example.com, invited-boss@example.com, moved-boss@example.com, gone-boss@example.com, moving-boss@example.com',
    },
  });
  admin = await signIn(app, 'admin@tribi.test');
  await settled(app);
});
afterAll(() => app.close());

const memberFields =
  'id email name roles isInvited invitedAt hasSecondFactor needsSecondFactor recoveryCodesLeft lastSignInAt';
const setRolesMutation = `mutation ($email: String!, $roles: [StaffRole!]!, $reason: String!) {
  setStaffRoles(email: $email, roles: $roles, reason: $reason) {
    __typename ... on StaffMember { ${memberFields} } ... on UserError { code } ... on InvalidInput { errors { path code } } } }`;

const askRoles = (email: string, roles: string[], as = admin, reason = 'Because of a test') =>
  app.graphql(setRolesMutation, { email, roles, reason }, { as });
async function setRoles(...given: Parameters<typeof askRoles>): Promise<ResultOf> {
  const { data, errors } = await askRoles(...given);
  if (!data) throw new Error(JSON.stringify(errors));
  return data.setStaffRoles;
}
const rolesOf = async (email: string): Promise<string[] | undefined> =>
  (await app.sql('select roles from users where email = $1', [email]))[0]?.roles;
const auditOf = (email: string) =>
  app.sql(
    'select actor_label as actor, action, reason, before, after from audit_log where subject_label = $1 order by id',
    [email],
  );
const me = (as: Person): Promise<GraphQLAnswer> =>
  app.graphql('query { me { roles } desk { __typename } }', {}, { as });
const orderFeed = 'subscription ($number: String!) { orderUpdated(number: $number) { number } }';
const ownRoles = async (as: Person): Promise<string[]> =>
  (await app.graphql('query { me { roles } }', {}, { as })).data.me.roles;
const codeOf = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions.code;

let serial = 0;
const newEmail = (): string => {
  serial += 1;
  return `person-${serial}@example.com`;
};
async function again(email: string): Promise<Person> {
  await app.clock.advance(61_000);
  return signIn(app, email);
}

describe('setStaffRoles', () => {
  it('gives roles to a person, ends their sessions and sockets, and is written down with both sides', async () => {
    const person = await signIn(app, newEmail());
    const { order } = await checkout(app, person);
    const feed = live(app, orderFeed, { number: order.number }, { as: person });
    expect((await feed.next()).data.orderUpdated.number).toBe(order.number);
    const given = await setRoles(person.email, ['CATALOG', 'SUPPORT', 'SUPPORT']);
    expect(given).toMatchObject({
      __typename: 'StaffMember',
      email: person.email,
      roles: ['SUPPORT', 'CATALOG'],
      isInvited: false,
    });
    expect(await endOf(feed)).toBe(4403);
    await feed.close();
    expect(codeOf(await me(person))).toBe('UNAUTHENTICATED');
    const back = await again(person.email);
    expect((await me(back)).data.me.roles).toEqual(['CUSTOMER', 'SUPPORT', 'CATALOG']);
    expect((await setRoles(person.email, [])).roles).toEqual([]);
    expect(codeOf(await me(back))).toBe('UNAUTHENTICATED');
    expect(await auditOf(person.email)).toEqual([
      {
        actor: 'admin@tribi.test',
        action: 'setStaffRoles',
        reason: 'Because of a test',
        before: { roles: [] },
        after: { roles: ['SUPPORT', 'CATALOG'] },
      },
      expect.objectContaining({ before: { roles: ['SUPPORT', 'CATALOG'] }, after: { roles: [] } }),
    ]);
    await settled(app);
    const subjects = (await app.mailsTo(person.email)).map((mail) => mail.subject);
    expect(subjects.filter((subject) => subject === '[Tribi] Your roles were changed')).toHaveLength(2);
  });

  it('repeated changes nothing and ends nothing', async () => {
    const email = newEmail();
    await signIn(app, email);
    await setRoles(email, ['FINANCE']);
    const person = await again(email);
    await settled(app);
    await expectUnchanged(app, async () =>
      expect((await setRoles(email, ['FINANCE'])).roles).toEqual(['FINANCE']),
    );
    expect((await me(person)).errors).toBeUndefined();
  });

  it('invites an address that nobody has proven: no person before its code, the roles with it', async () => {
    const email = newEmail();
    expect(await setRoles(` ${email.toUpperCase()} `, ['SUPPORT'])).toMatchObject({
      email,
      roles: ['SUPPORT'],
      isInvited: true,
      lastSignInAt: null,
    });
    await setRoles(email, ['SUPPORT', 'FINANCE']);
    expect(await rolesOf(email)).toBeUndefined();
    await settled(app);
    // Sent beside each other: either may come first.
    const mails = await app.mailsTo(email);
    expect(mails.map(({ subject }) => subject)).toEqual(
      Array.from({ length: 2 }, () => '[Tribi] You have been given access'),
    );
    expect(mails.filter(({ text }) => text.includes('SUPPORT, FINANCE'))).toHaveLength(1);
    const person = await signIn(app, email);
    expect((await me(person)).data.me.roles).toEqual(['CUSTOMER', 'SUPPORT', 'FINANCE']);
    expect(await app.sql('select 1 from staff_invitations where email = $1', [email])).toEqual([]);
    expect((await auditOf(email)).map(({ actor, action, after }) => [actor, action, after.roles])).toEqual([
      ['admin@tribi.test', 'setStaffRoles', ['SUPPORT']],
      ['admin@tribi.test', 'setStaffRoles', ['SUPPORT', 'FINANCE']],
      ['system:invitation', 'acceptInvitation', ['SUPPORT', 'FINANCE']],
    ]);
  });

  it('takes an invitation back', async () => {
    const email = newEmail();
    await setRoles(email, ['ADMIN']);
    expect(await setRoles(email, [])).toMatchObject({ email, roles: [] });
    const person = await signIn(app, email);
    expect((await app.graphql('query { me { roles } }', {}, { as: person })).data.me.roles).toEqual([
      'CUSTOMER',
    ]);
  });

  it('reaches somebody who signs in while they are invited', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = newEmail();
      await app.graphql('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', {
        email,
      });
      const code = await mailedCode(app, email);
      await Promise.all([
        setRoles(email, ['SUPPORT']),
        app.graphql(
          'mutation ($email: String!, $code: String!) { signIn(email: $email, code: $code, transport: BEARER) { __typename } }',
          { email, code },
        ),
      ]);
      expect((await me(await again(email))).data.me.roles).toEqual(['CUSTOMER', 'SUPPORT']);
    }
  });

  it.each([
    ['no address', { email: 'nobody', reason: 'A good reason' }, 'email', 'INVALID_EMAIL'],
    ['no reason', { email: 'x@example.com', reason: ' a ' }, 'reason', 'REASON_REQUIRED'],
    ['an endless reason', { email: 'x@example.com', reason: 'x'.repeat(501) }, 'reason', 'REASON_REQUIRED'],
  ])('with %s changes nothing', async (_what, { email, reason }, path, code) => {
    await settled(app);
    const answer = await expectUnchanged(app, () => setRoles(email, ['SUPPORT'], admin, reason));
    expect(answer).toMatchObject({ __typename: 'InvalidInput', errors: [{ path, code }] });
  });

  it('takes away nothing from nobody, and knows staff roles only', async () => {
    await settled(app);
    expect(await expectUnchanged(app, () => setRoles(newEmail(), []))).toEqual({
      __typename: 'StaffChangeRefused',
      code: 'NOT_STAFF',
    });
    for (const role of ['CUSTOMER', 'PARTNER', 'OWNER'])
      expect(codeOf(await expectUnchanged(app, () => askRoles(newEmail(), [role])))).toBe('BAD_USER_INPUT');
  });

  it('is for administrators alone', async () => {
    const askers = [await signIn(app, 'just-a-shopper@example.com')];
    for (const role of ['support', 'catalog', 'finance'])
      askers.push(await newStaffSession(app, `${role}@tribi.test`));
    await settled(app);
    for (const as of askers) {
      expect(codeOf(await expectUnchanged(app, () => askRoles(as.email, ['ADMIN'], as)))).toBe('FORBIDDEN');
    }
  });
});

describe('ADMIN_EMAILS', () => {
  async function moveTo(as: Person, email: string): Promise<void> {
    await requestChange(app, as, email);
    const changed = await confirmChange(app, as, email, await codeBySubject(app, email, changeSubject));
    expect(changed).toMatchObject({ __typename: 'EmailChanged' });
  }

  it('makes the first administrator, and never gives the role back to one who was demoted', async () => {
    const boss = await signIn(app, 'boss@example.com');
    expect((await me(boss)).data.me.roles).toContain('ADMIN');
    expect(await auditOf('boss@example.com')).toMatchObject([
      { actor: 'system:ADMIN_EMAILS', action: 'bootstrapAdmin', after: { roles: ['ADMIN'] } },
    ]);
    expect((await me(await again('boss@example.com'))).data.me.roles).toContain('ADMIN');
    expect(await auditOf('boss@example.com')).toHaveLength(1);
    await setRoles('boss@example.com', ['SUPPORT']);
    expect((await me(await again('boss@example.com'))).data.me.roles).toEqual(['CUSTOMER', 'SUPPORT']);
    await setRoles('boss@example.com', []);
    const demoted = await again('boss@example.com');
    expect((await app.graphql('query { me { roles } }', {}, { as: demoted })).data.me.roles).toEqual([
      'CUSTOMER',
    ]);
  });

  it.each(['moved', 'gone'] as const)(
    'gives it back to no address that a demoted one has left: %s',
    async (how) => {
      const email = `${how}-boss@example.com`;
      expect((await me(await signIn(app, email))).data.me.roles).toContain('ADMIN');
      await setRoles(email, []);
      const demoted = await again(email);
      if (how === 'moved') await moveTo(demoted, `elsewhere-${email}`);
      else await deleteAccount(app, demoted, await deletionCode(app, demoted));
      const newcomer = await again(email);
      expect(await ownRoles(newcomer)).toEqual(['CUSTOMER']);
      expect(await auditOf(email)).toHaveLength(2);
    },
  );

  it('makes no second one at the address that an administrator has left', async () => {
    const boss = await signIn(app, 'moving-boss@example.com');
    expect((await me(boss)).data.me.roles).toContain('ADMIN');
    await moveTo(boss, 'moved-on-boss@example.com');
    expect((await me(boss)).data.me.roles).toContain('ADMIN');
    const newcomer = await again('moving-boss@example.com');
    expect(await ownRoles(newcomer)).toEqual(['CUSTOMER']);
  });

  it('adds nothing to what an invitation gives', async () => {
    await setRoles('invited-boss@example.com', ['CATALOG']);
    const person = await signIn(app, 'invited-boss@example.com');
    expect((await me(person)).data.me.roles).toEqual(['CUSTOMER', 'CATALOG']);
    expect((await me(await again('invited-boss@example.com'))).data.me.roles).toEqual([
      'CUSTOMER',
      'CATALOG',
    ]);
  });
});

describe('staff', () => {
  it('lists everybody with a role and everybody invited, by address, in pages', async () => {
    const query = `query ($search: String, $first: Int! = 100, $after: String, $offset: Int) {
      staff(search: $search, first: $first, after: $after, offset: $offset) {
        totalCount nodes { ${memberFields} } pageInfo { endCursor hasNextPage } } }`;
    const list = async (variables: object = {}) => {
      const { data, errors } = await app.graphql(query, variables, { as: admin });
      expect(errors).toBeUndefined();
      return data.staff;
    };
    const email = `un_der-${newEmail()}`;
    await signIn(app, email);
    await setRoles(email, ['FINANCE']);
    const person = await again(email);
    await enrol(app, person);
    const invited = `unxder-${newEmail()}`;
    await setRoles(invited, ['SUPPORT']);
    const [member] = (await list({ search: 'UN_DER' })).nodes;
    expect(member).toMatchObject({
      email,
      roles: ['FINANCE'],
      isInvited: false,
      hasSecondFactor: true,
      needsSecondFactor: false,
      recoveryCodesLeft: 10,
    });
    expect(Date.parse(member.lastSignInAt)).toBeLessThanOrEqual(app.clock.now().getTime());
    expect((await list({ search: 'der-' })).nodes.map((each: ResultOf) => each.email)).toEqual([
      email,
      invited,
    ]);
    expect((await list({ search: '%' })).nodes).toEqual([]);

    const all = await list();
    const rows = await app.sql(
      "select email from users where roles <> '[]' union all select email from staff_invitations order by 1",
    );
    expect(all.totalCount).toBe(rows.length);
    expect(all.nodes.map((each: ResultOf) => each.email)).toEqual(rows.map((row) => row.email));
    const first = await list({ first: 2 });
    const rest = await list({ first: 100, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...rest.nodes]).toEqual(all.nodes);
    expect((await list({ first: 2, offset: 1 })).nodes).toEqual(all.nodes.slice(1, 3));
    expect(await statementsOf(() => list())).toHaveLength(3);
  });
});

describe('resetSecondFactor', () => {
  const reset = async (email: string, as = admin): Promise<ResultOf> =>
    (
      await app.graphql(
        `mutation ($email: String!) { resetSecondFactor(email: $email, reason: "Lost the phone") {
          __typename ... on StaffMember { hasSecondFactor } ... on UserError { code } } }`,
        { email },
        { as },
      )
    ).data.resetSecondFactor;

  it('frees somebody who lost it, ends their sessions, tells them, and is written down', async () => {
    const person = await again('catalog@tribi.test');
    await enrol(app, person);
    expect(await reset(person.email)).toEqual({ __typename: 'StaffMember', hasSecondFactor: false });
    expect(codeOf(await me(person))).toBe('UNAUTHENTICATED');
    expect((await me(await again(person.email))).errors).toBeUndefined();
    expect((await auditOf(person.email)).at(-1)).toMatchObject({
      actor: admin.email,
      action: 'resetSecondFactor',
      reason: 'Lost the phone',
    });
    await settled(app);
    const subjects = (await app.mailsTo(person.email)).map((mail) => mail.subject);
    expect(subjects).toContain('[Tribi] Your second factor was reset');
    expect(
      await app.sql('select 1 from recovery_codes r join users u on u.id = r.user_id where u.email = $1', [
        person.email,
      ]),
    ).toEqual([]);
  });

  it('is not for one’s own, nor where there is none', async () => {
    await settled(app);
    await expectUnchanged(app, async () => {
      expect(await reset(admin.email)).toMatchObject({ code: 'OWN_SECOND_FACTOR' });
      expect(await reset('finance@tribi.test')).toMatchObject({ code: 'SECOND_FACTOR_OFF' });
      expect(await reset('just-a-shopper@example.com')).toMatchObject({ code: 'NOT_STAFF' });
    });
  });
});
