import jsqr from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Authenticator, enrol, withCode } from '../kit/authenticator.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { newStaffSession } from '../kit/new-session.ts';
import { mailedCode, type Person, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
});
afterAll(() => app.close());

let serial = 0;
/** A member of staff with an address of their own, signed in by mailed code. */
async function newStaff(role = 'SUPPORT'): Promise<Person> {
  serial += 1;
  const email = `staff-${serial}@example.com`;
  await app.sql('insert into users (email, roles, created_at) values ($1, $2, now())', [
    email,
    JSON.stringify([role]),
  ]);
  return signIn(app, email);
}

/** Signs in once more, once the minute between two codes is over. */
async function again({ email }: Person): Promise<Person> {
  await app.clock.advance(61_000);
  return signIn(app, email);
}

const stateOf = async (as: Person): Promise<string> =>
  (await app.graphql('query { me { secondFactor } }', {}, { as })).data.me.secondFactor;
const readsOrders = async (as: Person): Promise<string> => {
  const { errors } = await app.graphql('query { orders { totalCount } }', {}, { as });
  return errors?.[0]?.extensions.code ?? 'ANSWERED';
};
const auditOf = async (email: string): Promise<string[]> =>
  (await app.sql('select action from audit_log where subject_label = $1 order by id', [email])).map(
    (row) => row.action,
  );
const noticesTo = async (email: string): Promise<string[]> => {
  await settled(app);
  return (await app.mailsTo(email))
    .filter((mail) => !/\b\d{6}\b/.test(mail.text))
    .map((mail) => mail.subject)
    .reverse();
};
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('setting a second factor up', () => {
  it('gives a secret as text, link and QR code, kept sealed, and is on only with a first code of it', async () => {
    const as = await newStaff();
    const begin = () =>
      app.graphql(
        'mutation { beginSecondFactor { __typename ... on SecondFactorEnrolment { secret url qrCode } } }',
        {},
        { as },
      );
    const first = (await begin()).data.beginSecondFactor;
    const { secret, url, qrCode } = (await begin()).data.beginSecondFactor;
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(secret).not.toBe(first.secret);
    expect(url).toContain(`secret=${secret}`);
    expect(decodeURIComponent(url)).toContain(`otpauth://totp/Tribi:${as.email}?`);
    const { data, width, height } = PNG.sync.read(Buffer.from(qrCode.split(',')[1], 'base64'));
    expect(jsqr.default(new Uint8ClampedArray(data), width, height)?.data).toBe(url);
    const [stored] = await app.sql(
      'select t::text as line from second_factors t order by created_at desc limit 1',
    );
    expect(stored.line).not.toContain(secret);

    expect(await stateOf(as)).toBe('NOT_NEEDED');
    expect(await readsOrders(await again(as))).toBe('ANSWERED');
    const [earlier, phone] = [new Authenticator(app, first.secret), new Authenticator(app, secret)];
    for (const code of [earlier.code(), wrong(phone.code()), '', 'abcdef', '1234567'])
      expect(await expectUnchanged(app, () => withCode(app, 'confirmSecondFactor', as, code))).toMatchObject({
        __typename: 'InvalidCode',
        code: 'INVALID_SECOND_FACTOR',
      });
    const { codes } = await withCode(app, 'confirmSecondFactor', as, phone.code());
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
    expect(await stateOf(as)).toBe('PASSED');
    const hashes = await app.sql('select code_hash from recovery_codes');
    for (const code of codes) expect(JSON.stringify(hashes)).not.toContain(code.replaceAll('-', ''));
    expect(await auditOf(as.email)).toEqual(['confirmSecondFactor']);
    expect(await noticesTo(as.email)).toEqual(['[Tribi] Your second factor is on']);
  });

  it('ends the other sessions of the person, and closes what they have open', async () => {
    const elsewhere = await newStaff();
    const as = await again(elsewhere);
    const feed = live(app, 'subscription { stockAlerts { id } }', {}, { as: elsewhere });
    const next = feed.next().catch((closed) => closed);
    await app.until('the feed to be listened to', async () => ((await stateOf(elsewhere)) ? true : null));
    await enrol(app, as);
    expect(await next).toMatchObject({ code: 4403 });
    await feed.close();
    const { errors } = await app.graphql('query { me { id } }', {}, { as: elsewhere });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await readsOrders(as)).toBe('ANSWERED');
  });

  it('is for staff, and what is on is not replaced', async () => {
    const shopper = await signIn(app, 'no-staff@example.com');
    const begin = (as: Person) =>
      expectUnchanged(app, async () => {
        const document = 'mutation { beginSecondFactor { __typename ... on UserError { code } } }';
        return (await app.graphql(document, {}, { as })).data.beginSecondFactor;
      });
    await settled(app);
    expect(await begin(shopper)).toEqual({ __typename: 'SecondFactorRefused', code: 'NOT_STAFF' });
    const as = await newStaff();
    const { phone } = await enrol(app, as);
    await settled(app);
    expect(await begin(as)).toEqual({ __typename: 'SecondFactorRefused', code: 'SECOND_FACTOR_ON' });
    expect(await withCode(app, 'confirmSecondFactor', as, await phone.nextCode())).toMatchObject({
      code: 'SECOND_FACTOR_ON',
    });
    const thief = await again(as);
    await settled(app);
    expect(await begin(thief)).toMatchObject({ code: 'SECOND_FACTOR_ON' });
  });
});

