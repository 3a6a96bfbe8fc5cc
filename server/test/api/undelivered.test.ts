import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { settled } from '../kit/census.ts';
import { type CheckoutOptions, checkout, ownOrder, type Person, payByCard, signIn } from '../kit/shopper.ts';
import { type ResultOf, startTestApp, type TestApp } from '../kit/test-app.ts';

const hour = 3_600_000;
let app: TestApp;
let person: Person;
beforeAll(async () => {
  app = await startTestApp({
    isClockMovable: true,
    env: { CONNECTED_YOU_TIMEOUT_SECONDS: '1', MAX_OPEN_ORDERS: '100', MAX_RESERVED_ITEMS: '100' },
  });
  person = await signIn(app, 'patient@example.com');
});
afterEach(async () => {
  await app.control('connectedYou', 'faults', undefined, 'DELETE');
  await app.sql('delete from supplier_breakers');
});
afterAll(() => app.close());

const fault = (details: object) => app.control('connectedYou', 'faults', { times: 'always', ...details });
const mailsAbout = async (number: string) =>
  (await app.mailsTo(person.email)).filter((mail) => mail.text.includes(number));

async function paid(options: CheckoutOptions = {}): Promise<ResultOf> {
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() });
  const { order, payment } = await checkout(app, person, options);
  await payByCard(payment);
  await becomes(order.number, 'to be paid', (seen) => seen.paymentStatus !== 'UNPAID');
  return order;
}
const becomes = (number: string, what: string, is: (order: ResultOf) => boolean) =>
  app.until(`order ${number} ${what}`, async () => {
    const order = await ownOrder(app, person, number);
    return is(order) ? order : null;
  });
/** Moves the clock a few hours at a time, letting what has fallen due begin. */
async function hours(count: number): Promise<void> {
  await app.control('stripe', 'clock', { offsetMs: app.clock.now().getTime() - Date.now() + count * hour });
  for (let left = count; left > 0; left -= 4) await app.clock.advance(Math.min(4, left) * hour);
}
const bookedFor = async (number: string) =>
  (
    await app.sql(
      'select e.kind from ledger_entries e join orders o on o.id = e.order_id where o.number = $1 and e.kind <> $2 order by e.id',
      [number, 'BALANCE_TRANSACTION'],
    )
  ).map(({ kind }) => kind);

