import type { ResultOf } from '../../kit/shop-under-test.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';
import { newestCode, untilSent } from './code-by-mail.ts';

const email = 'newcomer@example.com';

const askForCode = async (shop: CrashShop): Promise<ResultOf> => {
  const { data, errors } = await shop.graphql(
    `mutation ($email: String!) { requestSignInCode(email: $email) { __typename ... on RateLimited { retryAfterSeconds } } }`,
    { email },
  );
  return data?.requestSignInCode ?? errors;
};

/** A person who has no account asks for a code until one lets them in. */
export const signInScenario = scenario({
  name: 'sign-in',
  setUp: async () => undefined,
  async act(shop) {
    for (let tries = 1; tries <= 3; tries += 1) {
      await untilSent(shop, () => askForCode(shop), 'SignInCodeSent');
      const code = await newestCode(shop, email);
      const { data } = await shop.graphql(
        `mutation ($email: String!, $code: String!) {
          signIn(email: $email, code: $code, transport: BEARER) { ... on SignedIn { token } } }`,
        { email, code },
      );
      const token: unknown = data?.signIn?.token;
      if (typeof token !== 'string') continue;
      const me = await shop.graphql('query { me { email } }', {}, { as: { email, token } });
      if (me.data?.me?.email === email) return;
    }
    throw new Error('Nobody was let in');
  },
  async problems(shop) {
    const [found] = await shop.sql(
      `select (select count(*)::int from users where email = $1) as users,
         (select count(*)::int from sign_in_codes where email = $1 and consumed_at is null and superseded_at is null) as open`,
      [email],
    );
    return found.users === 1 && found.open <= 1
      ? []
      : [`after the sign-in there are ${JSON.stringify(found)}`];
  },
});
