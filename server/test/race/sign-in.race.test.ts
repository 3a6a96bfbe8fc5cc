import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { atEveryStatement, sweepTimeoutMs } from '../kit/interject.ts';
import { mailedCode } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['another']>>;
beforeAll(async () => {
  app = await startTestApp({ env: { DATABASE_POOL_SIZE: '6' } });
  other = await app.another();
});
afterAll(async () => {
  await other.close();
  await app.close();
});

let serial = 0;
interface Code {
  email: string;
  code: string;
  wrong: string;
}

async function mailed(): Promise<Code> {
  serial += 1;
  const email = `guessed-${serial}@example.com`;
  await app.graphql('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', {
    email,
  });
  const code = await mailedCode(app, email);
  return { email, code, wrong: code === '000000' ? '000001' : '000000' };
}

async function guess(email: string, code: string, shop: Pick<TestApp, 'graphql'> = app): Promise<ResultOf> {
  const { data, errors } = await shop.graphql(
    `mutation ($email: String!, $code: String!) { signIn(email: $email, code: $code, transport: BEARER) {
      __typename ... on InvalidCode { attemptsLeft } } }`,
    { email, code },
  );
  return data?.signIn ?? errors;
}

describe('a sign-in code', { timeout: sweepTimeoutMs }, () => {
  it('lets in once, wherever in the one sign-in the other comes, in another process', async () => {
    const held = await atEveryStatement<Code>(app, {
      prepare: mailed,
      first: ({ email, code }) => guess(email, code),
      second: ({ email, code }) => guess(email, code, other),
      async check(_facts, ...answers) {
        const types = answers.map((answer) => Reflect.get(Object(answer), '__typename'));
        expect(types.sort()).toEqual(['InvalidCode', 'SignedIn']);
      },
    });
    expect(held.length).toBeGreaterThan(4);
  });

  it('counts each wrong guess, wherever in the one the other comes', async () => {
    await atEveryStatement<Code>(app, {
      prepare: mailed,
      first: ({ email, wrong }) => guess(email, wrong),
      second: ({ email, wrong }) => guess(email, wrong, other),
      async check({ email }, ...answers) {
        const left = answers.map((answer) => Reflect.get(Object(answer), 'attemptsLeft'));
        expect(left.sort()).toEqual([3, 4]);
        const [row] = await app.sql('select attempts from sign_in_codes where email = $1', [email]);
        expect(row.attempts).toBe(2);
      },
    });
  });

  it('is guessed at most five times of 100 guesses at once to two processes', async () => {
    const { email, code, wrong } = await mailed();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => guess(email, wrong, index % 2 === 0 ? app : other)),
    );
    const ends = answers.map((answer) => answer.__typename ?? JSON.stringify(answer)).sort();
    expect(ends).toEqual([
      ...Array.from({ length: 95 }, () => 'CodeLocked'),
      ...Array.from({ length: 5 }, () => 'InvalidCode'),
    ]);
    expect((await guess(email, code)).__typename).toBe('CodeLocked');
  });
});
