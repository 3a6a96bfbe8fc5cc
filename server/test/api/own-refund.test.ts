import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { atStatement } from '../kit/interject.ts';
import {
  buy,
  type CheckoutOptions,
  checkout,
  ownOrder,
  type Person,
  payByCard,
  signIn,
} from '../kit/shopper.ts';
import { stripeApi } from '../kit/stripe-events.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const slug = 'spain-1gb-7d';
let app: TestApp;
let finance: Person;
let support: Person;
let admin: Person;
let person: Person;
let serial = 0;
beforeAll(async () => {
  app = await startTestApp({ env: { MAX_OPEN_ORDERS: '100', RATE_LIMIT_REFUND_REQUESTS_PER_HOUR: '1000' } });
  finance = await signIn(app, 'finance@tribi.test');
  admin = await signIn(app, 'admin@tribi.test');
  support = await signIn(app, 'support@tribi.test');
});
beforeEach(async () => {
  serial += 1;
  person = await signIn(app, `asking-${serial}@example.com`);
});
afterEach(() => setMail(true));
afterAll(() => app.close());

interface Asking {
  number: string;
  esimIds?: string[] | null;
  reason?: string;
  key?: string;
}
async function ask(
  { number, esimIds = null, reason = 'Plans changed', key }: Asking,
  as = person,
): Promise<ResultOf> {
  serial += 1;
  const { data, errors } = await app.graphql(
    `mutation ($number: String!, $ids: [ID!], $reason: String!, $key: String!) {
      requestRefund(orderNumber: $number, esimIds: $ids, reason: $reason, idempotencyKey: $key) { __typename
        ... on RefundRequested { isAtOnce request { id status amount { amount } esims { id } } order { number } }
        ... on UserError { code message } ... on InvalidInput { errors { path code } } } }`,
    { number, ids: esimIds, reason, key: key ?? `ask-${serial}` },
    { as },
  );
  return data?.requestRefund ?? errors;
}
async function decide(mutation: string, variables: object, as = finance): Promise<ResultOf> {
  const { data, errors } = await app.graphql(mutation, variables, { as });
  return data ? Object.values(data)[0] : errors;
}
const approve = (id: string, as = finance) =>
  decide(
    'mutation ($id: ID!) { approveRefundRequest(id: $id) { __typename ... on RefundRequest { status } ... on UserError { code } } }',
    { id },
    as,
  );
const refuse = (id: string, reason = 'It was installed', as = finance) =>
  decide(
    `mutation ($id: ID!, $reason: String!) { refuseRefundRequest(id: $id, reason: $reason) {
      __typename ... on RefundRequest { status answer } ... on UserError { code } } }`,
    { id, reason },
    as,
  );

/** A delivered order whose jobs and webhooks are all done. */
async function bought(options: CheckoutOptions = {}, as = person): Promise<ResultOf> {
  const order = await buy(app, as, { slug, ...options });
  await settled(app);
  return order;
}
const setMail = (isOn: boolean) =>
  app.graphql(
    `mutation ($isOn: Boolean!) { setSwitch(name: "MAIL", isOn: $isOn, reason: "a test") { __typename } }`,
    { isOn },
    { as: admin },
  );
/** The same, while no mail goes out and nobody looks at the codes. */
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
async function standing(number: string, as = person): Promise<ResultOf> {
  const { data } = await app.graphql(
    `query ($n: String!) { me { order(number: $n) { paymentStatus esims { id status activationCode }
      refundOffer { esims { id } share { amount } } timeline { text }
      refundRequests { id status answer amount { amount } refund { status amount { amount } } } } } }`,
    { n: number },
    { as },
  );
  return data.me.order;
}
const becomes = (number: string, paymentStatus: string, as = person) =>
  app.until(`${number} to be ${paymentStatus}`, async () => {
    const order = await standing(number, as);
    return order.paymentStatus === paymentStatus ? order : null;
  });
