import { type Person, signIn } from './shopper.ts';
import type { TestApp } from './test-app.ts';

/** What tests of one's own data and of leaving do; the app, whose clock stands still, is there from their beginning on. */
export function privacyKit(get: () => TestApp) {
  let serial = 0;
  /** Somebody who has just signed in, of an address of their own where none is given. */
  const fresh = async (email?: string): Promise<Person> => {
    serial += 1;
    await get().clock.advance(61_000);
    return signIn(get(), email ?? `leaver-${serial}@example.com`);
  };
  const idOf = async ({ email }: Person): Promise<string> =>
    (await get().sql('select id from users where email = $1', [email]))[0]?.id;
  const rename = (as: Person, name: string) =>
    get().graphql(
      'mutation ($n: String) { updateProfile(input: { name: $n }) { __typename } }',
      { n: name },
      { as },
    );

  const askRefund = (as: Person, number: string, reason = 'Plans changed') =>
    get().graphql(
      `mutation ($n: String!, $reason: String!) { requestRefund(orderNumber: $n, esimIds: null, reason: $reason,
        idempotencyKey: "ask") { __typename } }`,
      { n: number, reason },
      { as },
    );

  return { fresh, idOf, rename, askRefund };
}
