import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { deliveryDeskKit, refused, slug } from '../kit/delivery-desk.ts';
import { checkout, ownOrder, type Person } from '../kit/shopper.ts';
import type { ResultOf, TestApp } from '../kit/test-app.ts';

let app: TestApp;
let support: Person;
let finance: Person;
let person: Person;
const { plain, handy, open, newBuyer, calm, paid, esimWhen, inReview, retry, attach, giveUp, profile } =
  deliveryDeskKit(() => ({ app, person, support, finance }));
beforeAll(async () => {
  ({ app, support, finance } = await open());
});
beforeEach(async () => {
  person = await newBuyer();
});
afterEach(() => calm());
afterAll(() => app.close());

describe('retryDelivery', () => {
  it('begins anew with suppliers that refused, once for its key', async () => {
    const { number, esimId } = await inReview('refuse');
    const input = { esimId, idempotencyKey: 'once' };
    expect(await retry(input)).toEqual({ __typename: 'Esim', status: 'PROVISIONING' });
    await esimWhen(number, 'READY');
    expect(await retry(input)).toEqual({ __typename: 'Esim', status: 'READY' });
    expect(await retry({ ...input, reason: 'another reason' })).toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    expect(plain.made).toHaveLength(1);
    const [order] = await app.sql('select holds, status from orders where number = $1', [number]);
    expect(order).toEqual({ holds: [], status: 'COMPLETED' });
  });

  it('asks the supplier that is named', async () => {
    const { number, esimId } = await inReview('refuse');
    await retry({ esimId, supplier: 'HANDY' });
    await esimWhen(number, 'READY');
    expect([plain.asked.length, handy.asked.length]).toEqual([0, 1]);
  });

  it('buys no second eSIM where a supplier may have made one, unless that is accepted', async () => {
    const { number, esimId } = await inReview('lost');
    for (const input of [{ esimId }, { esimId, supplier: 'HANDY' }, { esimId, supplier: 'PLAIN' }])
      expect(await expectUnchanged(app, () => retry(input))).toEqual(refused('DOUBLE_ORDER_RISK'));
    expect(await retry({ esimId, supplier: 'HANDY', acceptsDoubleOrder: true })).toMatchObject({
      status: 'PROVISIONING',
    });
    await esimWhen(number, 'READY');
    expect([plain.asked.length, handy.asked.length]).toEqual([0, 1]);
    const [waived] = await app.sql(
      'select outcome, waived_at is not null as "isWaived" from provisioning_attempts where esim_id = $1 and supplier = $2',
      [esimId, 'PLAIN'],
    );
    expect(waived).toEqual({ outcome: 'UNKNOWN', isWaived: true });
  });

  it('leaves a supplier alone that is being asked at this moment', async () => {
    const release = plain.hold();
    const { number } = await paid();
    const { id } = await esimWhen(number, 'PROVISIONING');
    await app.until('the call', async () => (plain.asked.length > 0 ? true : null));
    expect(await retry({ esimId: id })).toEqual(refused('DELIVERY_IN_PROGRESS'));
    release();
    await esimWhen(number, 'READY');
    expect(plain.made).toHaveLength(1);
  });

  it('is refused where there is nothing to retry, and changes nothing', async () => {
    const { number } = await paid();
    const { id } = await esimWhen(number, 'READY');
    const unpaid = (await checkout(app, person, { slug })).order.number;
    const [pending] = await app.sql(
      'select e.id from esims e join orders o on o.id = e.order_id where o.number = $1',
      [unpaid],
    );
    const { esimId } = await inReview('refuse');
    await settled(app);
    const cases: [object, unknown][] = [
      [{ esimId: id }, refused('ESIM_DELIVERED')],
      [{ esimId: pending.id }, refused('ORDER_NOT_DELIVERABLE')],
      [{ esimId: 'nothing' }, refused('ESIM_NOT_FOUND')],
      [{ esimId, supplier: 'NOBODY' }, refused('SUPPLIER_NOT_OF_PLAN')],
      [{ esimId, supplier: 'CONNECTED_YOU' }, refused('SUPPLIER_NOT_OF_PLAN')],
      [{ esimId, reason: ' ' }, { errors: [{ path: 'reason', code: 'REASON_REQUIRED' }] }],
      [
        { esimId, idempotencyKey: '' },
        { errors: [{ path: 'idempotencyKey', code: 'IDEMPOTENCY_KEY_LENGTH' }] },
      ],
    ];
    for (const [input, answer] of cases)
      expect(await expectUnchanged(app, () => retry(input))).toMatchObject(answer as object);
    for (const as of [finance, person])
      expect((await expectUnchanged(app, () => retry({ esimId }, as)))[0].extensions.code).toBe('FORBIDDEN');
  });

  it('pressed by many at once makes one eSIM', async () => {
    const { number, esimId } = await inReview('refuse');
    await Promise.all(Array.from({ length: 12 }, () => retry({ esimId })));
    await esimWhen(number, 'READY');
    await settled(app);
    expect(plain.made.length + handy.made.length).toBe(1);
  });
});

