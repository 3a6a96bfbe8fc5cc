import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../src/platform/clock/clock.ts';
import { changeSubject, codeBySubject, confirmChange, requestChange } from '../kit/account.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { checkout, type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

let serial = 0;
const newEmail = () => {
  serial += 1;
  return `mover-${serial}@example.com`;
};
async function fresh(email = newEmail()): Promise<Person> {
  await app.clock.advance(61_000);
  return signIn(app, email);
}
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const emailOf = async (as: Person) =>
  (await app.graphql('query { me { email } }', {}, { as })).data?.me?.email ?? null;

/** Asks for a change and gives the code that was mailed to the new address. */
async function askedCode(as: Person, email: string): Promise<string> {
  await app.clock.advance(61_000);
  expect(await requestChange(app, as, email)).toMatchObject({
    __typename: 'CodeSent',
    email: email.toLowerCase(),
  });
  return codeBySubject(app, email, changeSubject);
}

async function change(as: Person, email: string): Promise<ResultOf> {
  return confirmChange(app, as, email, await askedCode(as, email));
}

/** The link by which the old address takes a change back. */
async function linkTo(email: string): Promise<string> {
  return app.until(`the link for ${email}`, async () => {
    const texts = (await app.mailsTo(email)).map(({ text }) => text.replaceAll(/=\r?\n/g, ''));
    return texts.flatMap((text) => /\/not-me#([\w-]{43})/.exec(text)?.[1] ?? [])[0] ?? null;
  });
}

async function object(token: string): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `mutation ($token: String!) { objectToEmailChange(token: $token) {
      __typename ... on UserError { code } ... on EmailRestored { email } } }`,
    { token },
  );
  return data?.objectToEmailChange ?? errors;
}

describe('another address', () => {
  it('is proven by its code; other sessions end, this one goes on, and the old address is told', async () => {
    const old = newEmail();
    const elsewhere = await fresh(old);
    const person = await fresh(old);
    const next = newEmail();
    expect(await change(person, next.toUpperCase())).toMatchObject({
      __typename: 'EmailChanged',
      user: { email: next },
    });
    expect(await emailOf(person)).toBe(next);
    expect(await emailOf(elsewhere)).toBeNull();
    const token = await linkTo(old);
    const [notice] = await app.mailsTo(old);
    expect(notice?.subject).toBe('The address of your account was changed');
    expect(notice?.text).toContain('m***@example.com');
    expect(notice?.text).not.toContain(next);
    const kept = await app.sql(
      'select old_email, new_email, token_hash from email_changes where new_email = $1',
      [next],
    );
    expect(kept).toMatchObject([{ old_email: old, new_email: next }]);
    expect(kept[0].token_hash).not.toBe(token);
    // The old address is free for a new person, and the new one is the account's.
    const newcomer = await fresh(old);
    expect(await emailOf(newcomer)).toBe(old);
    const again = await fresh(next);
    expect(
      await app.sql(
        'select count(distinct user_id)::int as people from sessions s join users u on u.id = s.user_id where u.email = $1',
        [next],
      ),
    ).toEqual([{ people: 1 }]);
    expect(await emailOf(again)).toBe(next);
  });

  it('is not taken where it is none, or the present one', async () => {
    const person = await fresh();
    for (const [email, code] of [
      ['nobody', 'INVALID_EMAIL'],
      [person.email.toUpperCase(), 'SAME_EMAIL'],
    ] as const) {
      const answer = await expectUnchanged(app, () => requestChange(app, person, email));
      expect(answer).toMatchObject({ __typename: 'InvalidInput', errors: [{ path: 'email', code }] });
    }
  });

  it('that has an account is told of only to who has its code', async () => {
    const [owner, person] = [await fresh(), await fresh()];
    await app.clock.advance(61_000);
    const known = await requestChange(app, person, owner.email);
    const code = await codeBySubject(app, owner.email, changeSubject);
    const free = newEmail();
    await app.clock.advance(61_000);
    const unknown = await requestChange(app, await fresh(), free);
    const plain = { email: '', expiresAt: '', resendAt: '' };
    expect({ ...known, ...plain }).toEqual({ ...unknown, ...plain });
    await settled(app);
    expect(await confirmChange(app, person, owner.email, wrong(code))).toMatchObject({
      __typename: 'InvalidCode',
      attemptsLeft: 4,
    });
    await settled(app);
    const told = await expectUnchanged(app, () => confirmChange(app, person, owner.email, code));
    expect(told).toMatchObject({ __typename: 'EmailTaken', code: 'EMAIL_TAKEN' });
    expect(await emailOf(owner)).toBe(owner.email);
  });

  it('takes five guesses at its code, of its own person, and the newest one only', async () => {
    const [person, other] = [await fresh(), await fresh()];
    const next = newEmail();
    const code = await askedCode(person, next);
    await settled(app);
    for (const [as, email] of [
      [other, next],
      [person, newEmail()],
    ] as const)
      expect(await expectUnchanged(app, () => confirmChange(app, as, email, code))).toMatchObject({
        __typename: 'InvalidCode',
      });
    for (const attemptsLeft of [4, 3, 2, 1, 0])
      expect(await confirmChange(app, person, next, wrong(code))).toMatchObject({ attemptsLeft });
    const locked = await expectUnchanged(app, () => confirmChange(app, person, next, code));
    expect(locked).toMatchObject({ __typename: 'CodeLocked', code: 'CODE_LOCKED' });
    expect(await emailOf(person)).toBe(person.email);
    // A code that signs in confirms nothing, and the other way round.
    await app.clock.advance(61_000);
    await app.graphql('mutation ($e: String!) { requestSignInCode(email: $e) { __typename } }', { e: next });
    const signInCode = await codeBySubject(app, next, /sign-in/);
    expect(await confirmChange(app, person, next, signInCode)).toMatchObject({ __typename: 'CodeLocked' });
  });

  it('runs out after ten minutes, and is mailed once a minute for a person and for an address', async () => {
    const [person, other] = [await fresh(), await fresh()];
    const next = newEmail();
    const code = await askedCode(person, next);
    await settled(app);
    for (const [as, email] of [
      [person, newEmail()],
      [other, next],
    ] as const) {
      const answer = await expectUnchanged(app, () => requestChange(app, as, email));
      expect(answer).toMatchObject({ __typename: 'RateLimited', code: 'TOO_MANY_CODES' });
      expect(answer.retryAfterSeconds).toBeLessThanOrEqual(60);
    }
    await app.clock.advance(600_000);
    expect(await confirmChange(app, person, next, code)).toMatchObject({ __typename: 'InvalidCode' });
  });
});

