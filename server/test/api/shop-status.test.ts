import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Person, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let admin: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { COMPANY_NAME: 'Roam Ltd', COMPANY_ADDRESS: '1 Harbour Road, Dublin' },
  });
  admin = await signIn(app, 'admin@tribi.test');
});
afterAll(async () => {
  await app.close();
});

const ask = async (): Promise<ResultOf> =>
  (await app.graphql('{ shop { status { shop payments delivery mails } } }')).data.shop.status;
const turn = (name: string, isOn: boolean) =>
  app.graphql(
    'mutation ($n: String!, $o: Boolean!) { setSwitch(name: $n, isOn: $o, reason: "a test") { __typename } }',
    { n: name, o: isOn },
    { as: admin },
  );

describe('the status of the shop', () => {
  it('is working in a shop that is well, and names nobody that stands behind it', async () => {
    const working = { shop: 'WORKING', payments: 'WORKING', delivery: 'WORKING', mails: 'WORKING' };
    expect(await ask()).toEqual(working);
    expect(JSON.stringify(await ask())).not.toMatch(/CONNECTED|STRIPE/i);
  });

  it.each([
    ['PURCHASES', 'shop'],
    ['MAIL', 'mails'],
    ['SUPPLIER:CONNECTED_YOU', 'delivery'],
  ])('tells that the switch %s is off, until it is on', async (name, part) => {
    await turn(name, false);
    expect((await ask())[part]).toBe('INTERRUPTED');
    await turn(name, true);
    expect((await ask())[part]).toBe('WORKING');
  });

  it('tells of a supplier that does not answer', async () => {
    await app.sql(
      `insert into supplier_breakers (supplier, state, updated_at) values ('CONNECTED_YOU', 'OPEN', now())
       on conflict (supplier) do update set state = 'OPEN'`,
    );
    expect((await ask()).delivery).toBe('INTERRUPTED');
    await app.sql(`update supplier_breakers set state = 'CLOSED'`);
    expect((await ask()).delivery).toBe('WORKING');
  });

  it('tells that Stripe was not heard for long', async () => {
    const reach = (minutes: number) =>
      app.sql(
        `insert into sweep_cursors (name, reached) values ('stripe-events', $1)
         on conflict (name) do update set reached = excluded.reached`,
        [new Date(app.clock.now().getTime() - minutes * 60_000)],
      );
    await reach(10);
    expect((await ask()).payments).toBe('DELAYED');
    await reach(0);
    expect((await ask()).payments).toBe('WORKING');
  });

  it('tells of mails that do not go out', async () => {
    await app.sql(
      `with mail as (
         insert into mails (kind, recipient, locale, dedupe_key, created_at)
         values ('ORDER_REVIVED', 'x@example.com', 'en', 'late', $1) returning id)
       insert into pgboss.job (id, name, data, state, start_after)
       select id, 'mail.send', '{}', 'retry', now() + interval '1 day' from mail`,
      [app.clock.now()],
    );
    expect((await ask()).mails).toBe('WORKING');
    await app.sql(`update mails set created_at = $1 where dedupe_key = 'late'`, [
      new Date(app.clock.now().getTime() - 30 * 60_000),
    ]);
    await app.sql(`update mails set sent_at = null where dedupe_key <> 'late'`);
    expect((await ask()).mails).toBe('INTERRUPTED');
  });

  it('stands beside who runs the shop, where the settings say so', async () => {
    const query = '{ shop { company { name address registration taxId } } }';
    const company = { name: 'Roam Ltd', address: '1 Harbour Road, Dublin', registration: null, taxId: null };
    expect((await app.graphql(query)).data.shop.company).toEqual(company);
    const nameless = await app.another({ COMPANY_NAME: '' });
    expect((await nameless.graphql(query)).data.shop.company).toBeNull();
    await nameless.close();
  });
});
