import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { ownRefundKit } from '../kit/own-refund.ts';
import type { Person } from '../kit/shopper.ts';
import type { ResultOf, TestApp } from '../kit/test-app.ts';

let app: TestApp;
let finance: Person;
let admin: Person;
let person: Person;
const {
  open,
  newBuyer,
  ask,
  decide,
  approve,
  refuse,
  bought,
  standing,
  becomes,
  refundedAtStripe,
  subjects,
} = ownRefundKit(() => ({ app, person, finance }));
beforeAll(async () => {
  ({ app, finance, admin } = await open());
});
beforeEach(async () => {
  person = await newBuyer();
});
afterAll(() => app.close());

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