describe('a paid order ends refunded when it cannot be delivered in time', () => {
  it.each([
    ['refused', { mode: 'error422' }],
    ['answers with errors', { mode: 'error500' }],
    ['is busy', { mode: 'error500', status: 503 }],
    ['limits us', { mode: 'error500', status: 429 }],
    ['breaks connections', { mode: 'reset' }],
    ['breaks connections after the order', { mode: 'reset_after_commit' }],
    ['answers with nonsense', { mode: 'malformed', kind: 'not_json' }],
    ['answers without a code', { mode: 'malformed', kind: 'blank_activation_code' }],
  ])('whose supplier %s', async (_what, details) => {
    await fault(details);
    const { number } = await paid();
    await hours(23);
    const waiting = await ownOrder(app, person, number);
    expect(waiting).toMatchObject({
      status: 'OPEN',
      paymentStatus: 'PAID',
      fulfillmentStatus: 'IN_PROGRESS',
    });
    await hours(2);
    const ended = await becomes(
      number,
      'to be refunded',
      ({ paymentStatus }) => paymentStatus === 'REFUNDED',
    );
    expect(ended).toMatchObject({ status: 'CANCELLED', fulfillmentStatus: 'FAILED' });
    expect(ended.esims).toMatchObject([{ status: 'FAILED', activationCode: null, iccid: null }]);
    expect(ended.holds.filter((hold: string) => hold.startsWith('SUPPLIER'))).toEqual([]);
    await app.until('the buyer to be told', async () =>
      (await mailsAbout(number)).some(({ subject }) => /refunded/.test(subject)) ? true : null,
    );
    // What comes back to life afterwards delivers nothing any more.
    await app.control('connectedYou', 'faults', undefined, 'DELETE');
    await hours(2);
    expect(await ownOrder(app, person, number)).toEqual(ended);
    expect(await bookedFor(number)).toEqual(['PAYMENT', 'REFUND']);
  });

  it('also where the process that asked its supplier last died in the call', async () => {
    await fault({ mode: 'error422' });
    const { number } = await paid();
    const { esims } = await becomes(number, 'to wait', (seen) => seen.esims[0]?.status === 'IN_REVIEW');
    await app.sql(
      "insert into provisioning_attempts (id, esim_id, supplier, reference, outcome, started_at) values (uuidv7(), $1, 'CONNECTED_YOU', 'died', 'STARTED', $2)",
      [esims[0].id, app.clock.now()],
    );
    await hours(26);
    await becomes(number, 'to be refunded', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    expect(
      await app.sql("select outcome, error_code as code from provisioning_attempts where reference = 'died'"),
    ).toEqual([{ outcome: 'UNKNOWN', code: 'PROCESS_DIED' }]);
    const alert = await app.until('a person to be told', async () => {
      await app.clock.advance(60_000);
      const found = await app.sql(
        "select subject, lines->>0 as line from staff_alerts where kind = 'SURPLUS_ESIM' and settled_at is null",
      );
      return found[0] ?? null;
    });
    expect(alert.subject).toMatch(/^CONNECTED_YOU may have made eSIMs that nobody gets: \d+$/);
    expect(alert.line).toContain(`The newest: ${number}`);
  });

  it('but not what a person has just set to work anew: that has its own time', async () => {
    await fault({ mode: 'error422' });
    const { number } = await paid({ quantity: 2 });
    const { esims } = await becomes(number, 'to wait', (seen) =>
      seen.esims.every(({ status }: ResultOf) => status === 'IN_REVIEW'),
    );
    await hours(20);
    const support = await signIn(app, 'support@tribi.test');
    const { data } = await app.graphql(
      `mutation ($esimId: ID!) { retryDelivery(input: { esimId: $esimId, reason: "once more", idempotencyKey: "anew" }) { __typename } }`,
      { esimId: esims[0].id },
      { as: support },
    );
    expect(data.retryDelivery.__typename).toBe('Esim');
    await hours(6);
    const part = await becomes(
      number,
      'to be refunded in part',
      ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED',
    );
    const stateOf = (order: ResultOf, { id }: ResultOf) =>
      order.esims.find((each: ResultOf) => each.id === id).status;
    expect([stateOf(part, esims[0]), stateOf(part, esims[1])]).toEqual(['IN_REVIEW', 'FAILED']);
    await hours(20);
    const ended = await becomes(
      number,
      'to be refunded',
      ({ paymentStatus }) => paymentStatus === 'REFUNDED',
    );
    expect(ended.payments[0].refunded.amount).toBe(ended.total.amount);
  });

  it('and does not send a refund again by itself that the bank sent back', async () => {
    await fault({ mode: 'error422' });
    const { number } = await paid();
    await hours(26);
    await becomes(number, 'to be refunded', ({ paymentStatus }) => paymentStatus === 'REFUNDED');
    const [{ id }] = await app.sql(
      `select r.stripe_refund_id as id from refunds r join payments p on p.id = r.payment_id
       join orders o on o.id = p.order_id where o.number = $1`,
      [number],
    );
    await app.control('stripe', `refunds/${id}`, { status: 'failed' });
    await becomes(number, 'to be held', ({ holds }) => holds.includes('REFUND_FAILED'));
    await hours(2);
    await settled(app);
    const refunds = await app.sql(
      `select r.status from refunds r join payments p on p.id = r.payment_id
       join orders o on o.id = p.order_id where o.number = $1`,
      [number],
    );
    expect(refunds).toEqual([{ status: 'FAILED' }]);
  });

  it('keeps what was delivered though a goodwill refund left less than the share, and asks finance', async () => {
    await fault({ mode: 'error422', times: 1 });
    const finance = await signIn(app, 'finance@tribi.test');
    const { number, total } = await paid({ quantity: 2 });
    await becomes(
      number,
      'to be delivered in part',
      ({ fulfillmentStatus }) => fulfillmentStatus === 'PARTIALLY_FULFILLED',
    );
    await app.graphql(
      `mutation ($number: String!, $amount: MoneyInput!) { refundOrder(number: $number, amount: $amount, reason: "goodwill",
        idempotencyKey: "goodwill") { __typename } }`,
      { number, amount: { amount: Math.floor(total.amount / 2), currency: 'USD' } },
      { as: finance },
    );
    await becomes(
      number,
      'to be refunded in part',
      ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED',
    );
    await hours(26);
    const ended = await becomes(number, 'to end', ({ status }) => status === 'COMPLETED');
    expect(ended.paymentStatus).toBe('PARTIALLY_REFUNDED');
    expect(ended.esims.map(({ status }: ResultOf) => status).sort()).toEqual(['FAILED', 'READY']);
    const asked = await app.sql(
      "select lines from staff_alerts where kind = 'UNDELIVERED_SHARE' and settled_at is null and subject like $1",
      [`%${number}%`],
    );
    expect(asked).toHaveLength(1);
    expect(asked[0].lines[0]).toMatch(/^\$\d+\.\d\d of it had been refunded before/);
  });

  it('that has eSIMs which were delivered keeps those and gets back the share of the others', async () => {
    await fault({ mode: 'error422', times: 2 });
    const { number } = await paid({ quantity: 3 });
    const part = await becomes(number, 'to be delivered in part', ({ esims }) =>
      esims.every((esim: ResultOf) => esim.status !== 'PROVISIONING'),
    );
    expect(part).toMatchObject({ fulfillmentStatus: 'PARTIALLY_FULFILLED', holds: ['SUPPLIER_REFUSED'] });
    await settled(app);
    const [first, ...more] = await mailsAbout(number);
    expect(more).toEqual([]);
    expect(first?.subject).toContain('1 of your 3');
    expect(first?.text).toContain(part.esims.find((esim: ResultOf) => esim.activationCode).activationCode);
    await hours(25);
    const ended = await becomes(
      number,
      'to be refunded in part',
      ({ paymentStatus }) => paymentStatus === 'PARTIALLY_REFUNDED',
    );
    expect(ended).toMatchObject({ status: 'COMPLETED', fulfillmentStatus: 'PARTIALLY_FULFILLED', holds: [] });
    expect(ended.payments[0].refunded.amount).toBe(Math.floor((ended.total.amount * 2) / 3));
    const { data } = await app.graphql(
      'query ($number: String!) { me { order(number: $number) { esims { status isRefunded } } } }',
      { number },
      { as: person },
    );
    const told = data.me.order.esims.map((esim: ResultOf) => `${esim.status} ${esim.isRefunded}`).sort();
    expect(told).toEqual(['FAILED true', 'FAILED true', 'READY false']);
    await hours(2);
    expect((await ownOrder(app, person, number)).payments).toEqual(ended.payments);
  });
});

describe('a part that is there', () => {
  it('is mailed once when the rest takes longer than ten minutes, and the whole when it has come', async () => {
    await app.sql(
      "insert into switches (name, is_on, reason, changed_by, changed_at) values ('SUPPLIER:CONNECTED_YOU', false, 'a test', 'test', now())",
    );
    const slug = 'portugal-1gb-7d';
    await app.sql(
      `update inventory_items set status = 'RETIRED' where status = 'AVAILABLE' and plan_id = (select id from plans where slug = $1)
       and id not in (select i.id from inventory_items i join plans p on p.id = i.plan_id where p.slug = $1 and i.status = 'AVAILABLE' order by i.id limit 1)`,
      [slug],
    );
    const { number } = await paid({ slug, quantity: 2 });
    await becomes(
      number,
      'to be delivered in part',
      ({ fulfillmentStatus }) => fulfillmentStatus === 'PARTIALLY_FULFILLED',
    );
    await app.clock.advance(5 * 60_000);
    expect(await mailsAbout(number)).toEqual([]);
    await app.clock.advance(7 * 60_000);
    const [mail] = await app.until('the part to be mailed', async () => {
      const mails = await mailsAbout(number);
      return mails.length > 0 ? mails : null;
    });
    expect(mail?.subject).toContain('1 of your 2');
    expect(mail?.text).toContain('One more takes a little longer');
    await app.clock.advance(30 * 60_000);
    expect(await mailsAbout(number)).toHaveLength(1);
    await app.sql("delete from switches where name = 'SUPPLIER:CONNECTED_YOU'");
    const whole = await becomes(
      number,
      'to be delivered',
      ({ fulfillmentStatus }) => fulfillmentStatus === 'FULFILLED',
    );
    const mails = await app.until('the whole to be mailed', async () => {
      const all = await mailsAbout(number);
      return all.length === 2 ? all : null;
    });
    for (const { activationCode } of whole.esims) expect(mails[0]?.text).toContain(activationCode);
  });
});

describe('where a person decides', () => {
  it('is called every day, and nothing is refunded', async () => {
    const manned = await startTestApp({ isClockMovable: true, env: { UNDELIVERED_POLICY: 'person' } });
    const buyer = await signIn(manned, 'manned@example.com');
    await manned.control('connectedYou', 'faults', { mode: 'error422', times: 'always' });
    await manned.control('stripe', 'clock', { offsetMs: manned.clock.now().getTime() - Date.now() });
    const { order, payment } = await checkout(manned, buyer);
    await payByCard(payment);
    await manned.until('the review', async () =>
      (await ownOrder(manned, buyer, order.number)).esims[0].status === 'IN_REVIEW' ? true : null,
    );
    const alert = async () =>
      (await manned.sql("select count, announced_at as at from staff_alerts where key = 'undelivered'"))[0];
    for (let day = 1; day <= 3; day += 1) {
      const morning = manned.clock.now();
      morning.setUTCHours(31, 0, 5, 0);
      await manned.clock.moveTo(morning);
      // Less than 24 hours after it was paid there is nothing to call for yet.
      if (day > 1)
        await manned.until(`the call of day ${day}`, async () =>
          (await alert())?.at >= morning.getTime() ? true : null,
        );
    }
    expect((await alert()).count).toBe(2);
    expect(await ownOrder(manned, buyer, order.number)).toMatchObject({
      paymentStatus: 'PAID',
      status: 'OPEN',
    });
    expect(await manned.sql('select 1 from refunds')).toEqual([]);
    await manned.close();
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
