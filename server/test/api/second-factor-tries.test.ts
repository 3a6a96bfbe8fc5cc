import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enrol, withCode } from '../kit/authenticator.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { newStaffSession } from '../kit/new-session.ts';
import { type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
const lines: string[] = [];
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { LOG_LEVEL: 'warn', LOG_FORMAT: 'json' },
    writeLog: (line) => lines.push(line),
  });
});
afterAll(() => app.close());

let serial = 0;
/** A session of somebody of staff with an address of their own. */
async function newStaff(role = 'SUPPORT'): Promise<Person> {
  serial += 1;
  const email = `tried-${serial}@example.com`;
  await app.sql('insert into users (email, roles, created_at) values ($1, $2, now())', [
    email,
    JSON.stringify([role]),
  ]);
  return newStaffSession(app, email);
}
const begin = async (as: Person): Promise<ResultOf> =>
  (
    await app.graphql(
      'mutation { beginSecondFactor { __typename ... on SecondFactorEnrolment { secret } ... on UserError { code } } }',
      {},
      { as },
    )
  ).data.beginSecondFactor;
const pointKeys = async (): Promise<string[]> =>
  (await app.sql("select key from rate_limits where key like '%second%' order by key")).map(({ key }) => key);
const auditOf = (email: string) =>
  app.sql('select action, after from audit_log where subject_label = $1 order by id', [email]);
const subjectsTo = async (email: string): Promise<string[]> => {
  await settled(app);
  return (await app.mailsTo(email)).map((mail) => mail.subject);
};
const stateOf = async (as: Person): Promise<string> =>
  (await app.graphql('query { me { secondFactor } }', {}, { as })).data.me.secondFactor;
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const mutations = [
  'confirmSecondFactor',
  'verifySecondFactor',
  'renewRecoveryCodes',
  'disableSecondFactor',
] as const;

describe('who is not of staff', () => {
  it('is refused before a try is counted, so that a shopper keeps nobody out who shares an address', async () => {
    const shopper = await signIn(app, 'behind-the-office@example.com');
    await app.sql('delete from rate_limits');
    await settled(app);
    await expectUnchanged(app, async () => {
      for (const mutation of mutations)
        expect(await withCode(app, mutation, shopper, '123456')).toMatchObject({ code: 'NOT_STAFF' });
    });
    expect(await pointKeys()).toEqual([]);
  });

  it('is also a session that began before its person was', async () => {
    const early = await signIn(app, 'promoted@example.com');
    await app.sql(`update users set roles = '["SUPPORT"]' where email = $1`, [early.email]);
    await settled(app);
    await expectUnchanged(app, async () => {
      expect(await begin(early)).toMatchObject({ code: 'NOT_STAFF' });
      for (const mutation of mutations)
        expect(await withCode(app, mutation, early, '123456')).toMatchObject({ code: 'NOT_STAFF' });
    });
    const fresh = await newStaffSession(app, early.email);
    expect((await enrol(app, fresh)).recoveryCodes).toHaveLength(10);
  });
});

describe('tries', () => {
  it('of a session end before its person’s, and its person’s before those of their address', async () => {
    const limited = await app.another({
      RATE_LIMIT_SECOND_FACTORS_PER_HOUR: '4',
      RATE_LIMIT_SECOND_FACTORS_PER_IP_PER_HOUR: '6',
    });
    const thief = await newStaff();
    await enrol(app, thief);
    const [owner, third] = [await newStaffSession(app, thief.email), await newStaffSession(app, thief.email)];
    const colleague = await newStaff();
    const { phone } = await enrol(app, colleague);
    await app.sql('delete from rate_limits');
    const tries = async (as: Person, count: number): Promise<string[]> => {
      const kinds: string[] = [];
      for (let nth = 0; nth < count; nth += 1)
        kinds.push((await withCode(limited, 'verifySecondFactor', as, '000000')).__typename);
      return kinds;
    };
    expect(await tries(thief, 5)).toEqual([
      ...['InvalidCode', 'InvalidCode'],
      ...['RateLimited', 'RateLimited', 'RateLimited'],
    ]);
    expect(await tries(owner, 3)).toEqual(['InvalidCode', 'InvalidCode', 'RateLimited']);
    expect(await tries(third, 20)).toEqual(Array(20).fill('RateLimited'));
    const code = await phone.nextCode();
    expect(await withCode(limited, 'verifySecondFactor', colleague, code)).toMatchObject({ state: 'PASSED' });
    await limited.close();
  });
});