describe('signing in with one', () => {
  it('holds a shopper’s rights until a code was shown, and staff rights for the session’s 12 hours', async () => {
    const first = await newStaff();
    const { phone } = await enrol(app, first);
    const answer = await signInAnswer(first.email);
    expect(answer).toMatchObject({ __typename: 'SignedIn', secondFactor: 'REQUIRED' });
    const as = { email: first.email, token: answer.token };
    expect(await stateOf(as)).toBe('REQUIRED');
    expect(await readsOrders(as)).toBe('FORBIDDEN');
    const feed = live(app, 'subscription { stockAlerts { id } }', {}, { as });
    await expect(feed.next()).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    await feed.close();
    expect((await app.graphql('query { me { orders { totalCount } } }', {}, { as })).errors).toBeUndefined();

    await settled(app);
    expect(await withCode(app, 'verifySecondFactor', as, await phone.nextCode())).toEqual({
      __typename: 'SecondFactorStatus',
      state: 'PASSED',
      recoveryCodesLeft: 10,
    });
    expect(await readsOrders(as)).toBe('ANSWERED');
    await app.clock.moveTo(new Date(app.clock.now().getTime() + 11.9 * 3_600_000));
    expect(await readsOrders(as)).toBe('ANSWERED');
    await app.clock.moveTo(new Date(app.clock.now().getTime() + 0.2 * 3_600_000));
    expect(await readsOrders(as)).toBe('UNAUTHENTICATED');
    expect(await stateOf(await again(as))).toBe('REQUIRED');
  });

  it('takes a code of one step off either way, and none further', async () => {
    const as = await newStaff();
    const { phone } = await enrol(app, as);
    const session = await again(as);
    for (const steps of [-2, 2])
      expect(await withCode(app, 'verifySecondFactor', session, phone.code(steps))).toMatchObject({
        code: 'INVALID_SECOND_FACTOR',
      });
    for (const steps of [-1, 1])
      expect(await withCode(app, 'verifySecondFactor', session, phone.code(steps))).toMatchObject({
        state: 'PASSED',
      });
  });

  it('takes no code twice, nor one of an earlier step, nor the one that turned it on', async () => {
    const as = await newStaff();
    const { phone, firstCode } = await enrol(app, as);
    const other = await newStaffSession(app, as.email);
    await settled(app);
    const refused = (code: string) =>
      expectUnchanged(app, async () =>
        expect(await withCode(app, 'verifySecondFactor', other, code)).toMatchObject({
          code: 'INVALID_SECOND_FACTOR',
        }),
      );
    await refused(firstCode);
    const code = await phone.nextCode();
    expect(await withCode(app, 'verifySecondFactor', as, code)).toMatchObject({ state: 'PASSED' });
    await refused(code);
    await refused(phone.code(-1));
    expect(await stateOf(other)).toBe('REQUIRED');
  });

  it('lets one in when one code is used by twenty sessions at once', async () => {
    const as = await newStaff();
    const { phone } = await enrol(app, as);
    const sessions = await Promise.all(Array.from({ length: 20 }, () => newStaffSession(app, as.email)));
    const code = await phone.nextCode();
    const answers = await Promise.all(
      sessions.map((session) => withCode(app, 'verifySecondFactor', session, code)),
    );
    expect(answers.filter((answer) => answer.state === 'PASSED')).toHaveLength(1);
    const states = await Promise.all(sessions.map(stateOf));
    expect(states.filter((state) => state === 'PASSED')).toHaveLength(1);
  });
});

