import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { buy, type CheckoutOptions, checkout, ownOrder, type Person, signIn } from '../kit/shopper.ts';
import { stripeApi } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

let app: TestApp;
let person: Person;
let finance: Person;
let support: Person;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100' } });
  person = await signIn(app, 'refunded@example.com');
  finance = await signIn(app, 'finance@tribi.test');
  support = await signIn(app, 'support@tribi.test');
});
afterAll(() => app.close());

interface RefundInput {
  number: string;
  amount?: { amount: number; currency: string } | null;
  reason?: string;
  key?: string;
}

let serial = 0;
const newKey = (): string => {
  serial += 1;
  return `refund-${serial}`;
};

async function refund(
  { number, amount = null, reason = 'A kind word', key = newKey() }: RefundInput,
  as = finance,
): Promise<ResultOf> {
  const mutation = `mutation ($number: String!, $amount: MoneyInput, $reason: String!, $key: String!) {
    refundOrder(number: $number, amount: $amount, reason: $reason, idempotencyKey: $key) {
      __typename ... on Order { paymentStatus payments { refunded { amount currency } } } ... on UserError { code message }
      ... on RefundTooLarge { refundable { amount currency } } ... on InvalidInput { errors { path code } } } }`;
  const { data, errors } = await app.graphql(mutation, { number, amount, reason, key }, { as });
  return data?.refundOrder ?? errors;
}

/** A delivered order whose jobs and webhooks are all done. */
async function bought(options: CheckoutOptions = {}): Promise<ResultOf> {
  const order = await buy(app, person, options);
  await settled(app);
  return order;
}

const usd = (amount: number) => ({ amount, currency: 'USD' });
const refundedAtStripe = async (number: string): Promise<number> => {
  const [{ id }] = await app.sql(
    'select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
    [number],
  );
  const { data } = await stripeApi(app, `refunds?payment_intent=${id}&limit=100`);
  return data.reduce((sum: number, each: ResultOf) => sum + (each.status === 'failed' ? 0 : each.amount), 0);
};