describe('attachSupplierOrder', () => {
  it('delivers what a supplier made, mails it, books it, and settles the unknown call', async () => {
    const { number, esimId } = await inReview('lost');
    const given = profile(esimId);
    expect(await attach(given)).toEqual({ __typename: 'Esim', status: 'READY' });
    const { activationCode } = await esimWhen(number, 'READY');
    expect(activationCode).toBe(given.activationCode);
    await app.until('the mail', async () =>
      (await app.mailsTo(person.email)).some(({ text }) => text.includes(given.activationCode)) ? true : null,
    );
    const attempts = await app.sql('select outcome from provisioning_attempts where esim_id = $1', [esimId]);
    expect(attempts).toEqual([{ outcome: 'SUCCEEDED' }]);
    const lines = await app.sql(
      'select account, amount::int from ledger_entries e join ledger_lines l on l.entry_id = e.id where e.esim_id = $1 order by amount',
      [esimId],
    );
    expect(lines).toEqual([
      { account: 'SUPPLIER_PAYABLE:PLAIN', amount: -150 },
      { account: 'SUPPLIER_COSTS', amount: 150 },
    ]);
  });

  it('refuses what is no eSIM or another’s, and changes nothing', async () => {
    const { number } = await paid();
    const taken = await esimWhen(number, 'READY');
    const { esimId } = await inReview('refuse');
    const cases: [object, string][] = [
      [{ activationCode: 'https://smdp.example/x' }, 'activationCode PROFILE_CODE_INVALID'],
      [{ activationCode: taken.activationCode }, 'activationCode PROFILE_CODE_TAKEN'],
      [{ iccid: '1234' }, 'iccid PROFILE_ICCID_INVALID'],
      [{ iccid: taken.iccid }, 'iccid PROFILE_ICCID_TAKEN'],
      [{ providerReference: ' ' }, 'providerReference REFERENCE_LENGTH'],
      [{ cost: { amount: -1, currency: 'USD' } }, 'cost COST_NOT_AMOUNT'],
      [{ cost: { amount: 1, currency: 'XXX' } }, 'cost COST_NOT_AMOUNT'],
    ];
    for (const [changes, problem] of cases) {
      const { errors } = await expectUnchanged(app, () => attach(profile(esimId, changes)));
      expect(errors.map(({ path, code }: ResultOf) => `${path} ${code}`)).toEqual([problem]);
    }
    expect(await expectUnchanged(app, () => attach(profile(taken.id)))).toEqual(refused('ESIM_DELIVERED'));
    expect(await expectUnchanged(app, () => attach(profile(esimId, { supplier: 'NOBODY' })))).toEqual(
      refused('SUPPLIER_NOT_OF_PLAN'),
    );
  });

  it('beside a running call leads to one eSIM for the buyer; the other is kept out of use and told of', async () => {
    const release = plain.hold();
    const { number } = await paid();
    const { id } = await esimWhen(number, 'PROVISIONING');
    await app.until('the call', async () => (plain.asked.length > 0 ? true : null));
    const given = profile(id);
    expect(await attach(given)).toMatchObject({ status: 'READY' });
    release();
    const items = await app.until('the surplus', async () => {
      const rows = await app.sql(
        'select i.status, i.supplier from inventory_items i join orders o on o.id = i.order_id where o.number = $1 order by i.status',
        [number],
      );
      return rows.length === 2 ? rows : null;
    });
    expect(items.map(({ status }) => status)).toEqual(['ASSIGNED', 'RETIRED']);
    expect((await esimWhen(number, 'READY')).activationCode).toBe(given.activationCode);
    expect(await app.sql('select 1 from staff_alerts where key = $1', [`surplus:${id}`])).toHaveLength(1);
    const [books] = await app.sql(
      "select sum(amount)::int as sum from ledger_entries e join ledger_lines l on l.entry_id = e.id where e.esim_id = $1 and account = 'SUPPLIER_COSTS'",
      [id],
    );
    expect(books).toEqual({ sum: 300 });
  });

  it('by many at once delivers one', async () => {
    const { number, esimId } = await inReview('lost');
    const answers = await Promise.all(Array.from({ length: 10 }, () => attach(profile(esimId))));
    expect(answers.filter(({ __typename }) => __typename === 'Esim')).toHaveLength(1);
    expect(answers.filter(({ code }) => code === 'ESIM_DELIVERED')).toHaveLength(9);
    await esimWhen(number, 'READY');
  });
});

describe('refundUndelivered', () => {
  it('gives an eSIM up and its price back, once', async () => {
    const { number, esimId } = await inReview('lost');
    expect(await giveUp(esimId, support)).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await giveUp(esimId)).toEqual({ __typename: 'Esim', status: 'FAILED' });
    expect(await giveUp(esimId)).toEqual({ __typename: 'Esim', status: 'FAILED' });
    expect(await giveUp(esimId, finance, 'another key')).toEqual(refused('ESIM_SETTLED'));
    expect(await retry({ esimId })).toMatchObject({ __typename: 'DeliveryNotPossible' });
    const order = await app.until('the refund', async () => {
      const seen = await ownOrder(app, person, number);
      return seen.paymentStatus === 'REFUNDED' ? seen : null;
    });
    expect(order).toMatchObject({ status: 'CANCELLED', fulfillmentStatus: 'FAILED' });
  });
});

describe('refundUndelivered, one eSIM after another', () => {
  it.each([2, 3])('of all %i of an order gives everything back', async (quantity) => {
    plain.will([], 'refuse');
    handy.will([], 'refuse');
    const { number } = await paid(quantity);
    const waiting = await app.until('all of them to be in review', async () => {
      const { esims } = await ownOrder(app, person, number);
      return esims.every(({ status }: ResultOf) => status === 'IN_REVIEW') ? esims : null;
    });
    for (const { id } of waiting) expect(await giveUp(id)).toEqual({ __typename: 'Esim', status: 'FAILED' });
    const order = await app.until('all of it to be refunded', async () => {
      const seen = await ownOrder(app, person, number);
      return seen.paymentStatus === 'REFUNDED' ? seen : null;
    });
    expect(order).toMatchObject({
      status: 'CANCELLED',
      payments: [{ refunded: { amount: order.total.amount } }],
    });
    expect(
      await app.sql('select 1 from staff_alerts where kind = $1 and subject like $2', [
        'UNDELIVERED_SHARE',
        `%${number}%`,
      ]),
    ).toEqual([]);
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
