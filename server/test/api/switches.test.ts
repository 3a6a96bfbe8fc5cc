import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectUnchanged, settled } from '../kit/census.ts';
import { refused } from '../kit/refusal.ts';
import { checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { statementsOf } from '../kit/statements.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let admin: Person;
let support: Person;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' },
  });
  admin = await signIn(app, 'admin@tribi.test');
  support = await signIn(app, 'support@tribi.test');
  person = await signIn(app, 'shopper@example.com');
});
afterAll(() => app.close());

const document = `mutation ($name: String!, $isOn: Boolean!, $reason: String!) {
  setSwitch(name: $name, isOn: $isOn, reason: $reason) {
    __typename ... on Switch { name isOn reason changedBy } ... on UserError { code } ... on InvalidInput { errors { path code } }
  }
}`;
const turn = async (name: string, isOn: boolean, reason = 'a test of it'): Promise<ResultOf> =>
  (await app.graphql(document, { name, isOn, reason }, { as: admin })).data.setSwitch;
const openAlerts = async (): Promise<ResultOf[]> =>
  (
    await app.graphql(
      'query { alerts(filter: { isOpen: true, kind: "SWITCH_OFF" }) { nodes { key severity } } }',
      {},
      { as: admin },
    )
  ).data.alerts.nodes;
const startPayment = async (orderNumber: string, language = 'en'): Promise<ResultOf> =>
  (
    await app.graphql(
      'mutation ($n: String!) { startPayment(orderNumber: $n) { __typename ... on UserError { code message } } }',
      { n: orderNumber },
      { as: person, headers: { 'accept-language': language } },
    )
  ).data.startPayment;

describe('the switches', () => {
  it('are listed whole, on where nobody touched them', async () => {
    const { data } = await app.graphql('query { switches { name isOn changedBy } }', {}, { as: support });
    expect(data.switches).toEqual(
      ['PURCHASES', 'MAIL', 'SUPPLIER:CONNECTED_YOU'].map((name) => ({ name, isOn: true, changedBy: null })),
    );
  });

  it('are turned by ADMIN only, with a reason, and only those there are', async () => {
    const variables = { name: 'PURCHASES', isOn: false, reason: 'not mine to say' };
    await settled(app);
    await refused(app, 'FORBIDDEN', document, variables, support);
    await refused(app, 'UNAUTHENTICATED', document, variables);
    const wrong = await expectUnchanged(app, () => turn('SUPPLIER:NOBODY', false, ' '));
    expect(wrong).toMatchObject({
      code: 'INVALID_INPUT',
      errors: [
        { path: 'name', code: 'UNKNOWN_SWITCH' },
        { path: 'reason', code: 'REASON_REQUIRED' },
      ],
    });
  });

  it('are audited, and an alert is open while one is off', async () => {
    expect(await turn('SUPPLIER:CONNECTED_YOU', false, 'it answers nonsense')).toEqual({
      __typename: 'Switch',
      name: 'SUPPLIER:CONNECTED_YOU',
      isOn: false,
      reason: 'it answers nonsense',
      changedBy: admin.email,
    });
    expect(await openAlerts()).toEqual([{ key: 'switch:SUPPLIER:CONNECTED_YOU', severity: 'WARNING' }]);
    await settled(app);
    // Where it is already.
    await expectUnchanged(app, () => turn('SUPPLIER:CONNECTED_YOU', false, 'once more'));
    await turn('SUPPLIER:CONNECTED_YOU', true, 'mended');
    expect(await openAlerts()).toEqual([]);
    const entries = await app.sql(
      "select actor_label, reason, before, after from audit_log where action = 'setSwitch' order by id",
    );
    expect(entries).toEqual([
      {
        actor_label: admin.email,
        reason: 'it answers nonsense',
        before: { isOn: true },
        after: { isOn: false },
      },
      { actor_label: admin.email, reason: 'mended', before: { isOn: false }, after: { isOn: true } },
    ]);
  });

  it('of a supplier that is gone can be turned on while it is off, and is no switch after that', async () => {
    await app.sql(
      `insert into switches (name, is_on, reason, changed_by, changed_at)
       values ('SUPPLIER:GONE', false, 'it failed', 'somebody', now()), ('SUPPLIER:LONG_GONE', true, 'fine', 'somebody', now())`,
    );
    const names = async (): Promise<string[]> =>
      (await app.graphql('query { switches { name } }', {}, { as: support })).data.switches.map(
        (each: ResultOf) => each.name,
      );
    expect(await names()).toEqual(['PURCHASES', 'MAIL', 'SUPPLIER:CONNECTED_YOU', 'SUPPLIER:GONE']);
    expect((await turn('SUPPLIER:LONG_GONE', false)).code).toBe('INVALID_INPUT');
    expect(await turn('SUPPLIER:GONE', true)).toMatchObject({ name: 'SUPPLIER:GONE', isOn: true });
    expect(await names()).not.toContain('SUPPLIER:GONE');
    expect((await turn('SUPPLIER:GONE', false)).code).toBe('INVALID_INPUT');
    await app.sql("delete from switches where name like 'SUPPLIER:%GONE'");
  });
});

