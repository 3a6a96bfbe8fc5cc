import { afterAll, beforeAll, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { atStatement } from '../kit/interject.ts';
import { buy, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

it.each([
  ['their name', 'mutation { updateProfile(input: { name: "Zenobia" }) { __typename } }'],
  ['a name of theirs', 'mutation ($id: ID!) { renameEsim(id: $id, name: "Zenobia") { __typename } }'],
  ['a companion', 'mutation ($id: ID!) { shareEsim(id: $id, companion: "Zenobia") { __typename } }'],
])('nothing is written of somebody who leaves meanwhile: %s', async (what, document) => {
  const person = await signIn(app, `${what.replaceAll(' ', '-')}@example.com`);
  const order: ResultOf = await buy(app, person);
  await settled(app);
  const held = atStatement(app, /from "?(users|esims)"? .*for update/is, () =>
    app.sql('update users set deleted_at = now() where email = $1', [person.email]),
  );
  const { errors } = await app.graphql(document, { id: order.esims[0].id }, { as: person });
  held.end();
  await held.answer();
  expect(errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  const [kept] = await app.sql(
    `select (select count(*)::int from users where name = 'Zenobia')
      + (select count(*)::int from esims where name = 'Zenobia')
      + (select count(*)::int from esim_shares where companion = 'Zenobia') as count`,
  );
  expect(kept).toEqual({ count: 0 });
});
