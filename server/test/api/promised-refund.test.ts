import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import { ScriptedSupplier } from '../kit/scripted-supplier.ts';
import { checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const slug = 'spain-3gb-30d';
const supplier = new ScriptedSupplier('HANDY', { hasIdempotencyHandle: true });
let app: TestApp;
let finance: Person;
let support: Person;
let person: Person;
let serial = 0;
beforeAll(async () => {
  app = await startTestApp({ isClockMovable: true, moreProviders: [supplier] });
  finance = await signIn(app, 'finance@tribi.test');
  support = await signIn(app, 'support@tribi.test');
  await app.sql(
    `update plan_suppliers set supplier = 'HANDY' where plan_id = (select id from plans where slug = $1)`,
    [slug],
  );
});
beforeEach(async () => {
  serial += 1;
  person = await signIn(app, `promised-${serial}@example.com`);
});
afterEach(async () => {
  supplier.will([]);
  await app.sql('delete from switches');
  await app.control('stripe', 'faults', undefined, 'DELETE');
  await app.control('stripe', 'faults', { target: 'webhooks', mode: 'normal' });
});
afterAll(() => app.close());

async function paid(): Promise<{ number: string; intent: string }> {
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
  const { order, payment } = await checkout(app, person, { slug });
  await payByCard(payment);
  return { number: order.number, intent: payment.paymentIntentId };
}
const becomes = (number: string, what: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number} ${what}`, async () => {
    const order = await ownOrder(app, person, number);
    return is(order) ? order : null;
  });
const stripeIsAway = () =>
  app.control('stripe', 'faults', { mode: 'error500', method: 'POST', path: '/v1/refunds', times: 'always' });
async function refundAll(number: string): Promise<ResultOf> {
  const { data, errors } = await app.graphql(
    `mutation ($number: String!, $key: String!) { refundOrder(number: $number, reason: "a test", idempotencyKey: $key) { __typename } }`,
    { number, key: `all of ${number}` },
    { as: finance },
  );
  return data?.refundOrder ?? errors;
}
const itemsOf = async (number: string): Promise<string[]> =>
  (
    await app.sql(
      'select i.status from inventory_items i join orders o on o.id = i.order_id where o.number = $1 order by i.id',
      [number],
    )
  ).map(({ status }) => status);
async function desk(name: string, type: string, input: object): Promise<ResultOf> {
  serial += 1;
  const { data, errors } = await app.graphql(
    `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ... on Esim { status } ... on UserError { code } } }`,
    { input: { reason: 'a test', idempotencyKey: `promised-${serial}`, ...input } },
    { as: support },
  );
  return data?.[name] ?? errors;
}

describe('a full refund that is promised while Stripe is away', () => {
  it('is not forgotten for a dispute that is won', async () => {
    await app.sql(
      "insert into switches (name, is_on, reason, changed_by, changed_at) values ('SUPPLIER:HANDY', false, 'a test', 'test', now())",
    );
    const { number, intent } = await paid();
    await becomes(number, 'to wait', (seen) => seen.esims[0]?.status === 'PROVISIONING');
    await stripeIsAway();
    expect(await refundAll(number)).toEqual({ __typename: 'PaymentProviderUnavailable' });
    await app.sql('delete from switches');
    const dispute = await app.control('stripe', 'disputes', { payment_intent: intent });
    await becomes(number, 'to be disputed', ({ paymentStatus }) => paymentStatus === 'DISPUTED');
    await app.control('stripe', `disputes/${dispute.id}`, { outcome: 'won' });
    await becomes(number, 'to be paid again', ({ paymentStatus }) => paymentStatus === 'PAID');
    await app.clock.tick();
    expect(supplier.asked).toEqual([]);
    expect((await ownOrder(app, person, number)).esims).toMatchObject([{ status: 'IN_REVIEW' }]);
  });

  it('keeps what a supplier is making from the buyer; once the refund has failed for good it can be delivered', async () => {
    const release = supplier.hold();
    const { number, intent } = await paid();
    await app.until('the call', async () => (supplier.asked.length > 0 ? true : null));
    await stripeIsAway();
    expect(await refundAll(number)).toEqual({ __typename: 'PaymentProviderUnavailable' });
    release();
    await app.until('the profile to come in', async () => ((await itemsOf(number)).length > 0 ? true : null));
    expect(await itemsOf(number)).toEqual(['RESERVED']);
    const [waiting] = (await ownOrder(app, person, number)).esims;
    expect(waiting).toMatchObject({ status: 'IN_REVIEW', activationCode: null, iccid: null });
    // Part of it was refunded in Stripe's dashboard: Stripe refuses to give back all of it.
    await app.control('stripe', 'faults', { target: 'webhooks', mode: 'never' });
    await app.control('stripe', 'refunds', { payment_intent: intent, amount: 100 });
    await app.control('stripe', 'faults', undefined, 'DELETE');
    await app.clock.advance(120_000);
    await becomes(number, 'to be held', ({ holds }) => holds.includes('REFUND_FAILED'));
    expect(await desk('retryDelivery', 'RetryDeliveryInput', { esimId: waiting.id })).toMatchObject({
      __typename: 'Esim',
    });
    const { esims } = await becomes(number, 'to be delivered', (seen) => seen.esims[0].status === 'READY');
    expect(esims[0].activationCode).toBe(supplier.made[0]?.esim.activationCode);
    expect(supplier.asked).toHaveLength(1);
  });

  it('leaves no call without an end: of one whose process died a person is told that it may have made an eSIM', async () => {
    const setSupplier = (isOn: boolean) =>
      app.sql(
        `insert into switches (name, is_on, reason, changed_by, changed_at) values ('SUPPLIER:HANDY', $1, 'a test', 'test', now())
         on conflict (name) do update set is_on = excluded.is_on`,
        [isOn],
      );
    await setSupplier(false);
    const { number } = await paid();
    const { esims } = await becomes(number, 'to wait', (seen) => seen.esims[0]?.status === 'PROVISIONING');
    const esimId = esims[0].id;
    expect(await refundAll(number)).toMatchObject({ __typename: 'Order' });
    await becomes(number, 'to be refunded', (seen) => seen.paymentStatus === 'REFUNDED');
    // Written down last, so that the time it may take begins now.
    await app.sql(
      `insert into provisioning_attempts (id, esim_id, supplier, reference, outcome, started_at)
       values (uuidv7(), $1, 'HANDY', 'died', 'STARTED', $2)`,
      [esimId, app.clock.now()],
    );
    await setSupplier(true);
    const calls = () =>
      app.sql('select outcome, error_code as code from provisioning_attempts where esim_id = $1', [esimId]);
    const alerts = () =>
      app.sql(
        `select subject from staff_alerts where kind = 'SURPLUS_ESIM' and settled_at is null and lines->>0 like $1`,
        [`%${number}%`],
      );
    // The call may still be going on.
    await app.clock.advance(90_000);
    expect(await calls()).toEqual([{ outcome: 'STARTED', code: null }]);
    expect(await alerts()).toEqual([]);
    await app.clock.advance(120_000);
    await settled(app);
    expect(await calls()).toEqual([{ outcome: 'UNKNOWN', code: 'PROCESS_DIED' }]);
    expect(await alerts()).toEqual([{ subject: 'HANDY may have made eSIMs that nobody gets: 1' }]);
    expect(supplier.asked).toEqual([]);
    // Told once; what a person has settled is not told again.
    await app.clock.advance(180_000);
    await settled(app);
    const [open] = await app.sql(
      "select id, count from staff_alerts where kind = 'SURPLUS_ESIM' and settled_at is null",
    );
    expect(open.count).toBe(1);
    await app.sql("update staff_alerts set settled_at = $1, settled_by = 'a test' where id = $2", [
      app.clock.now(),
      open.id,
    ]);
    await app.clock.advance(180_000);
    await settled(app);
    expect(await alerts()).toEqual([]);
  });

  it('ends the delivery at once: for the job, for the desk, and for the sweep', async () => {
    await app.sql(
      "insert into switches (name, is_on, reason, changed_by, changed_at) values ('SUPPLIER:HANDY', false, 'a test', 'test', now())",
    );
    const { number } = await paid();
    const { esims } = await becomes(number, 'to wait', (seen) => seen.esims[0]?.status === 'PROVISIONING');
    await stripeIsAway();
    expect(await refundAll(number)).toEqual({ __typename: 'PaymentProviderUnavailable' });
    await app.clock.advance(600_000);
    expect(supplier.asked).toEqual([]);
    expect((await ownOrder(app, person, number)).esims).toMatchObject([{ status: 'IN_REVIEW' }]);

    const esimId = esims[0].id;
    const refused = { __typename: 'DeliveryNotPossible', code: 'ORDER_NOT_DELIVERABLE' };
    expect(await desk('retryDelivery', 'RetryDeliveryInput', { esimId })).toEqual(refused);
    const found = {
      esimId,
      activationCode: 'LPA:1$smdp.found.example$FOUND-1',
      iccid: '890100000000000017',
      providerReference: 'FOUND-1',
    };
    expect(await desk('attachSupplierOrder', 'AttachSupplierOrderInput', found)).toEqual(refused);

    for (let hour = 0; hour < 26; hour += 2) await app.clock.advance(2 * 3_600_000);
    expect(supplier.asked).toEqual([]);
    expect((await ownOrder(app, person, number)).esims).toMatchObject([{ status: 'IN_REVIEW' }]);
    expect(await app.sql("select 1 from staff_alerts where kind = 'UNDELIVERED_SHARE'")).toEqual([]);

    await app.control('stripe', 'faults', undefined, 'DELETE');
    await app.clock.advance(7 * 3_600_000);
    const ended = await becomes(number, 'to be refunded', (seen) => seen.paymentStatus === 'REFUNDED');
    expect(ended).toMatchObject({ status: 'CANCELLED', esims: [{ status: 'FAILED' }], holds: [] });
    expect(
      await app.sql(
        'select r.status from refunds r join payments p on p.id = r.payment_id join orders o on o.id = p.order_id where o.number = $1',
        [number],
      ),
    ).toEqual([{ status: 'SUCCEEDED' }]);
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
