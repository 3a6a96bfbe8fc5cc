import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sentences } from '../../src/orders/order-timeline.texts.ts';
import { buy, checkout, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { live } from '../kit/socket.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let staff: Person;
let shopper: Person;
let bought: ResultOf;
beforeAll(async () => {
  app = await startTestApp();
  staff = await signIn(app, 'support@tribi.test');
  shopper = await signIn(app, 'timeline@example.com');
  bought = await buy(app, shopper);
  await app.graphql(
    'mutation ($id: ID!) { revealActivationCode(esimId: $id, reason: "cannot scan it") { __typename } }',
    { id: bought.esims[0].id },
    { as: staff },
  );
});
afterAll(() => app.close());

const full = 'id at text type subject subjectId from to reason requestId actor { kind name email }' as const;

async function forStaff(number: string, language = 'en'): Promise<ResultOf[]> {
  const { data, errors } = await app.graphql(
    `query ($n: String!) { order(number: $n) { timeline { ${full} } } }`,
    { n: number },
    { as: staff, headers: { 'accept-language': language } },
  );
  expect(errors).toBeUndefined();
  return data.order.timeline;
}

async function forBuyer(number: string, language = 'en'): Promise<ResultOf[]> {
  const { data, errors } = await app.graphql(
    'query ($n: String!) { me { order(number: $n) { timeline { at text } } } }',
    { n: number },
    { as: shopper, headers: { 'accept-language': language } },
  );
  expect(errors).toBeUndefined();
  return data.me.order.timeline;
}

describe('an order’s timeline', () => {
  it('tells staff every entry with who, why and which request', async () => {
    const entries = await forStaff(bought.number);
    const rows = await app.sql(
      `select e.id, e.type from order_events e join orders o on o.id = e.order_id where o.number = $1 order by e.id`,
      [bought.number],
    );
    expect(entries.map(({ id, type }) => ({ id, type }))).toEqual(rows);
    expect(entries[0]).toMatchObject({
      type: 'created',
      text: 'Order placed',
      subject: 'order',
      to: 'OPEN',
      actor: { kind: 'PERSON', name: shopper.email, email: shopper.email },
      requestId: expect.any(String),
    });
    expect(entries.find(({ type }) => type === 'paymentStatus')).toMatchObject({
      from: 'UNPAID',
      to: 'PAID',
      text: 'Payment received',
      actor: { kind: 'SYSTEM', name: 'Message from Stripe', email: null },
    });
    expect(entries.at(-1)).toMatchObject({
      type: 'activation-code-revealed',
      reason: 'cannot scan it',
      actor: { kind: 'PERSON', email: staff.email },
    });
  });

  it('tells the buyer, in their language, what concerns them and nothing of the inner workings', async () => {
    expect((await forBuyer(bought.number)).map(({ text }) => text)).toEqual([
      'Order placed',
      'Payment received',
      'Your eSIM is being prepared',
      'Your eSIM is ready',
    ]);
    expect((await forBuyer(bought.number, 'es')).map(({ text }) => text)).toEqual([
      'Pedido hecho',
      'Pago recibido',
      'Estamos preparando tu eSIM',
      'Tu eSIM está lista',
    ]);
  });

  it.each(['type', 'subject', 'from', 'to', 'reason', 'requestId', 'actor { name }'])(
    'keeps %s from the buyer',
    async (field) => {
      const { data, errors } = await app.graphql(
        `query ($n: String!) { me { order(number: $n) { timeline { ${field} } } } }`,
        { n: bought.number },
        { as: shopper },
      );
      expect(data).toBeFalsy();
      expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    },
  );

  it('speaks the language that a text asks for, whatever the request’s', async () => {
    const { data } = await app.graphql(
      `query ($n: String!) { order(number: $n) { timeline { text(locale: "es") actor(locale: "es") { name } } } }`,
      { n: bought.number },
      { as: staff, headers: { 'accept-language': 'en' } },
    );
    expect(data.order.timeline[0].text).toBe('Pedido hecho');
    expect(data.order.timeline.map(({ actor }: ResultOf) => actor.name)).toContain('Aviso de Stripe');
  });

  it('grows by itself on a page that looks at it', async () => {
    const started = await checkout(app, shopper);
    const watching = live(
      app,
      'subscription ($n: String!) { orderUpdated(number: $n) { timeline { text } } }',
      { n: started.order.number },
      { as: shopper },
    );
    const texts = async () =>
      (await watching.next()).data.orderUpdated.timeline.map(({ text }: ResultOf) => text);
    expect(await texts()).toEqual(['Order placed']);
    await payByCard(started.payment);
    let last = await texts();
    while (!last.includes('Your eSIM is ready')) last = await texts();
    expect(last).toContain('Payment received');
    await watching.close();
  });

  it('has words in both languages for all it tells a buyer', () => {
    for (const [entry, { en, es }] of Object.entries(sentences)) {
      expect(en.trim(), entry).not.toBe('');
      expect(es.trim(), entry).not.toBe('');
    }
  });
});
