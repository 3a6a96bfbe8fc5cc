import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { statementsOf } from '../../test/kit/statements.ts';
import { GatewayUnavailable } from '../payments/payment-gateway.ts';
import { addDays, addHours } from '../platform/clock/clock.ts';
import { findings, inWords } from './finding.ts';
import { type CheckRequest, LedgerCheck } from './ledger.check.ts';
import { type LedgerFixture, startLedgerFixture } from './ledger.fixture.ts';
import { Trade } from './trade.fixture.ts';

/** A shop in which everything happened once, its books clean. Each case begins with a copy. */
let base: LedgerFixture;
let trade: Trade;
const fixtures: LedgerFixture[] = [];

beforeAll(async () => {
  base = await startLedgerFixture();
  trade = new Trade(base);
  await everything(trade);
  await trade.settle();
  await base.disconnect();
});
afterAll(() => base.close());
afterEach(async () => {
  for (const fixture of fixtures.splice(0)) await fixture.close();
});

async function everything(shop: Trade): Promise<void> {
  const delivered = await shop.pay(450);
  await shop.deliver(delivered, 210);
  await shop.giveBack(delivered, 60);
  await shop.refund(delivered, 100);
  await shop.returnRefund(await shop.refund(delivered, 50));
  await shop.endDispute(await shop.dispute(await shop.pay(600)), 'LOST');
  await shop.endDispute(await shop.dispute(await shop.pay(700)), 'WON');
  await shop.dispute(await shop.pay(800));
  const held = await shop.pay(900, { isHeld: true });
  await shop.refund(held, 900);
  await shop.release(await shop.pay(1100, { isHeld: true }));
  shop.stripe.dollarsPerEuro = 1.1;
  const euros = await shop.pay(1000, { currency: 'EUR' });
  shop.stripe.dollarsPerEuro = 1.2;
  await shop.refund(euros, 400);
}

/** A copy of the shop, a day later. */
async function copy(): Promise<{ fixture: LedgerFixture; shop: Trade; check: LedgerCheck }> {
  const fixture = await startLedgerFixture(base.database);
  fixtures.push(fixture);
  const shop = new Trade(fixture);
  shop.stripe.transactions.push(...trade.stripe.transactions);
  fixture.now = addDays(fixture.now, 1);
  return { fixture, shop, check: new LedgerCheck(shop.stripe) };
}

const whole: CheckRequest = { since: null, stripeSince: new Date(0) };

/** Does what only somebody with the database's password can do. */
async function byHand(fixture: LedgerFixture, ...statements: string[]): Promise<void> {
  await fixture.within(async (_ctx, em) => {
    const db = em.getKysely();
    await sql`set local session_replication_role = replica`.execute(db);
    for (const statement of statements) await sql.raw(statement).execute(db);
  });
}

const entryOf = (kind: string) =>
  `(select id from ledger_entries where kind = '${kind}' order by id limit 1)`;
const remove = (kind: string) => [
  `delete from ledger_lines where entry_id = ${entryOf(kind)}`,
  `delete from ledger_entries where id = ${entryOf(kind)}`,
];
const first = (table: string) => `(select id from ${table} order by id limit 1)`;

