import { TOTP } from 'otpauth';
import type { Person } from './shopper.ts';
import type { ResultOf, TestApp } from './test-app.ts';

const answers = {
  confirmSecondFactor: 'RecoveryCodes { codes }',
  renewRecoveryCodes: 'RecoveryCodes { codes }',
  verifySecondFactor: 'SecondFactorStatus { state recoveryCodesLeft }',
  disableSecondFactor: 'SecondFactorStatus { state recoveryCodesLeft }',
} as const;
type Mutation = keyof typeof answers;

/** Calls one of the mutations that take a code. */
export async function withCode(
  app: Pick<TestApp, 'graphql'>,
  mutation: Mutation,
  as: Person,
  code: string,
): Promise<ResultOf> {
  const document = `mutation ($code: String!) { ${mutation}(code: $code) {
    __typename ... on ${answers[mutation]} ... on InvalidCode { attemptsLeft } ... on RateLimited { retryAfterSeconds }
    ... on UserError { code } } }`;
  const { data, errors } = await app.graphql(document, { code }, { as });
  if (!data) throw new Error(JSON.stringify(errors));
  return data[mutation];
}

/** What an authenticator shows at a moment. */
export const totpAt = (secret: string, at: Date): string =>
  new TOTP({ secret }).generate({ timestamp: at.getTime() });

/** An authenticator app on somebody's phone. Needs a movable clock. */
export class Authenticator {
  readonly #app: TestApp;
  readonly #secret: string;

  constructor(app: TestApp, secret: string) {
    this.#app = app;
    this.#secret = secret;
  }

  /** The code of this moment, or of some steps later or earlier. */
  code(steps = 0): string {
    return totpAt(this.#secret, new Date(this.#app.clock.now().getTime() + steps * 30_000));
  }

  /** A code that was never shown before: the next step's, once its time has come. */
  async nextCode(): Promise<string> {
    await this.#app.clock.moveTo(new Date(this.#app.clock.now().getTime() + 30_000));
    return this.code();
  }
}

/** Sets a second factor up for this session: the phone, the code that turned it on, and the recovery codes. */
export async function enrol(
  app: TestApp,
  as: Person,
): Promise<{ phone: Authenticator; firstCode: string; recoveryCodes: string[] }> {
  const { data } = await app.graphql(
    'mutation { beginSecondFactor { ... on SecondFactorEnrolment { secret } ... on UserError { code } } }',
    {},
    { as },
  );
  const phone = new Authenticator(app, data.beginSecondFactor.secret);
  const firstCode = phone.code();
  const confirmed = await withCode(app, 'confirmSecondFactor', as, firstCode);
  if (confirmed.__typename !== 'RecoveryCodes') throw new Error(JSON.stringify(confirmed));
  return { phone, firstCode, recoveryCodes: confirmed.codes };
}
