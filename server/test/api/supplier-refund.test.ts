import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrongInBooks } from '../kit/books.ts';
import { expectUnchanged, settled } from '../kit/census.ts';
import { deliveryDeskKit, refused } from '../kit/delivery-desk.ts';
import { ownOrder, type Person, signIn } from '../kit/shopper.ts';
import type { ResultOf, TestApp } from '../kit/test-app.ts';

let app: TestApp;
let support: Person;
let finance: Person;
let person: Person;
const { open, newBuyer, calm, paid, esimWhen, mark } = deliveryDeskKit(() => ({
  app,
  person,
  support,
  finance,
}));
beforeAll(async () => {
  ({ app, support, finance } = await open());
});
beforeEach(async () => {
  person = await newBuyer();
});
afterEach(() => calm());
afterAll(() => app.close());

describe('markSupplierRefund', () => {
  it('is booked beside what the buyer got, up to what the eSIM cost', async () => {
    const { number } = await paid();
    const { id } = await esimWhen(number, 'READY');
    await settled(app);
    const usd = (amount: number) => ({ esimId: id, amount: { amount, currency: 'USD' } });
    expect(await mark(usd(100))).toMatchObject({ __typename: 'Esim' });
    const tooMuch = { errors: [{ path: 'amount', code: 'REFUND_EXCEEDS_COST' }] };
    expect(await expectUnchanged(app, () => mark(usd(51)))).toMatchObject(tooMuch);
    expect(
      await expectUnchanged(app, () => mark({ esimId: id, amount: { amount: 1, currency: 'EUR' } })),
    ).toMatchObject(tooMuch);
    expect(await mark(usd(50))).toMatchObject({ __typename: 'Esim' });
    expect(await mark(usd(1))).toEqual(refused('NO_SUPPLIER_COST'));
    const sums = await app.sql(
      'select account, sum(amount)::int as sum from ledger_entries e join ledger_lines l on l.entry_id = e.id where e.esim_id = $1 group by account order by account',
      [id],
    );
    expect(sums).toEqual([
      { account: 'SUPPLIER_COSTS', sum: 0 },
      { account: 'SUPPLIER_PAYABLE:PLAIN', sum: 0 },
    ]);
    expect((await ownOrder(app, person, number)).paymentStatus).toBe('PAID');
    const notes = await app.sql(
      "select reason, subject_id from order_events where type = 'supplier-refund' order by id",
    );
    expect(notes).toEqual([
      { reason: '$1.00: a test', subject_id: id },
      { reason: '$0.50: a test', subject_id: id },
    ]);
    // The page that looks at the order hears of it, and its buyer reads nothing of it.
    const { timeline } = (
      await app.graphql(
        'query ($n: String!) { me { order(number: $n) { timeline { text } } } }',
        { n: number },
        { as: person },
      )
    ).data.me.order;
    expect(timeline.map(({ text }: ResultOf) => text).join()).not.toMatch(/supplier/i);
    expect((await mark(usd(1), support))[0].extensions.code).toBe('FORBIDDEN');
  });
});

describe('resendDelivery by staff', () => {
  it('goes to the buyer, in their language, and is audited', async () => {
    const { number } = await paid();
    await esimWhen(number, 'READY');
    await settled(app);
    const resend = (as: Person) =>
      app.graphql(
        'mutation ($n: String!) { resendDelivery(orderNumber: $n) { __typename ... on DeliveryResent { sentTo } ... on UserError { code } } }',
        { n: number },
        { as },
      );
    const other = await signIn(app, `stranger-to-${number}@example.com`);
    expect((await resend(other)).data.resendDelivery.code).toBe('ORDER_NOT_FOUND');
    expect((await resend(finance)).data.resendDelivery.code).toBe('ORDER_NOT_FOUND');
    expect((await resend(support)).data.resendDelivery).toEqual({
      __typename: 'DeliveryResent',
      sentTo: person.email,
    });
    await settled(app);
    const mails = (await app.mailsTo(person.email)).filter(({ text }) => text.includes(number));
    expect(mails).toHaveLength(2);
    const [entry] = await app.sql('select action, actor_label from audit_log order by id desc limit 1');
    expect(entry).toEqual({ action: 'resendDelivery', actor_label: support.email });
  });
});

it('leaves books in which nothing is wrong', async () => {
  await settled(app);
  expect(await wrongInBooks(app)).toEqual([]);
});