describe('PURCHASES off', () => {
  it('stops checkout and startPayment in every process, at once and in the buyer’s language', async () => {
    const other = await app.another();
    const { order } = await checkout(app, person);
    await settled(app);
    await turn('PURCHASES', false);
    await settled(app);
    for (const process of [app, { ...app, graphql: other.graphql }]) {
      const answer = await expectUnchanged(app, () => checkout(process, person));
      expect(answer).toMatchObject({ __typename: 'PurchasesPaused', code: 'PURCHASES_PAUSED' });
    }
    const inEnglish = await expectUnchanged(app, () => startPayment(order.number));
    expect(inEnglish.__typename).toBe('PurchasesPaused');
    const inSpanish = await startPayment(order.number, 'es');
    expect([inEnglish.message, inSpanish.message]).toEqual([
      expect.stringContaining('paused'),
      expect.stringContaining('pausado'),
    ]);
    await turn('PURCHASES', true);
    expect((await startPayment(order.number)).__typename).toBe('CheckoutStarted');
    expect((await checkout(app, person)).__typename).toBe('CheckoutStarted');
    await other.close();
  });

  it('lets what is being paid through, and a repeat of a checkout see it', async () => {
    const started = await checkout(app, person, { key: 'being-paid' });
    const waiting = await checkout(app, person, { key: 'not-paid' });
    await turn('PURCHASES', false);
    await payByCard(started.payment);
    await app.until('the order to be delivered', async () => {
      const order = await ownOrder(app, person, started.order.number);
      return order.fulfillmentStatus === 'FULFILLED' ? order : null;
    });
    const again = await checkout(app, person, { key: 'being-paid' });
    expect(again).toMatchObject({ payment: null, order: { paymentStatus: 'PAID' } });
    expect((await checkout(app, person, { key: 'not-paid' })).__typename).toBe('PurchasesPaused');
    await turn('PURCHASES', true);
    const { order } = await checkout(app, person, { key: 'not-paid' });
    expect(order.number).toBe(waiting.order.number);
  });

  it('costs checkout no statement', async () => {
    const statements = await statementsOf(() => checkout(app, person));
    expect(statements.filter((text) => text.includes('from switches'))).toEqual([
      expect.stringContaining('pg_advisory_xact_lock'),
    ]);
  });
});

describe('MAIL off', () => {
  const codes = async (email: string) => (await app.mailsTo(email)).map(({ text }) => text);
  const ask = (email: string) =>
    app.graphql('mutation ($email: String!) { requestSignInCode(email: $email) { __typename } }', { email });
  const held = (n: number) =>
    app.until(`${n} held mails`, async () => {
      const [row] = await app.sql(
        'select count(*)::int as n from mails where held_at is not null and sent_at is null',
      );
      return row.n === n ? true : null;
    });

  it('keeps mails, and sends them in order when it is on again; codes that are too old are not sent', async () => {
    await settled(app);
    await turn('MAIL', false);
    await ask('late@example.com');
    await held(2); // the code, and the alert that MAIL is off
    await app.clock.moveTo(new Date(app.clock.now().getTime() + 11 * 60_000));
    const emails = Array.from({ length: 15 }, (_, nth) => `waiting-${nth}@example.com`);
    for (const email of emails) await ask(email);
    await held(17);
    expect(await codes('waiting-0@example.com')).toEqual([]);
    await turn('MAIL', true);
    await held(0);
    await settled(app);
    expect(await codes('late@example.com')).toEqual([]);
    for (const email of emails) expect(await codes(email), email).toHaveLength(1);
    const sent: ResultOf = await (
      await fetch(`${app.sandboxes.mailbox.url}/sandbox/mailbox?format=json`)
    ).json();
    const recipients = sent.map(({ to }: ResultOf) => to).filter((to: string) => emails.includes(to));
    expect(recipients.reverse()).toEqual(emails);
  });
});