async function refundedAtStripe(number: string): Promise<number> {
  const [{ id }] = await app.sql(
    'select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
    [number],
  );
  const { data } = await stripeApi(app, `refunds?payment_intent=${id}&limit=100`);
  return data.reduce((sum: number, each: ResultOf) => sum + (each.status === 'failed' ? 0 : each.amount), 0);
}
const subjects = async (email: string) => (await app.mailsTo(email)).map(({ subject }) => subject);

describe('a refund of codes that have been seen', () => {
  it('waits for a person, is told to the buyer, and goes back whole when a person agrees', async () => {
    const order = await bought({ quantity: 2 });
    const total = order.total.amount;
    expect((await standing(order.number)).refundOffer).toMatchObject({
      esims: order.esims.map(({ id }: ResultOf) => ({ id })),
      share: { amount: total / 2 },
    });
    const asked = await ask({ number: order.number });
    expect(asked).toMatchObject({
      __typename: 'RefundRequested',
      isAtOnce: false,
      request: { status: 'OPEN', amount: { amount: total } },
    });
    const waiting = await standing(order.number);
    expect(waiting).toMatchObject({ refundOffer: null, refundRequests: [{ status: 'OPEN', refund: null }] });
    expect(waiting.esims[0].activationCode).not.toBeNull();
    await app.until('the mail', async () =>
      (await subjects(person.email)).some((subject) => /your request for/.test(subject)) ? true : null,
    );
    const desk = await app.graphql('query { desk { waiting { kind count dueAt } } }', {}, { as: finance });
    expect(desk.data.desk.waiting).toContainEqual(
      expect.objectContaining({ kind: 'REFUND_REQUEST', dueAt: expect.any(String) }),
    );
    const orders = await app.graphql(
      'query { orders(filter: { hasRefundRequest: true }) { nodes { number refundRequests { status } } } }',
      {},
      { as: finance },
    );
    expect(orders.data.orders.nodes).toContainEqual({
      number: order.number,
      refundRequests: [{ status: 'OPEN' }],
    });

    expect(await approve(asked.request.id)).toEqual({ __typename: 'RefundRequest', status: 'APPROVED' });
    const back = await becomes(order.number, 'REFUNDED');
    expect(back.refundRequests).toMatchObject([{ status: 'APPROVED', amount: { amount: total } }]);
    expect(back.esims).toMatchObject([
      { status: 'REVOKED', activationCode: null },
      { status: 'REVOKED', activationCode: null },
    ]);
    expect(back.timeline.map(({ text }: ResultOf) => text)).toEqual(
      expect.arrayContaining(['You asked for a refund', 'Your refund was agreed to', 'Payment refunded']),
    );
    await settled(app);
    expect(await refundedAtStripe(order.number)).toBe(total);
    expect(await subjects(person.email)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^We refunded/)]),
    );
    // Agreed to again, nothing happens; a no is too late.
    await expectUnchanged(app, async () => {
      expect(await approve(asked.request.id, admin)).toMatchObject({ status: 'APPROVED' });
      expect(await refuse(asked.request.id)).toMatchObject({ code: 'ALREADY_ANSWERED' });
    });
    expect(await wrongInBooks(app)).toEqual([]);
  });

  it('of one eSIM of two gives its share and takes that one back alone; then the other', async () => {
    const order = await bought({ quantity: 2 });
    const [first, second] = order.esims;
    const total = order.total.amount;
    const asked = await ask({ number: order.number, esimIds: [second.id] });
    expect(asked.request.esims).toEqual([{ id: second.id }]);
    await approve(asked.request.id);
    const partly = await becomes(order.number, 'PARTIALLY_REFUNDED');
    expect(partly.esims).toMatchObject([{ status: 'READY' }, { status: 'REVOKED' }]);
    expect(partly.refundOffer.esims).toEqual([{ id: first.id }]);
    const items = await app.sql(
      'select i.status from inventory_items i join esims e on e.inventory_item_id = i.id where e.id = any($1) order by e.position',
      [[first.id, second.id]],
    );
    expect(items).toEqual([{ status: 'ASSIGNED' }, { status: 'RETIRED' }]);
    await settled(app);
    const rest = await ask({ number: order.number });
    expect(rest.request.esims).toEqual([{ id: first.id }]);
    await approve(rest.request.id);
    await becomes(order.number, 'REFUNDED');
    await settled(app);
    expect(await refundedAtStripe(order.number)).toBe(total);
    expect(await wrongInBooks(app)).toEqual([]);
  });

  it('is refused with a reason that the buyer reads, once and for all', async () => {
    const order = await bought();
    const { request } = await ask({ number: order.number });
    await settled(app);
    expect(await expectUnchanged(app, () => refuse(request.id, ' '))).toMatchObject({
      __typename: 'InvalidInput',
    });
    expect(await refuse(request.id)).toMatchObject({ status: 'REFUSED', answer: 'It was installed' });
    await app.until('the mail', async () =>
      (await app.mailsTo(person.email)).some(({ text }) => text.includes('It was installed')) ? true : null,
    );
    await settled(app);
    const after = await standing(order.number);
    expect(after).toMatchObject({
      paymentStatus: 'PAID',
      refundOffer: null,
      refundRequests: [{ status: 'REFUSED', answer: 'It was installed' }],
      esims: [{ status: 'READY' }],
    });
    await expectUnchanged(app, async () => {
      expect(await refuse(request.id, 'Again')).toMatchObject({ status: 'REFUSED' });
      expect(await approve(request.id)).toMatchObject({ code: 'ALREADY_ANSWERED' });
      expect(await ask({ number: order.number })).toMatchObject({ code: 'ALREADY_ANSWERED' });
    });
  });
});

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

