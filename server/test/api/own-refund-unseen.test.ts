import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { atStatement } from '../kit/interject.ts';
import { ownRefundKit, slug } from '../kit/own-refund.ts';
import { type CheckoutOptions, checkout, ownOrder, type Person, payByCard } from '../kit/shopper.ts';
import type { ResultOf, TestApp } from '../kit/test-app.ts';

let app: TestApp;
let finance: Person;
let support: Person;
let admin: Person;
let person: Person;
const { open, newBuyer, ask, standing, becomes, refundedAtStripe, subjects } = ownRefundKit(() => ({
  app,
  person,
  finance,
}));
beforeAll(async () => {
  ({ app, finance, support, admin } = await open());
});
beforeEach(async () => {
  person = await newBuyer();
});
afterEach(() => setMail(true));
afterAll(() => app.close());

const setMail = (isOn: boolean) =>
  app.graphql(
    `mutation ($isOn: Boolean!) { setSwitch(name: "MAIL", isOn: $isOn, reason: "a test") { __typename } }`,
    { isOn },
    { as: admin },
  );
/** A delivered order, while no mail goes out and nobody looks at the codes. */
async function boughtUnseen(options: CheckoutOptions = {}): Promise<string> {
  await setMail(false);
  const { order, payment } = await checkout(app, person, { slug, ...options });
  await payByCard(payment);
  await app.until('the delivery', async () => {
    const [row] = await app.sql('select fulfillment_status as is from orders where number = $1', [
      order.number,
    ]);
    return row.is === 'FULFILLED' ? true : null;
  });
  return order.number;
}

describe('a refund of codes that nobody has seen', () => {
  it('goes back at once, and the mail that waited tells no code', async () => {
    const number = await boughtUnseen();
    const answer = await ask({ number });
    expect(answer).toMatchObject({ isAtOnce: true, request: { status: 'APPROVED' } });
    await app.until('the money', async () => ((await refundedAtStripe(number)) > 0 ? true : null));
    await setMail(true);
    const back = await becomes(number, 'REFUNDED');
    expect(back.esims).toMatchObject([{ status: 'REVOKED', activationCode: null }]);
    await app.until('the mail of the refund', async () =>
      (await subjects(person.email)).some((subject) => /^We refunded/.test(subject)) ? true : null,
    );
    expect((await app.mailsTo(person.email)).some(({ text }) => text.includes('LPA:1$'))).toBe(false);
    const [row] = await app.sql('select requested_by, origin, status from refunds order by id desc limit 1');
    expect(row).toMatchObject({ origin: 'SHOP', status: 'SUCCEEDED' });
  });

  it.each<[string, (number: string) => Promise<unknown>]>([
    ['its owner looks', (number) => ownOrder(app, person, number)],
    [
      'staff reads it out',
      async (number) => {
        const [{ id }] = await app.sql(
          'select e.id from esims e join orders o on o.id = e.order_id where o.number = $1',
          [number],
        );
        return app.graphql(
          'mutation ($id: ID!) { revealActivationCode(esimId: $id, reason: "on the phone") { __typename } }',
          { id },
          { as: support },
        );
      },
    ],
    [
      'they are in the file of one’s own data',
      async (number) => {
        const response = await fetch(`${app.url}/account/export.json`, {
          headers: { authorization: `Bearer ${person.token}` },
        });
        const data: ResultOf = await response.json();
        const order = data.orders.find((each: ResultOf) => each.number === number);
        expect(order.esims[0].activationCode).toContain('LPA:1$');
      },
    ],
    [
      'a companion opens a link',
      async (number) => {
        const [{ id }] = await app.sql(
          'select e.id from esims e join orders o on o.id = e.order_id where o.number = $1',
          [number],
        );
        const { data } = await app.graphql(
          'mutation ($id: ID!) { shareEsim(id: $id) { __typename ... on EsimShared { url } } }',
          { id },
          { as: person },
        );
        const token = data.shareEsim.url.split('/shared/')[1];
        const opened = await app.graphql(
          'mutation ($token: String!) { openSharedEsim(token: $token) { __typename } }',
          { token },
        );
        expect(opened.data.openSharedEsim.__typename).toBe('OpenedSharedEsim');
      },
    ],
    [
      'the mail goes out',
      async () => {
        await setMail(true);
        await app.until('the delivery mail', async () =>
          (await app.mailsTo(person.email)).some(({ text }) => text.includes('LPA:1$')) ? true : null,
        );
      },
    ],
  ])('is a person’s from when %s', async (_what, shows) => {
    const number = await boughtUnseen();
    await shows(number);
    expect(await ask({ number })).toMatchObject({ isAtOnce: false, request: { status: 'OPEN' } });
    await setMail(true);
    expect(await refundedAtStripe(number)).toBe(0);
  });

  it('is never both seen and refunded at once, wherever the look comes', async () => {
    const number = await boughtUnseen();
    const look = () => standing(number);
    const held = atStatement(app, /insert into "?refund_requests"?/i, look);
    const answer = await ask({ number });
    const seen = await held.answer();
    held.end();
    const isSeen = seen.esims[0].activationCode !== null;
    expect({ isSeen, isAtOnce: answer.isAtOnce }).not.toEqual({ isSeen: true, isAtOnce: true });
    await setMail(true);
  });
});