describe('the old address', () => {
  it('takes a change back, with what came after it, and whoever is signed in is signed out', async () => {
    const person = await fresh();
    const [thief, hideout] = [newEmail(), newEmail()];
    await change(person, thief);
    await change(person, hideout);
    const [first, second] = [await linkTo(person.email), await linkTo(thief)];
    expect(await object(first)).toEqual({ __typename: 'EmailRestored', email: person.email });
    expect(await emailOf(person)).toBeNull();
    await settled(app);
    for (const token of [first, second, 'nonsense'])
      expect(await expectUnchanged(app, () => object(token))).toMatchObject({ code: 'LINK_INVALID' });
    const back = await fresh(person.email);
    expect(
      await app.sql(
        'select count(*)::int as count from email_changes c join users u on u.id = c.user_id where u.email = $1',
        [back.email],
      ),
    ).toEqual([{ count: 2 }]);
  });

  it('does so though its owner has signed in anew meanwhile, unless they have ordered', async () => {
    const [one, two] = [await fresh(), await fresh()];
    await change(one, newEmail());
    await change(two, newEmail());
    const empty = await fresh(one.email);
    const buyer = await fresh(two.email);
    await checkout(app, buyer);
    expect(await object(await linkTo(one.email))).toMatchObject({ __typename: 'EmailRestored' });
    expect(await emailOf(empty)).toBeNull();
    const token = await linkTo(two.email);
    await settled(app);
    expect(await expectUnchanged(app, () => object(token))).toMatchObject({
      __typename: 'EmailTaken',
      code: 'EMAIL_IN_USE_AGAIN',
    });
  });

  it('does so for seven days', async () => {
    const person = await fresh();
    await change(person, newEmail());
    const token = await linkTo(person.email);
    await app.clock.moveTo(addDays(app.clock.now(), 7));
    expect(await object(token)).toMatchObject({ code: 'LINK_INVALID' });
  });
});

describe('the address of staff', () => {
  it('is changed in a session that holds their rights, and the audit log has it', async () => {
    const person = await fresh('support@tribi.test');
    await app.sql(
      `insert into second_factors (user_id, sealed_secret, created_at, confirmed_at)
       select id, 'sealed', now(), now() from users where email = $1`,
      [person.email],
    );
    const next = newEmail();
    const refused = await expectUnchanged(app, () => requestChange(app, person, next));
    expect(refused).toMatchObject({ __typename: 'EmailChangeRefused', code: 'SECOND_FACTOR_NEEDED' });
    expect(await expectUnchanged(app, () => confirmChange(app, person, next, '123456'))).toMatchObject({
      code: 'SECOND_FACTOR_NEEDED',
    });
    await app.sql('delete from second_factors');
    expect(await change(person, next)).toMatchObject({ __typename: 'EmailChanged' });
    const entries = await app.sql(
      `select actor_label, subject_label, before, after from audit_log where action = 'changeEmail'`,
    );
    expect(entries).toEqual([
      {
        actor_label: 'support@tribi.test',
        subject_label: next,
        before: { email: 'support@tribi.test' },
        after: { email: next },
      },
    ]);
  });
});