describe('it cannot be had', () => {
  const unchanged = async (asking: Asking, code: string, as = person) =>
    expect(await expectUnchanged(app, () => ask(asking, as))).toMatchObject({
      __typename: 'RefundNotPossible',
      code,
      message: expect.any(String),
    });

  it('of somebody else’s order, of an eSIM of another, or of none', async () => {
    const order = await bought();
    const other = await signIn(app, `stranger-${serial}@example.com`);
    const another = await bought({}, other);
    await unchanged({ number: order.number }, 'ORDER_NOT_FOUND', other);
    await unchanged({ number: order.number }, 'ORDER_NOT_FOUND', finance);
    await unchanged({ number: order.number, esimIds: [another.esims[0].id] }, 'ESIM_NOT_FOUND');
    await unchanged({ number: order.number, esimIds: [order.esims[0].id, 'none'] }, 'ESIM_NOT_FOUND');
    await unchanged({ number: order.number, esimIds: [] }, 'ESIM_NOT_FOUND');
  });

  it.each([
    ['INSTALLED', 'IN_USE'],
    ['ACTIVE', 'IN_USE'],
    ['EXPIRED', 'IN_USE'],
    ['REVOKED', 'ALREADY_REFUNDED'],
  ])('of an eSIM that is %s', async (status, code) => {
    const order = await bought();
    await app.sql('update esims set status = $2 where id = $1', [order.esims[0].id, status]);
    await unchanged({ number: order.number }, code);
    expect((await standing(order.number)).refundOffer).toBeNull();
  });

  it('after its days, before the delivery, and of what is not paid', async () => {
    const order = await bought();
    await app.sql("update esims set ready_at = now() - interval '14 days' where id = $1", [
      order.esims[0].id,
    ]);
    await unchanged({ number: order.number }, 'TOO_LATE');
    const { order: open } = await checkout(app, person, { slug });
    await unchanged({ number: open.number }, 'ORDER_NOT_PAID');
  });

  it('of an order that is disputed, or that a person looks at', async () => {
    const order = await bought();
    const [{ id }] = await app.sql(
      'select p.payment_intent_id as id from payments p join orders o on o.id = p.order_id where o.number = $1',
      [order.number],
    );
    const { request } = await ask({ number: order.number });
    const dispute = await app.control('stripe', 'disputes', { payment_intent: id });
    await becomes(order.number, 'DISPUTED');
    await settled(app);
    await unchanged({ number: order.number }, 'ORDER_NOT_PAID');
    expect(await expectUnchanged(app, () => approve(request.id))).toMatchObject({ code: 'ORDER_NOT_PAID' });
    // Lost, all of the money is gone, and the request ends with it.
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'lost' });
    const lost = await becomes(order.number, 'REFUNDED');
    expect(lost.refundRequests).toMatchObject([{ status: 'SETTLED', refund: null }]);
    await settled(app);
    expect(await expectUnchanged(app, () => approve(request.id))).toMatchObject({ code: 'ALREADY_ANSWERED' });

    const held = await bought();
    await app.sql(`update orders set holds = '["REFUND_FAILED"]' where number = $1`, [held.number]);
    await unchanged({ number: held.number }, 'ORDER_HELD');
  });

  it('of an eSIM that was installed between the asking and the answer', async () => {
    const order = await bought();
    const { request } = await ask({ number: order.number });
    await settled(app);
    await app.sql("update esims set status = 'INSTALLED' where id = $1", [order.esims[0].id]);
    expect(await expectUnchanged(app, () => approve(request.id))).toMatchObject({ code: 'IN_USE' });
    expect((await standing(order.number)).refundRequests).toMatchObject([{ status: 'OPEN' }]);
  });

  it('from the one who asks, though they work here', async () => {
    const order = await bought({}, finance);
    const { request } = await ask({ number: order.number }, finance);
    await settled(app);
    expect(await expectUnchanged(app, () => approve(request.id))).toMatchObject({ code: 'OWN_REQUEST' });
    expect(await approve(request.id, admin)).toMatchObject({ status: 'APPROVED' });
    await becomes(order.number, 'REFUNDED', finance);
  });

  it('without a reason or a key', async () => {
    const order = await bought();
    const answer = await expectUnchanged(app, () => ask({ number: order.number, reason: ' ', key: '' }));
    expect(answer.errors).toEqual([
      { path: 'reason', code: 'REASON_REQUIRED' },
      { path: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_LENGTH' },
    ]);
  });
});

