import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged, settled } from '../kit/census.ts';
import { signIn } from '../kit/shopper.ts';
import { type GraphQLAnswer, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const codeOf = ({ errors }: GraphQLAnswer) => errors?.[0]?.extensions.code;

let serial = 0;
const newEmail = (): string => {
  serial += 1;
  return `person-${serial}@example.com`;
};

describe('mass assignment', () => {
  it.each([
    ['roles in a profile', 'mutation { updateProfile(input: { name: "x", roles: [ADMIN] }) { __typename } }'],
    [
      'an email in a profile',
      'mutation { updateProfile(input: { email: "admin@tribi.test" }) { __typename } }',
    ],
    ['an id in a profile', 'mutation { updateProfile(id: "x", input: { name: "x" }) { __typename } }'],
    ['roles at sign-in', 'mutation { signIn(email: "a@b.co", code: "1", roles: [ADMIN]) { __typename } }'],
    ['a passed second factor', 'mutation { verifySecondFactor(code: "1", state: PASSED) { __typename } }'],
  ])('of %s is an error of the document, and changes nothing', async (_what, document) => {
    const as = await signIn(app, newEmail());
    await settled(app);
    const answer = await expectUnchanged(app, () => app.graphql(document, {}, { as }));
    expect(codeOf(answer)).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('through a variable is an error of the variable, and changes nothing', async () => {
    const as = await signIn(app, newEmail());
    await settled(app);
    for (const extra of [
      { roles: ['ADMIN'] },
      { isStaff: true },
      { __proto__: { roles: ['ADMIN'] }, id: 'x' },
    ]) {
      const variables = { input: { name: 'Innocent', ...extra } };
      const document = 'mutation ($input: ProfileInput!) { updateProfile(input: $input) { __typename } }';
      const answer = await expectUnchanged(app, () => app.graphql(document, variables, { as }));
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
    }
  });
});
