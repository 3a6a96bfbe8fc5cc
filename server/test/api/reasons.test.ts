import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CheckoutOptions, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const hour = 3_600_000;
let app: TestApp;
let person: Person;
let support: Person;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true });
  person = await signIn(app, 'asks-why@example.com');
  support = await signIn(app, 'support@tribi.test');
});
afterAll(() => app.close());

async function seen(number: string, language: string, locale: string | null = null): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `query ($n: String!, $l: String) { order(number: $n) {
      timeline { type to reason(locale: $l) }
      payments { refunds { reason(locale: $l) } }
      esims { attempts { detail(locale: $l) } } } }`,
    { n: number, l: locale },
    { as: support, headers: { 'accept-language': language } },
  );
  expect(errors).toBeUndefined();
  return data.order;
}
/** By entry: why. */
const whyOf = ({ timeline }: ResultOf): Record<string, string> =>
  Object.fromEntries(
    timeline
      .filter(({ reason }: ResultOf) => reason !== null)
      .map(({ type, to, reason }: ResultOf) => [`${type} ${to}`, reason]),
  );
const cancelled = async (mutation: string, as: Person): Promise<string> => {
  const { order } = await checkout(app, person);
  const { data } = await app.graphql(mutation, { n: order.number }, { as });
  expect(Object.values(data)).toMatchObject([{ __typename: 'Order' }]);
  return order.number;
};
async function paid(options: CheckoutOptions = {}): Promise<ResultOf> {
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
  const { order, payment } = await checkout(app, person, options);
  await payByCard(payment);
  return order;
}
const becomes = (number: string, what: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number} ${what}`, async () => {
    const order = await ownOrder(app, person, number);
    return is(order) ? order : null;
  });

describe('what the program gives as a reason', () => {
  it('is read by staff in their language, and stored in English', async () => {
    const mutation = 'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }';
    const number = await cancelled(mutation, person);
    expect(whyOf(await seen(number, 'es'))).toEqual({
      'payment CANCELLED': 'el pedido está cerrado',
      'status CANCELLED': 'lo canceló su comprador',
    });
    const english = { 'payment CANCELLED': 'the order is closed', 'status CANCELLED': 'by its buyer' };
    expect(whyOf(await seen(number, 'en'))).toEqual(english);
    const stored = await app.sql(
      `select e.type, e.to_state as to, e.reason from order_events e join orders o on o.id = e.order_id
       where o.number = $1 order by e.id`,
      [number],
    );
    expect(whyOf({ timeline: stored })).toEqual(english);
  });

  it('is told from what somebody typed, which stays as they typed it', async () => {
    const number = await cancelled(
      'mutation ($n: String!) { cancelOrderByStaff(number: $n, reason: "by its buyer (by phone)") { __typename } }',
      support,
    );
    expect(whyOf(await seen(number, 'es'))).toEqual({
      'payment CANCELLED': 'el pedido está cerrado',
      'status CANCELLED': 'by its buyer (by phone)',
    });
  });

  it('holds amounts, suppliers and other reasons: of a delivery that failed and its refund', async () => {
    await app.control('connectedYou', 'faults', { times: 'always', mode: 'error422' });
    const { number } = await paid();
    await becomes(number, 'to wait', (order) => order.esims[0]?.status === 'IN_REVIEW');
    expect(whyOf(await seen(number, 'es'))).toMatchObject({
      'esim IN_REVIEW': 'rechazado por CONNECTED_YOU',
      'hold SUPPLIER_REFUSED': 'rechazado por CONNECTED_YOU',
    });

    await app.control('stripe', 'clock', {
      offsetMs: app.clock.now().getTime() - Date.now() + 25 * hour,
    });
    for (let left = 25; left > 0; left -= 5) await app.clock.advance(5 * hour);
    // A day is longer than a session of staff.
    support = await signIn(app, 'support@tribi.test');
    await becomes(number, 'to be refunded', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    const spanish = await seen(number, 'es');
    expect(whyOf(spanish)).toMatchObject({
      'esim FAILED': 'sin entregar después de 24 horas',
      'released null': 'ninguna eSIM espera ya a una persona',
      'refund REQUESTED': expect.stringMatching(/^\$\d+\.\d\d: sin entregar después de 24 horas$/),
      'refund SUCCEEDED': expect.stringMatching(/^\$\d+\.\d\d$/),
      'status CANCELLED': 'se devolvió todo el dinero',
    });
    expect(spanish.payments[0].refunds).toEqual([{ reason: 'sin entregar después de 24 horas' }]);
    expect(spanish.esims[0].attempts).toEqual([
      { detail: expect.stringMatching(/^ConnectedYou rechazó el pedido \(422 \w+\)$/) },
    ]);

    const english = await seen(number, 'en');
    expect(english.payments[0].refunds).toEqual([{ reason: 'not delivered within 24 hours' }]);
    expect(english.esims[0].attempts[0].detail).toMatch(/^ConnectedYou refused the order \(422 \w+\)$/);
    expect(await seen(number, 'en', 'es')).toEqual(spanish);
  });

  it('comes in the language that was asked for to a page that looks at the order', async () => {
    const mutation = 'mutation ($n: String!) { cancelOrder(number: $n) { __typename } }';
    const number = await cancelled(mutation, person);
    const watching = live(
      app,
      'subscription ($n: String!) { orderUpdated(number: $n) { timeline { type to reason(locale: "es") } } }',
      { n: number },
      { as: support },
    );
    const { data } = await watching.next();
    expect(whyOf(data.orderUpdated)).toMatchObject({ 'status CANCELLED': 'lo canceló su comprador' });
    await watching.close();
  });
});