describe('refundOrder', () => {
  it('gives everything back, at Stripe too, and says who did it and why', async () => {
    const order = await bought();
    const { amount } = order.total;
    expect(await refund({ number: order.number.toLowerCase() })).toEqual({
      __typename: 'Order',
      paymentStatus: 'REFUNDED',
      payments: [{ refunded: usd(amount) }],
    });
    expect(await refundedAtStripe(order.number)).toBe(amount);
    await settled(app);
    const [row] = await app.sql(
      'select status, reason, requested_by, amount::int from refunds where amount = $1 order by id desc limit 1',
      [amount],
    );
    expect(row).toMatchObject({ status: 'SUCCEEDED', reason: 'A kind word', amount });
    expect(row.requested_by).toMatch(/^user:/);
    expect((await ownOrder(app, person, order.number)).paymentStatus).toBe('REFUNDED');
    expect(await expectUnchanged(app, () => refund({ number: order.number }))).toMatchObject({
      __typename: 'RefundTooLarge',
      refundable: usd(0),
    });
  });

  it('gives back in parts until nothing is left', async () => {
    const order = await bought();
    const { amount } = order.total;
    expect(await refund({ number: order.number, amount: usd(100) })).toMatchObject({
      paymentStatus: 'PARTIALLY_REFUNDED',
      payments: [{ refunded: usd(100) }],
    });
    const tooMuch = await refund({ number: order.number, amount: usd(amount - 99) });
    expect(tooMuch).toMatchObject({
      __typename: 'RefundTooLarge',
      code: 'REFUND_TOO_LARGE',
      refundable: usd(amount - 100),
    });
    expect(await refund({ number: order.number })).toMatchObject({
      paymentStatus: 'REFUNDED',
      payments: [{ refunded: usd(amount) }],
    });
    expect(await refundedAtStripe(order.number)).toBe(amount);
  });

  it('is the same refund under the same key, and a conflict with another amount', async () => {
    const order = await bought();
    const key = 'once';
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => refund({ number: order.number, amount: usd(150), key })),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ __typename: 'Order', paymentStatus: 'PARTIALLY_REFUNDED' });
    expect(await refundedAtStripe(order.number)).toBe(150);
    await settled(app);
    const conflict = await expectUnchanged(app, () =>
      refund({ number: order.number, amount: usd(151), key }),
    );
    expect(conflict).toMatchObject({ __typename: 'IdempotencyConflict', code: 'IDEMPOTENCY_CONFLICT' });
  });

  it('of two people at once never exceeds what was paid', async () => {
    const order = await bought();
    const { amount } = order.total;
    const admin = await signIn(app, 'admin@tribi.test');
    const half = Math.floor(amount * 0.6);
    const answers = await Promise.all([
      refund({ number: order.number, amount: usd(half) }),
      refund({ number: order.number, amount: usd(half) }, admin),
    ]);
    expect(answers.map((answer) => answer.__typename).sort()).toEqual(['Order', 'RefundTooLarge']);
    expect(await refundedAtStripe(order.number)).toBe(half);
    const all = await Promise.all(Array.from({ length: 10 }, () => refund({ number: order.number })));
    expect(all.filter((answer) => answer.__typename === 'Order')).toHaveLength(1);
    expect(await refundedAtStripe(order.number)).toBe(amount);
  });

  it('counts what Stripe has already sent before our books say so', async () => {
    const order = await bought();
    const { amount } = order.total;
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
    await app.control('stripe', 'faults', {
      mode: 'latency',
      latencyMs: 400,
      method: 'GET',
      path: '/v1/payment_intents/*',
    });
    const first = refund({ number: order.number, amount: usd(amount - 100) });
    await app.until('Stripe to have sent it', async () =>
      (await refundedAtStripe(order.number)) > 0 ? true : null,
    );
    const second = await refund({ number: order.number, amount: usd(200) });
    await app.control('stripe', 'faults', undefined, 'DELETE');
    expect(second).toMatchObject({ __typename: 'RefundTooLarge', refundable: usd(100) });
    expect(await first).toMatchObject({ paymentStatus: 'PARTIALLY_REFUNDED' });
    expect(await refund({ number: order.number, amount: usd(100) })).toMatchObject({
      paymentStatus: 'REFUNDED',
    });
  });

  it('survives a lost answer: the same key goes on with the same refund', async () => {
    const order = await bought();
    await app.control('stripe', 'faults', {
      mode: 'reset_after_commit',
      method: 'POST',
      path: '/v1/refunds',
      times: 3,
    });
    const first = await refund({ number: order.number, amount: usd(200), key: 'lost' });
    await app.control('stripe', 'faults', undefined, 'DELETE');
    expect(first).toMatchObject({
      __typename: 'PaymentProviderUnavailable',
      code: 'PAYMENT_PROVIDER_UNAVAILABLE',
    });
    expect(await refund({ number: order.number, amount: usd(200), key: 'lost' })).toMatchObject({
      paymentStatus: 'PARTIALLY_REFUNDED',
      payments: [{ refunded: usd(200) }],
    });
    expect(await refundedAtStripe(order.number)).toBe(200);
  });

  it('in the Dashboard is told by a webhook', async () => {
    const order = await bought();
    const [{ id }] = await app.sql(
      'select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
      [order.number],
    );
    await app.control('stripe', 'refunds', { payment_intent: id, amount: 100 });
    await app.until('the refund to be known', async () =>
      (await ownOrder(app, person, order.number)).paymentStatus === 'PARTIALLY_REFUNDED' ? true : null,
    );
  });

  it.each([
    ['a blank reason', { reason: '  ' }, 'reason REASON_REQUIRED'],
    ['a reason of 501 letters', { reason: 'x'.repeat(501) }, 'reason REASON_REQUIRED'],
    ['no key', { key: '' }, 'idempotencyKey IDEMPOTENCY_KEY_LENGTH'],
    ['nothing to give', { amount: usd(0) }, 'amount.amount AMOUNT_OUT_OF_RANGE'],
    ['less than nothing', { amount: usd(-100) }, 'amount.amount AMOUNT_OUT_OF_RANGE'],
    ['another currency', { amount: { amount: 100, currency: 'EUR' } }, 'amount.currency UNKNOWN_CURRENCY'],
    ['an order that does not exist', { number: 'TRB-NOTHERE' }, 'number ORDER_NOT_FOUND'],
  ])('with %s is refused and changes nothing', async (_what, change, problem) => {
    const order = await bought();
    const answer = await expectUnchanged(app, () => refund({ number: order.number, ...change }));
    expect(answer.errors.map((error: ResultOf) => `${error.path} ${error.code}`)).toEqual([problem]);
    expect(await refundedAtStripe(order.number)).toBe(0);
  });

  it('of an order that was never paid, or by the wrong people, is refused', async () => {
    const { order } = await checkout(app, person);
    await settled(app);
    expect(await expectUnchanged(app, () => refund({ number: order.number }))).toMatchObject({
      __typename: 'RefundTooLarge',
      refundable: usd(0),
    });
    for (const as of [person, support]) {
      const [error] = await expectUnchanged(app, () => refund({ number: order.number }, as));
      expect(error.extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('an activation code', () => {
  const reveal = async (esimId: string, reason: string, as = support): Promise<ResultOf> => {
    const { data, errors } = await app.graphql(
      `mutation ($id: ID!, $reason: String!) { revealActivationCode(esimId: $id, reason: $reason) {
        __typename ... on RevealedActivationCode { activationCode smdpAddress matchingId qrCode } ... on UserError { code } } }`,
      { id: esimId, reason },
      { as },
    );
    return data?.revealActivationCode ?? errors;
  };
  const asSeenBy = async (number: string, as: Person): Promise<ResultOf> =>
    (
      await app.graphql(
        'query ($n: String!) { order(number: $n) { deliveryEmail customer { email } esims { id iccid activationCode smdpAddress matchingId qrCode installLinks { ios } } } }',
        { n: number },
        { as },
      )
    ).data.order;

  it('is its owner’s: staff see the order without it', async () => {
    const order = await bought();
    for (const as of [support, finance]) {
      const seen = await asSeenBy(order.number, as);
      expect(seen.customer.email).toBe(person.email);
      expect(seen.esims).toEqual([
        {
          id: order.esims[0].id,
          iccid: order.esims[0].iccid,
          activationCode: null,
          smdpAddress: null,
          matchingId: null,
          qrCode: null,
          installLinks: null,
        },
      ]);
    }
  });

  it('is shown to support with a reason, and each look is written down', async () => {
    const order = await bought();
    const [esim] = order.esims;
    const shown = await reveal(esim.id, ' The customer lost the mail ');
    expect(shown).toEqual({
      __typename: 'RevealedActivationCode',
      activationCode: esim.activationCode,
      smdpAddress: esim.smdpAddress,
      matchingId: esim.matchingId,
      qrCode: esim.qrCode,
    });
    await reveal(esim.id, 'and again');
    const looks = await app.sql(
      "select actor, reason, to_state from order_events where type = 'activation-code-revealed' and to_state = $1 order by id",
      [esim.id],
    );
    expect(looks.map((look) => look.reason)).toEqual(['The customer lost the mail', 'and again']);
    const [{ id }] = await app.sql("select id from users where email = 'support@tribi.test'");
    expect(looks[0].actor).toBe(`user:${id}`);
    expect(
      JSON.stringify(await app.sql("select * from order_events where type = 'activation-code-revealed'")),
    ).not.toContain(esim.matchingId);
  });

  it('is not shown without a reason, to the wrong people, or where there is none', async () => {
    const order = await bought();
    const [{ id }] = order.esims;
    await expectUnchanged(app, async () => {
      for (const reason of ['', '  ', 'ab', 'x'.repeat(501)])
        expect(await reveal(id, reason)).toEqual({ __typename: 'NothingToReveal', code: 'REASON_REQUIRED' });
      expect(await reveal('nothing', 'a reason')).toMatchObject({ code: 'ESIM_NOT_FOUND' });
      for (const as of [person, finance])
        expect((await reveal(id, 'a reason', as))[0].extensions.code).toBe('FORBIDDEN');
    });
    const { order: unpaid } = await checkout(app, person);
    const [pending] = (await ownOrder(app, person, unpaid.number)).esims;
    expect(await expectUnchanged(app, () => reveal(pending.id, 'a reason'))).toMatchObject({
      code: 'ESIM_NOT_READY',
    });
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