describe('the limits of codes', () => {
  it('count right and wrong ones of a person, from wherever, and say how long to wait', async () => {
    const limited = await app.another({ RATE_LIMIT_SECOND_FACTORS_PER_HOUR: '4' });
    const as = await newStaff();
    const { phone } = await enrol(app, as);
    const sessions = [await newStaffSession(app, as.email), await newStaffSession(app, as.email)] as const;
    await app.sql('delete from rate_limits');
    // Of four tries each of the two sessions has two.
    for (const [nth, left] of [1, 1, 0, 0].entries())
      expect(
        await withCode(limited, 'verifySecondFactor', sessions[nth % 2 === 0 ? 0 : 1], wrong(phone.code())),
      ).toMatchObject({ attemptsLeft: left });
    const refused = await withCode(limited, 'verifySecondFactor', sessions[0], await phone.nextCode());
    expect(refused).toMatchObject({ __typename: 'RateLimited', code: 'TOO_MANY_SECOND_FACTORS' });
    expect(refused.retryAfterSeconds).toBeGreaterThan(3_500);
    expect(await stateOf(sessions[0])).toBe('REQUIRED');
    await app.clock.moveTo(new Date(app.clock.now().getTime() + refused.retryAfterSeconds * 1_000));
    expect(await withCode(limited, 'verifySecondFactor', sessions[0], phone.code())).toMatchObject({
      state: 'PASSED',
    });
    await limited.close();
  });

  it('count every person’s from one client', async () => {
    const limited = await app.another({ RATE_LIMIT_SECOND_FACTORS_PER_IP_PER_HOUR: '3' });
    const people = [await newStaff(), await newStaff(), await newStaff(), await newStaff()];
    for (const person of people) await enrol(app, person);
    await app.sql('delete from rate_limits');
    const kinds: string[] = [];
    for (const person of people)
      kinds.push((await withCode(limited, 'verifySecondFactor', person, '000000')).__typename);
    expect(kinds).toEqual(['InvalidCode', 'InvalidCode', 'InvalidCode', 'RateLimited']);
    await limited.close();
  });
});

describe('five wrong codes in an hour', () => {
  it('are written down once, told to their owner, and logged without a secret', async () => {
    const as = await newStaff();
    const { phone } = await enrol(app, as);
    const guess = wrong(phone.code());
    const trying = (code: string) => withCode(app, 'verifySecondFactor', as, code);
    for (let nth = 0; nth < 4; nth += 1) await trying(guess);
    expect((await auditOf(as.email)).map(({ action }) => action)).toEqual(['confirmSecondFactor']);
    expect(await trying(guess)).toMatchObject({ code: 'INVALID_SECOND_FACTOR' });
    await trying(guess);
    expect((await auditOf(as.email)).at(-1)).toEqual({
      action: 'guessSecondFactor',
      after: { wrongCodes: 5 },
    });
    expect(await auditOf(as.email)).toHaveLength(2);
    const subject = '[Tribi] Wrong codes for your account';
    expect((await subjectsTo(as.email)).filter((each) => each === subject)).toHaveLength(1);
    const logged = lines.filter((line) => line.includes('second_factor_guessed'));
    expect(logged).toHaveLength(1);
    for (const secret of [guess, as.email, as.token]) expect(logged[0]).not.toContain(secret);
    await app.clock.moveTo(new Date(app.clock.now().getTime() + 3_601_000));
    for (let nth = 0; nth < 5; nth += 1) await trying(guess);
    expect(await auditOf(as.email)).toHaveLength(3);
  });
});

describe('a second factor that is being set up', () => {
  it('is not forgotten when somebody tries to reset one that is on', async () => {
    const admin = await newStaff('ADMIN');
    const as = await newStaff();
    await begin(as);
    await settled(app);
    await expectUnchanged(app, async () => {
      const document = `mutation ($email: String!) { resetSecondFactor(email: $email, reason: "Lost it") {
        ... on UserError { code } } }`;
      const { data } = await app.graphql(document, { email: as.email }, { as: admin });
      expect(data.resetSecondFactor.code).toBe('SECOND_FACTOR_OFF');
      expect(await app.app.resetSecondFactor(as.email)).toMatchObject({ isDone: false });
    });
  });
});

describe('a role that requires one', () => {
  it('binds ADMIN too, and the desk says so', async () => {
    const strict = await app.another({ SECOND_FACTOR_ROLES: 'FINANCE' });
    const admin = await newStaff('ADMIN');
    const state = async () =>
      (await strict.graphql('query { me { secondFactor } }', {}, { as: admin })).data.me.secondFactor;
    expect(await state()).toBe('ENROLMENT_REQUIRED');
    await enrol({ ...app, graphql: strict.graphql }, admin);
    const document = `query ($search: String) { staff(search: $search) { nodes { needsSecondFactor } } }`;
    const { data } = await strict.graphql(document, { search: admin.email }, { as: admin });
    expect(data.staff.nodes).toEqual([{ needsSecondFactor: true }]);
    await strict.close();
  });
});