describe('the check', () => {
  it('finds nothing in books that agree with our rows and with Stripe', async () => {
    const { fixture, check } = await copy();
    const result = await check.look(fixture.ctx(), whole);
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ findingCount: 0, isStripeAsked: true });
    expect(result.entries).toBe(await fixture.count('ledger_entries'));
  });

  /** What is done by hand, and every finding that it makes. */
  it.each<[string, string[], string[]]>([
    [
      'a line’s amount changed',
      ["update ledger_lines set amount = amount - 1 where account = 'SALES' and amount = -450"],
      ['ENTRY_UNBALANCED', 'BOOKS_UNBALANCED'],
    ],
    [
      'lines removed',
      [`delete from ledger_lines where entry_id = ${entryOf('SUPPLIER_COST')}`],
      ['ENTRY_WITHOUT_LINES', 'COST_NOT_BOOKED'],
    ],
    [
      'an account of another name',
      ["update ledger_lines set account = 'SELLS' where account = 'SALES' and amount = -450"],
      ['UNKNOWN_ACCOUNT'],
    ],
    ['a payment’s entry removed', remove('PAYMENT'), ['PAYMENT_NOT_BOOKED', 'NOT_IN_OUR_ROWS']],
    [
      'a payment booked with another amount',
      [`update ledger_lines set amount = amount + sign(amount) where entry_id = ${entryOf('PAYMENT')}`],
      ['PAYMENT_DIFFERS', 'CLEARING_DIFFERS'],
    ],
    ['a hold set', [`update payments set is_held = true where id = ${first('payments')}`], ['HOLD_DIFFERS']],
    ['a refund’s entry removed', remove('REFUND'), ['REFUND_NOT_BOOKED', 'NOT_IN_OUR_ROWS']],
    ['a refund’s failure forgotten', remove('REFUND_RETURNED'), ['REFUND_DIFFERS', 'CLEARING_DIFFERS']],
    [
      'a payment’s refunded sum changed',
      [`update payments set refunded = refunded - 1 where id = ${first('payments')}`],
      ['REFUNDED_SUM_DIFFERS'],
    ],
    [
      'an open dispute closed',
      ["update disputes set status = 'LOST' where status = 'NEEDS_RESPONSE'"],
      ['DISPUTE_DIFFERS', 'DISPUTE_DIFFERS'],
    ],
    ['a cost’s entry removed', remove('SUPPLIER_COST'), ['COST_NOT_BOOKED']],
    ['a supplier’s credit forgotten', remove('SUPPLIER_REFUND'), ['SUPPLIER_REFUND_DIFFERS']],
    ['a supplier’s credit torn up', ['delete from supplier_refunds'], ['ENTRY_WITHOUT_ROW']],
    [
      'an item’s cost changed',
      ['update inventory_items set cost_amount = 211 where cost_amount = 210'],
      ['COST_DIFFERS'],
    ],
    [
      'a payment set back',
      [
        "update payments set status = 'CANCELLED', received = null, received_currency = null where amount = 700",
      ],
      ['ENTRY_WITHOUT_ROW'],
    ],
    [
      'a balance transaction’s entry removed and wanted again',
      [
        `update stripe_balance_transactions set booked_at = null
          where 'balance:' || id = (select key from ledger_entries where id = ${entryOf('BALANCE_TRANSACTION')})`,
        ...remove('BALANCE_TRANSACTION'),
      ],
      ['BALANCE_NOT_BOOKED', 'NOT_AT_STRIPE'],
    ],
    [
      'a stored fee changed',
      [
        `update stripe_balance_transactions set fee = fee + 1 where id = ${first('stripe_balance_transactions')}`,
      ],
      ['BALANCE_DIFFERS', 'STRIPE_BALANCE_DIFFERS', 'BALANCE_CHANGED'],
    ],
    [
      'an entry invented',
      [
        "insert into ledger_entries (id, kind, key, actor, at) values ('00000000-0000-7000-8000-000000000001', 'PAYMENT', 'mine', 'me', now())",
        `insert into ledger_lines values ('00000000-0000-7000-8000-000000000001', 1, 'STRIPE', 'USD', 5),
          ('00000000-0000-7000-8000-000000000001', 2, 'BANK', 'USD', -5)`,
      ],
      ['ENTRY_WITHOUT_ROW', 'STRIPE_BALANCE_DIFFERS'],
    ],
  ])('finds %s', async (_what, statements, codes) => {
    const { fixture, check } = await copy();
    await byHand(fixture, ...statements);
    const { findings: found, findingCount } = await check.look(fixture.ctx(), whole);
    expect(found.map(({ code }) => code)).toEqual(codes);
    expect(findingCount).toBe(codes.length);
  });

  /** What Stripe and we see differently. */
  it.each<[string, (shop: Trade, fixture: LedgerFixture) => Promise<unknown>, string[]]>([
    [
      'what never reached the balance',
      async (shop) => {
        await shop.pay(1200);
        shop.stripe.transactions.pop();
      },
      ['NOT_AT_STRIPE'],
    ],
    [
      'what we know nothing of',
      async (shop, { now }) => shop.stripe.move('charge', 'ch_foreign', { amount: 5, currency: 'USD' }, now),
      ['NOT_IN_OUR_ROWS'],
    ],
    [
      'another amount than ours',
      async (shop, { now }) => {
        const { chargeId } = await shop.pay(1200);
        shop.stripe.transactions.pop();
        shop.stripe.move('charge', chargeId, { amount: 1199, currency: 'USD' }, now);
      },
      ['CLEARING_DIFFERS'],
    ],
    [
      'a movement of a kind nobody foresaw',
      async (shop, { now }) => shop.stripe.move('something_new', 'x_1', { amount: 5, currency: 'USD' }, now),
      ['UNEXPLAINED_MOVEMENT'],
    ],
    ['a transaction gone', async (shop) => shop.stripe.transactions.splice(0, 1), ['BALANCE_GONE']],
  ])('finds at Stripe %s, once it is old enough', async (_what, happen, codes) => {
    const { fixture, shop, check } = await copy();
    await happen(shop, fixture);
    await shop.settle();
    if (!codes.includes('BALANCE_GONE') && !codes.includes('UNEXPLAINED_MOVEMENT'))
      expect((await check.look(fixture.ctx(), whole)).findings).toEqual([]);
    fixture.now = addHours(fixture.now, 2);
    await shop.settle();
    fixture.now = addHours(fixture.now, 4);
    expect((await check.look(fixture.ctx(), whole)).findings.map(({ code }) => code)).toEqual(codes);
  });

  it('finds what nobody read, when it asks Stripe', async () => {
    const { fixture, shop, check } = await copy();
    shop.stripe.move('payout', 'po_1', { amount: -5, currency: 'USD' }, fixture.now);
    fixture.now = addHours(fixture.now, 4);
    expect((await check.look(fixture.ctx(), { since: null, stripeSince: null })).findings).toEqual([]);
    expect((await check.look(fixture.ctx(), whole)).findings).toMatchObject([
      { code: 'BALANCE_NOT_READ', expected: -5, actual: null, currency: 'USD' },
    ]);
  });

  it('looks at the rest when Stripe does not answer, and says so', async () => {
    const { fixture, shop, check } = await copy();
    await byHand(fixture, `update payments set is_held = true where id = ${first('payments')}`);
    shop.stripe.failure = { atPage: 1, error: new GatewayUnavailable('down') };
    const result = await check.look(fixture.ctx(), whole);
    expect(result.isStripeAsked).toBe(false);
    expect(result.findings).toMatchObject([
      {
        code: 'HOLD_DIFFERS',
        orderNumber: expect.stringMatching(/^TRB-/),
        expected: 350,
        actual: 0,
        currency: 'USD',
      },
    ]);
  });

  it('leaves out what did not change since, but never the sums', async () => {
    const { fixture, check } = await copy();
    await byHand(
      fixture,
      "update ledger_lines set amount = amount - 1 where account = 'SALES' and amount = -450",
    );
    const result = await check.look(fixture.ctx(), { since: addHours(fixture.now, -1), stripeSince: null });
    expect(result.findings.map(({ code }) => code)).toEqual(['BOOKS_UNBALANCED']);
  });

  it('costs the same number of statements however much there is', async () => {
    const empty = await startLedgerFixture();
    fixtures.push(empty);
    const { fixture, check } = await copy();
    const count = async (of: LedgerFixture) => (await statementsOf(() => check.look(of.ctx(), whole))).length;
    expect(await count(fixture)).toBe(await count(empty));
  });
});

describe('a finding', () => {
  it('says in both languages what, which, how much and what to do', () => {
    const finding = {
      code: 'PAYMENT_DIFFERS' as const,
      subject: 'payment 1',
      orderNumber: 'TRB-ABC123',
      currency: 'USD',
      expected: 450,
      actual: 451,
    };
    expect(inWords(finding, 'en')).toBe(
      'A payment is booked with another amount than arrived: payment 1 (TRB-ABC123). Expected $4.50, found $4.51. Compare with the charge in Stripe’s dashboard: the amount there is true.',
    );
    expect(inWords(finding, 'es')).toContain('Se esperaba 4,50');
    for (const { what, todo } of Object.values(findings))
      for (const text of [what.en, what.es, todo.en, todo.es]) expect(text).toMatch(/\.$/);
  });
});