describe('recovery codes', () => {
  it('open once each, however typed, are written down and told to their owner', async () => {
    const as = await newStaff();
    const { recoveryCodes } = await enrol(app, as);
    const [one = '', two = ''] = recoveryCodes;
    const session = await newStaffSession(app, as.email);
    const typed = ` ${one.replaceAll('-', ' ').toLowerCase()} `;
    expect(await withCode(app, 'verifySecondFactor', session, typed)).toMatchObject({
      state: 'PASSED',
      recoveryCodesLeft: 9,
    });
    expect(await auditOf(as.email)).toEqual(['confirmSecondFactor', 'useRecoveryCode']);
    expect(await noticesTo(as.email)).toContain('[Tribi] A recovery code was used');
    await app.clock.advance(5_000);
    await settled(app);
    await expectUnchanged(app, async () =>
      expect(await withCode(app, 'verifySecondFactor', session, one)).toMatchObject({
        code: 'INVALID_SECOND_FACTOR',
      }),
    );
    const sessions = await Promise.all(Array.from({ length: 10 }, () => newStaffSession(app, as.email)));
    const answers = await Promise.all(sessions.map((each) => withCode(app, 'verifySecondFactor', each, two)));
    expect(answers.filter((answer) => answer.state === 'PASSED')).toHaveLength(1);
  });

  it('of somebody else open nothing, and new ones end the old', async () => {
    const [as, other] = [await newStaff(), await newStaff()];
    const { phone, recoveryCodes } = await enrol(app, as);
    const foreign = await enrol(app, other);
    const session = await newStaffSession(app, as.email);
    expect(await withCode(app, 'verifySecondFactor', session, foreign.recoveryCodes[0] ?? '')).toMatchObject({
      code: 'INVALID_SECOND_FACTOR',
    });
    const renewed = await withCode(app, 'renewRecoveryCodes', as, await phone.nextCode());
    expect(renewed.codes).toHaveLength(10);
    expect(await noticesTo(as.email)).toContain('[Tribi] Your recovery codes were replaced');
    expect(await withCode(app, 'verifySecondFactor', session, recoveryCodes[0] ?? '')).toMatchObject({
      code: 'INVALID_SECOND_FACTOR',
    });
    expect(await withCode(app, 'verifySecondFactor', session, renewed.codes[0])).toMatchObject({
      state: 'PASSED',
    });
    expect(await auditOf(as.email)).toEqual(['confirmSecondFactor', 'renewRecoveryCodes', 'useRecoveryCode']);
  });
});

describe('turning it off', () => {
  it('takes a code; the other sessions end, and another phone can be set up', async () => {
    const as = await newStaff();
    const { phone } = await enrol(app, as);
    const other = await newStaffSession(app, as.email);
    await settled(app);
    await expectUnchanged(app, async () =>
      expect(await withCode(app, 'disableSecondFactor', as, wrong(phone.code()))).toMatchObject({
        code: 'INVALID_SECOND_FACTOR',
      }),
    );
    expect(await withCode(app, 'disableSecondFactor', as, await phone.nextCode())).toMatchObject({
      state: 'NOT_NEEDED',
    });
    const { errors } = await app.graphql('query { me { id } }', {}, { as: other });
    expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    expect(await auditOf(as.email)).toEqual(['confirmSecondFactor', 'disableSecondFactor']);
    expect(await noticesTo(as.email)).toContain('[Tribi] Your second factor was turned off');
    for (const mutation of ['verifySecondFactor', 'disableSecondFactor', 'renewRecoveryCodes'] as const)
      expect(await withCode(app, mutation, as, await phone.nextCode())).toMatchObject({
        code: 'SECOND_FACTOR_OFF',
      });
    await enrol(app, as);
    expect(await stateOf(as)).toBe('PASSED');
  });
});

describe('roles that require one', () => {
  it('are held only once it is set up, by each process that is told so', async () => {
    const strict = await app.another({ SECOND_FACTOR_ROLES: 'finance, ADMIN' });
    const finance = await newStaff('FINANCE');
    const support = await newStaff('SUPPORT');
    const ask = async (as: Person, query: string) => strict.graphql(query, {}, { as });
    expect((await ask(finance, 'query { me { secondFactor roles } }')).data.me).toEqual({
      secondFactor: 'ENROLMENT_REQUIRED',
      roles: ['CUSTOMER', 'FINANCE'],
    });
    const orders = 'query { orders { totalCount } }';
    expect((await ask(finance, orders)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await ask(support, orders)).errors).toBeUndefined();
    const { phone } = await enrol({ ...app, graphql: strict.graphql }, finance);
    expect((await ask(finance, orders)).errors).toBeUndefined();
    const off = await withCode(strict, 'disableSecondFactor', finance, await phone.nextCode());
    expect(off.state).toBe('ENROLMENT_REQUIRED');
    expect((await ask(finance, orders)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await strict.close();
  });
});

/** What `signIn` says, and the token. */
async function signInAnswer(email: string): Promise<ResultOf> {
  await app.clock.advance(61_000);
  const before = (await app.mailsTo(email)).filter((mail) => /\b\d{6}\b/.test(mail.text)).length;
  await app.graphql('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', {
    email,
  });
  const code = await mailedCode(app, email, before);
  const { data } = await app.graphql(
    `mutation ($email: String!, $code: String!) { signIn(email: $email, code: $code, transport: BEARER) {
      __typename ... on SignedIn { token secondFactor } } }`,
    { email, code },
  );
  return data.signIn;
}
