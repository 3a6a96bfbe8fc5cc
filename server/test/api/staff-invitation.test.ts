import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, addSeconds } from '../../src/platform/clock/clock.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { newStaffSession } from '../kit/new-session.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let admin: Person;
const bosses = ['one-boss@example.com', 'two-boss@example.com', 'three-boss@example.com'] as const;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true, env: { ADMIN_EMAILS: bosses.join(', ') } });
  admin = await newStaffSession(app, 'admin@tribi.test');
});
afterAll(() => app.close());

async function setRoles(email: string, roles: string[]): Promise<ResultOf> {
  const document = `mutation ($email: String!, $roles: [StaffRole!]!) {
    setStaffRoles(email: $email, roles: $roles, reason: "Because of a test") {
      __typename ... on StaffMember { email roles isInvited invitationEndsAt } ... on UserError { code } } }`;
  const { data, errors } = await app.graphql(document, { email, roles }, { as: admin });
  if (!data) throw new Error(JSON.stringify(errors));
  return data.setStaffRoles;
}
async function rolesOf(email: string): Promise<string[]> {
  await app.clock.advance(61_000);
  const person = await signIn(app, email);
  return (await app.graphql('query { me { roles } }', {}, { as: person })).data.me.roles;
}
const auditOf = async (email: string): Promise<string[]> =>
  (await app.sql('select action from audit_log where subject_label = $1 order by id', [email])).map(
    ({ action }) => action,
  );
async function listed(search: string): Promise<ResultOf[]> {
  const document = 'query ($search: String) { staff(search: $search) { nodes { email invitationEndsAt } } }';
  return (await app.graphql(document, { search }, { as: admin })).data.staff.nodes;
}
const toInvite = (email: string) => app.sql('select roles from staff_invitations where email = $1', [email]);

describe('an invitation that was taken back', () => {
  it('stays a decision: ADMIN_EMAILS makes nobody of it, and the list does not show it', async () => {
    const [boss] = bosses;
    await setRoles(boss, ['CATALOG']);
    expect(await setRoles(boss, [])).toMatchObject({ roles: [], isInvited: true });
    expect(await listed(boss)).toEqual([]);
    await settled(app);
    await expectUnchanged(app, () => setRoles(boss, []));
    expect(await rolesOf(boss)).toEqual(['CUSTOMER']);
    expect(await rolesOf(boss)).toEqual(['CUSTOMER']);
    expect(await toInvite(boss)).toEqual([]);
    expect(await auditOf(boss)).toEqual(['setStaffRoles', 'setStaffRoles']);
  });
});

describe('that somebody has no roles', () => {
  it('is a decision too, kept and written down once', async () => {
    const [, boss] = bosses;
    await app.sql('insert into users (email, created_at) values ($1, now())', [boss]);
    expect(await setRoles(boss, [])).toMatchObject({ __typename: 'StaffMember', roles: [] });
    await settled(app);
    await expectUnchanged(app, () => setRoles(boss, []));
    expect(await rolesOf(boss)).toEqual(['CUSTOMER']);
    expect(await auditOf(boss)).toEqual(['setStaffRoles']);
  });
});

describe('an invitation', () => {
  it('can be accepted for fourteen days, as its mail and the desk say', async () => {
    const [inTime, late] = ['in-time@example.com', 'too-late@example.com'];
    const invited = app.clock.now();
    for (const email of [inTime, late]) expect((await setRoles(email, ['ADMIN'])).isInvited).toBe(true);
    const [{ invitationEndsAt }] = await listed(late);
    const end = new Date(invitationEndsAt);
    expect(end.getTime()).toBeGreaterThanOrEqual(addDays(invited, 14).getTime());
    await settled(app);
    expect((await app.mailsTo(late))[0]?.text).toContain('within 14 days');
    await app.clock.moveTo(addSeconds(end, -120));
    expect(await rolesOf(inTime)).toEqual(['CUSTOMER', 'ADMIN']);
    await app.clock.moveTo(end);
    expect(await rolesOf(late)).toEqual(['CUSTOMER']);
    expect(await auditOf(late)).toEqual(['setStaffRoles']);
    expect(await toInvite(late)).toEqual([]);
    admin = await newStaffSession(app, admin.email);
  });

  it('that has run out is given anew by the same roles, and is a decision until then', async () => {
    const [, , boss] = bosses;
    const again = 'invited-again@example.com';
    for (const email of [boss, again]) await setRoles(email, ['SUPPORT']);
    await app.clock.moveTo(addDays(app.clock.now(), 14));
    admin = await newStaffSession(app, admin.email);
    await setRoles(again, ['SUPPORT']);
    await settled(app);
    expect(await app.mailsTo(again)).toHaveLength(2);
    expect(await rolesOf(again)).toEqual(['CUSTOMER', 'SUPPORT']);
    expect(await rolesOf(boss)).toEqual(['CUSTOMER']);
  });

  it.each([
    ['roles', `'["FINANCE"]'`, 'null', ['CUSTOMER', 'FINANCE']],
    ['a decision', `'[]'`, 'now()', ['CUSTOMER']],
  ])('of somebody who has %s already changes nothing of theirs', async (_what, roles, setAt, expected) => {
    const email = `has-${setAt === 'null' ? 'roles' : 'decision'}@example.com`;
    await app.sql(
      `insert into users (email, roles, roles_set_at, created_at) values ($1, ${roles}, ${setAt}, now())`,
      [email],
    );
    await app.sql(`insert into staff_invitations (email, roles, invited_at) values ($1, '["ADMIN"]', $2)`, [
      email,
      app.clock.now(),
    ]);
    expect(await rolesOf(email)).toEqual(expected);
    expect(await toInvite(email)).toEqual([]);
    expect(await auditOf(email)).toEqual([]);
  });
});
