import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settled } from '../kit/census.ts';
import { ScriptedSupplier } from '../kit/scripted-supplier.ts';
import { type CheckoutOptions, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const slug = 'spain-3gb-30d';
const stocked = 'portugal-1gb-7d';
const supplier = new ScriptedSupplier('HANDY', { hasIdempotencyHandle: true });
let app: TestApp;
let finance: Person;
let person: Person;
let serial = 0;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true, moreProviders: [supplier] });
  finance = await signIn(app, 'finance@tribi.test');
  await app.sql(
    `update plan_suppliers set supplier = 'HANDY' where plan_id in (select id from plans where slug = any($1))`,
    [[slug, stocked]],
  );
});
beforeEach(async () => {
  serial += 1;
  person = await signIn(app, `returning-${serial}@example.com`);
});
afterEach(() => supplier.will([]));
afterAll(() => app.close());

async function paid(options: CheckoutOptions = {}): Promise<{ number: string; intent: string }> {
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
  const { order, payment } = await checkout(app, person, { slug, ...options });
  await payByCard(payment);
  return { number: order.number, intent: payment.paymentIntentId };
}
const becomes = (number: string, what: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number} ${what}`, async () => {
    const order = await ownOrder(app, person, number);
    return is(order) ? order : null;
  });
const delivered = (number: string) =>
  becomes(number, 'to be delivered', ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED');
const called = () => app.until('the call', async () => (supplier.asked.length > 0 ? true : null));
const itemsOf = async (number: string): Promise<string[]> =>
  (
    await app.sql(
      'select i.status from inventory_items i join orders o on o.id = i.order_id where o.number = $1 order by i.id',
      [number],
    )
  ).map(({ status }) => status);
async function refundAll(number: string): Promise<void> {
  const { data } = await app.graphql(
    `mutation ($number: String!, $key: String!) { refundOrder(number: $number, reason: "a test", idempotencyKey: $key) { __typename } }`,
    { number, key: `all of ${number}` },
    { as: finance },
  );
  expect(data.refundOrder.__typename).toBe('Order');
  await becomes(number, 'to be refunded', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
}

describe('an order whose money went back', () => {
  it('has its codes taken back: from its owner, from mails, and from the shelf', async () => {
    const { number } = await paid({ slug: stocked, quantity: 2 });
    await delivered(number);
    await settled(app);
    await refundAll(number);
    const order = await ownOrder(app, person, number);
    expect(order).toMatchObject({ status: 'COMPLETED', fulfillmentStatus: 'FULFILLED' });
    for (const esim of order.esims)
      expect(esim).toMatchObject({
        status: 'REVOKED',
        activationCode: null,
        smdpAddress: null,
        matchingId: null,
        qrCode: null,
        installLinks: null,
      });
    expect(await itemsOf(number)).toEqual(['RETIRED', 'RETIRED']);
    const { data } = await app.graphql(
      'mutation ($n: String!) { resendDelivery(orderNumber: $n) { __typename ... on UserError { code } } }',
      { n: number },
      { as: person },
    );
    expect(data.resendDelivery).toEqual({ __typename: 'NothingToResend', code: 'NOTHING_TO_RESEND' });
    const moves = await app.sql(
      `select concat_ws('>', m.from_status, m.to_status) as move, m.actor, m.reason from inventory_moves m
       join orders o on o.id = m.order_id where o.number = $1 and m.to_status = 'RETIRED'`,
      [number],
    );
    expect(moves).toHaveLength(2);
    expect(moves[0]).toMatchObject({ move: 'ASSIGNED>RETIRED', reason: 'all of the money went back' });
  });

  it('gets nothing from a supplier that answers afterwards; the profile is kept out of use and told of', async () => {
    const release = supplier.hold();
    const { number } = await paid();
    await called();
    await refundAll(number);
    release();
    await app.until('the profile to come in', async () => ((await itemsOf(number)).length > 0 ? true : null));
    expect(await itemsOf(number)).toEqual(['RETIRED']);
    const order = await ownOrder(app, person, number);
    expect(order).toMatchObject({ status: 'CANCELLED', fulfillmentStatus: 'FAILED' });
    expect(order.esims).toMatchObject([{ status: 'FAILED', activationCode: null }]);
    const alerts = await app.sql('select 1 from staff_alerts where key = $1', [
      `surplus:${order.esims[0].id}`,
    ]);
    expect(alerts).toHaveLength(1);
  });
});

describe('an order whose full refund the bank sends back', () => {
  it('is a person’s: nothing is refunded again by itself, also when they have released the hold', async () => {
    supplier.will([], 'refuse');
    const { number } = await paid();
    await becomes(number, 'to wait for a person', ({ esims }) => esims[0]?.status === 'IN_REVIEW');
    await refundAll(number);
    const refunds = () =>
      app.sql(
        `select r.status, r.stripe_refund_id as id from refunds r join payments p on p.id = r.payment_id
         join orders o on o.id = p.order_id where o.number = $1`,
        [number],
      );
    const [{ id }] = await refunds();
    await app.control('stripe', `refunds/${id}`, { status: 'failed' });
    await becomes(number, 'to be held', ({ holds }) => holds.includes('REFUND_FAILED'));
    const { data } = await app.graphql(
      `mutation ($number: String!) { releaseHold(number: $number, hold: "REFUND_FAILED", reason: "paid by transfer") { __typename } }`,
      { number },
      { as: finance },
    );
    expect(data.releaseHold.__typename).toBe('Order');
    for (let hour = 0; hour < 26; hour += 2) await app.clock.advance(2 * 3_600_000);
    await settled(app);
    expect(await refunds()).toMatchObject([{ status: 'FAILED' }]);
  });
});

describe('a dispute that comes before the delivery', () => {
  it('keeps each profile for the eSIM it was made for, and books it once', async () => {
    supplier.will(['refuse']);
    const release = supplier.hold();
    const { number, intent } = await paid({ quantity: 2 });
    await app.until('both calls', async () => (supplier.asked.length === 2 ? true : null));
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent });
    await becomes(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    release();
    await app.until('the profile to come in', async () => ((await itemsOf(number)).length > 0 ? true : null));
    // Its eSIM comes last, so that another one could take it first.
    await app.sql(
      `update esims set position = case when id = (select esim_id from inventory_items where order_id = esims.order_id) then 2 else 1 end + 2
       where order_id = (select id from orders where number = $1)`,
      [number],
    );
    await app.sql(
      'update esims set position = position - 2 where order_id = (select id from orders where number = $1)',
      [number],
    );
    supplier.will([]);
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'won' });
    await delivered(number);
    expect(supplier.made).toHaveLength(1);
    const booked = await app.sql(
      `select count(*)::int as entries, count(distinct e.esim_id)::int as esims from ledger_entries e
       join orders o on o.id = e.order_id where o.number = $1 and e.kind = 'SUPPLIER_COST'`,
      [number],
    );
    expect(booked).toEqual([{ entries: 2, esims: 2 }]);
    const rightly = await app.sql(
      `select count(*)::int as n from inventory_items i join esims e on e.id = i.esim_id and e.inventory_item_id = i.id
       join orders o on o.id = e.order_id where o.number = $1`,
      [number],
    );
    expect(rightly).toEqual([{ n: 1 }]);
  });

  it.each([
    ['won', 'READY', 'ASSIGNED'],
    ['lost', 'FAILED', 'RETIRED'],
  ])('holds the profile back that a supplier is making, until it is %s', async (outcome, status, item) => {
    const release = supplier.hold();
    const { number, intent } = await paid();
    await called();
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent });
    await becomes(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    release();
    await app.until('the profile to come in', async () => ((await itemsOf(number)).length > 0 ? true : null));
    expect(await itemsOf(number)).toEqual(['RESERVED']);
    const held = await ownOrder(app, person, number);
    expect(held.esims).toMatchObject([{ status: 'IN_REVIEW', activationCode: null, iccid: null }]);
    await app.control('stripe', `disputes/${dispute.id}`, { outcome });
    const ended = await becomes(number, `to be ${status}`, ({ esims }) => esims[0].status === status);
    expect(await itemsOf(number)).toEqual([item]);
    expect(ended.esims[0].activationCode).toBe(
      status === 'READY' ? supplier.made[0]?.esim.activationCode : null,
    );
    expect(supplier.asked).toHaveLength(1);
  });
});
