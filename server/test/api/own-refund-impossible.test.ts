import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { expectUnchanged, settled } from '../kit/census.ts';
import { type Asking, ownRefundKit, slug } from '../kit/own-refund.ts';
import { checkout, type Person, signIn } from '../kit/shopper.ts';
import type { TestApp } from '../kit/test-app.ts';

let app: TestApp;
let finance: Person;
let admin: Person;
let person: Person;
const { open, newBuyer, ask, approve, bought, standing, becomes } = ownRefundKit(() => ({
  app,
  person,
  finance,
}));
beforeAll(async () => {
  ({ app, finance, admin } = await open());
});
beforeEach(async () => {
  person = await newBuyer();
});
afterAll(() => app.close());

describe('it cannot be had', () => {
  const unchanged = async (asking: Asking, code: string, as = person) =>
    expect(await expectUnchanged(app, () => ask(asking, as))).toMatchObject({
      __typename: 'RefundNotPossible',
      code,
      message: expect.any(String),
    });

  it('of somebody else’s order, of an eSIM of another, or of none', async () => {
    const order = await bought();
    const other = await signIn(app, `stranger-to-${order.number}@example.com`);
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