describe('asked for at once by many', () => {
  it('is one request, by one key or by many', async () => {
    const order = await bought();
    const same = await Promise.all(
      Array.from({ length: 5 }, () => ask({ number: order.number, key: 'one' })),
    );
    expect(new Set(same.map(({ request }) => request.id)).size).toBe(1);
    const others = await Promise.all(Array.from({ length: 5 }, () => ask({ number: order.number })));
    for (const answer of others) expect(answer).toMatchObject({ code: 'ALREADY_ASKED' });
    expect(await ask({ number: order.number, key: 'one', reason: 'Another one' })).toMatchObject({
      __typename: 'IdempotencyConflict',
    });
    expect((await standing(order.number)).refundRequests).toHaveLength(1);
  });

  it('and agreed to by two, it is given back once', async () => {
    const order = await bought();
    const { request } = await ask({ number: order.number });
    const answers = await Promise.all([approve(request.id), approve(request.id, admin), refuse(request.id)]);
    expect(answers.filter(({ __typename }) => __typename === 'RefundRequest').length).toBeGreaterThan(0);
    await settled(app);
    const [{ count }] = await app.sql(
      "select count(*)::int as count from audit_log where subject_label = $1 and action like '%RefundRequest'",
      [order.number],
    );
    expect(count).toBe(1);
    expect([0, order.total.amount]).toContain(await refundedAtStripe(order.number));
  });

  it('and refunded at the desk meanwhile, the money goes back once', async () => {
    const order = await bought();
    const { request } = await ask({ number: order.number });
    const desk = () =>
      decide(
        'mutation ($n: String!) { refundOrder(number: $n, reason: "a race", idempotencyKey: "desk race") { __typename } }',
        { n: order.number },
      );
    await Promise.all([approve(request.id), desk()]);
    const back = await becomes(order.number, 'REFUNDED');
    await settled(app);
    expect(await refundedAtStripe(order.number)).toBe(order.total.amount);
    expect(['APPROVED', 'SETTLED']).toContain(back.refundRequests[0].status);
    expect(await wrongInBooks(app)).toEqual([]);
  });
});

it('the policy is told to everybody', async () => {
  const { data } = await app.graphql('query { shop { refundPolicy { days answerHours } } }');
  expect(data.shop.refundPolicy).toEqual({ days: 14, answerHours: 48 });
});
