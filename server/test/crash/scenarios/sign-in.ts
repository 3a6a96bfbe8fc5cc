import type { ResultOf } from '../../kit/shop-under-test.ts';
import type { CrashShop } from '../crash-shop.ts';
import { scenario } from '../scenario.ts';

const email = 'newcomer@example.com';

/** The code of the last mail, once every mail that was asked for is there: an older one may come late. */
async function newestCode(shop: CrashShop): Promise<string> {
  return shop.until('the code', async () => {
    const [row] = await shop.sql(`select count(*)::int as unsent from mails where sent_at is null`);
    const [mail] = await shop.mailsTo(email);
    return row.unsent === 0 ? (/\b(\d{6})\b/.exec(mail?.text ?? '')?.[1] ?? null) : null;
  });
}

/** Asks for a code, and where there was one a moment ago, when the shop says that it may be asked again. */
async function askForCode(shop: CrashShop): Promise<void> {
  const { data } = await shop.graphql(
    `mutation ($email: String!) { requestSignInCode(email: $email) { __typename ... on RateLimited { retryAfterSeconds } } }`,
    { email },
  );
  const answer: ResultOf = data?.requestSignInCode;
  if (answer?.__typename === 'SignInCodeSent') return;
  if (answer?.__typename !== 'RateLimited') throw new Error(JSON.stringify(data));
  await shop.advance(answer.retryAfterSeconds * 1000 + 1000);
  await askForCode(shop);
}

/** A person who has no account asks for a code until one lets them in. */
export const signInScenario = scenario({
  name: 'sign-in',
  setUp: async () => undefined,
  async act(shop) {
    for (let tries = 1; tries <= 3; tries += 1) {
      await askForCode(shop);
      const code = await newestCode(shop);
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
