import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged, settled } from '../kit/census.ts';
import { newStaffSession } from '../kit/new-session.ts';
import type { Person } from '../kit/shopper.ts';
import { type GraphQLAnswer, type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const askRoles = (email: string, roles: string[], as: Person) =>
  app.graphql(
    `mutation ($email: String!, $roles: [StaffRole!]!) {
      setStaffRoles(email: $email, roles: $roles, reason: "Because of a test") {
        __typename ... on StaffMember { roles } ... on UserError { code } } }`,
    { email, roles },
    { as },
  );
const setRoles = async (...given: Parameters<typeof askRoles>): Promise<ResultOf> =>
  (await askRoles(...given)).data.setStaffRoles;
const codeOf = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions.code;

let serial = 0;
const newEmail = (): string => {
  serial += 1;
  return `person-${serial}@example.com`;
};

describe('the last administrator', () => {
  /** Signed-in administrators, and no others. */
  async function onlyAdmins(count: number): Promise<Person[]> {
    await app.sql("update users set roles = '[]' where roles @> '[\"ADMIN\"]'");
    const emails = Array.from({ length: count }, newEmail);
    for (const email of emails)
      await app.sql(`insert into users (email, roles, created_at) values ($1, '["ADMIN"]', now())`, [email]);
    return Promise.all(emails.map((email) => newStaffSession(app, email)));
  }
  const adminCount = async () => (await app.sql('select 1 from users where roles @> \'["ADMIN"]\'')).length;

  it('cannot go, nor give the role up', async () => {
    const [only] = await onlyAdmins(1);
    if (!only) throw new Error('Nobody');
    await askRoles(newEmail(), ['ADMIN'], only);
    await settled(app);
    for (const roles of [[], ['SUPPORT', 'FINANCE']])
      expect(await expectUnchanged(app, () => setRoles(only.email, roles, only))).toEqual({
        __typename: 'StaffChangeRefused',
        code: 'LAST_ADMIN',
      });
    expect((await setRoles(only.email, ['SUPPORT', 'ADMIN'], only)).roles).toEqual(['SUPPORT', 'ADMIN']);
  });

  it('stays when two administrators remove each other at once', async () => {
    for (let round = 0; round < 8; round += 1) {
      const [one, other] = await onlyAdmins(2);
      if (!one || !other) throw new Error('Nobody');
      const answers = await Promise.all([askRoles(other.email, [], one), askRoles(one.email, [], other)]);
      expect(await adminCount()).toBe(1);
      expect(
        answers.filter((answer) => answer.data?.setStaffRoles.__typename === 'StaffMember'),
      ).toHaveLength(1);
    }
  });

  it('of many who remove each other in a ring at least one is left, and who lost the role changes nothing', async () => {
    const ring = await onlyAdmins(6);
    const answers = await Promise.all(
      ring.map((as, index) => askRoles(ring[(index + 1) % ring.length]?.email ?? '', [], as)),
    );
    const done = answers.filter((answer) => answer.data?.setStaffRoles.__typename === 'StaffMember').length;
    expect(await adminCount()).toBe(6 - done);
    const removals = await app.sql(
      'select actor_label as actor, subject_label as removed from audit_log where subject_label = any($1) order by id',
      [ring.map(({ email }) => email)],
    );
    const gone = new Set<string>();
    for (const { actor, removed } of removals) {
      expect(gone).not.toContain(actor);
      gone.add(removed);
    }
    expect(await adminCount()).toBeGreaterThanOrEqual(1);
    for (const answer of answers)
      expect([undefined, 'FORBIDDEN', 'UNAUTHENTICATED']).toContain(codeOf(answer));
  });
});
