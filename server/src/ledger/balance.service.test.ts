import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayUnavailable } from '../payments/payment-gateway.ts';
import { addHours, addMinutes } from '../platform/clock/clock.ts';
import { BalanceService } from './balance.service.ts';
import type { BalanceTransaction } from './balance-reader.ts';
import { type LedgerFixture, type Sale, startLedgerFixture } from './ledger.fixture.ts';
import { LedgerService } from './ledger.service.ts';
import { StripeBalance } from './stripe-balance.fixture.ts';

let fixture: LedgerFixture;
let stripe: StripeBalance;
let balance: BalanceService;
const ledger = new LedgerService();
beforeEach(async () => {
  fixture = await startLedgerFixture();
  stripe = new StripeBalance();
  balance = new BalanceService({ reader: stripe, ledger });
});
afterEach(() => fixture.close());

const charge = (minutesAgo: number, sourceId = `ch_${minutesAgo}`): BalanceTransaction =>
  stripe.move('charge', sourceId, { amount: 450, currency: 'USD' }, addMinutes(fixture.now, -minutesAgo), 43);
const read = () => balance.read(fixture.ctx());
const book = () => balance.book(fixture.ctx());
const known = async (): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`select id from stripe_balance_transactions order by id`.execute(
    fixture.orm.em.fork().getKysely(),
  );
  return rows.map(({ id }) => id);
};
const sell = async (): Promise<Sale> => {
  const sale = await fixture.addSale();
  await sql`update payments set created_at = ${addHours(fixture.now, -10)}`.execute(
    fixture.orm.em.fork().getKysely(),
  );
  return sale;
};
const receive = ({ orderId, paymentId, chargeId }: Sale) =>
  fixture.within((ctx, em) =>
    ledger.paymentReceived(ctx, em, {
      orderId,
      paymentId,
      chargeId,
      amount: 450,
      currency: 'USD',
      isHeld: false,
    }),
  );

describe('reading', () => {
  it('asks nothing before the first payment', async () => {
    charge(5);
    expect(await read()).toBe(0);
    expect(stripe.asked).toEqual([]);
  });

  it('keeps every page once, and then only what is new', async () => {
    await sell();
    for (const minutes of [50, 40, 30, 20, 10]) charge(minutes);
    expect(await read()).toBe(5);
    const [, second, , fourth] = stripe.transactions.map(({ id }) => id);
    expect(stripe.asked.map(({ after }) => after)).toEqual([null, fourth, second]);
    expect(await read()).toBe(0);
    charge(1);
    expect(await read()).toBe(1);
    expect(await known()).toHaveLength(6);
  });

  it('goes on behind the last page when it was cut off, and misses nothing that came meanwhile', async () => {
    await sell();
    const ids = [600, 500, 400, 300, 200].map((minutes) => charge(minutes).id);
    stripe.failure = { atPage: 2, error: new GatewayUnavailable('cut off') };
    await expect(read()).rejects.toThrow('cut off');
    expect(await known()).toEqual(ids.slice(3));
    charge(1);
    expect(await read()).toBe(3);
    expect(await read()).toBe(1);
    expect(await known()).toHaveLength(6);
  });

  it('finds what Stripe wrote down late: within the hour at once, within three days once a day', async () => {
    await sell();
    charge(10);
    await read();
    charge(60);
    const late = charge(60 * 20);
    expect(await read()).toBe(1);
    fixture.now = addHours(fixture.now, 24);
    expect(await read()).toBe(1);
    expect(await known()).toContain(late.id);
  });

  it('begins anew when Stripe does not know where it was', async () => {
    await sell();
    const [, ...before] = [50, 40, 30].map((minutes) => charge(minutes).id);
    stripe.failure = { atPage: 2, error: new GatewayUnavailable('cut off') };
    await expect(read()).rejects.toThrow('cut off');
    stripe.transactions.splice(0);
    const { id } = charge(5);
    expect(await read()).toBe(1);
    expect(await known()).toEqual([...before, id]);
  });

  it('of several processes at once keeps the same', async () => {
    await sell();
    for (const minutes of [50, 40, 30, 20, 10]) charge(minutes);
    const added = await Promise.all([read(), read(), read()]);
    expect(added.reduce((sum, count) => sum + count, 0)).toBe(5);
    expect(await read()).toBe(0);
    expect(await known()).toHaveLength(5);
  });
});

describe('booking', () => {
  it('books each once, as the order’s that it belongs to, among several at once', async () => {
    const sale = await sell();
    await receive(sale);
    const { id } = charge(5, sale.chargeId);
    await read();
    const booked = await Promise.all([book(), book(), book()]);
    expect(booked.reduce((sum, count) => sum + count, 0)).toBe(1);
    expect(await book()).toBe(0);
    expect(await fixture.linesOf(`balance:${id}`)).toEqual([
      'STRIPE 407 USD',
      'STRIPE_FEES 43 USD',
      'STRIPE_CLEARING -450 USD',
    ]);
    const { rows } = await sql`
      select order_id, payment_id, stripe_id, note from ledger_entries where key = ${`balance:${id}`}`.execute(
      fixture.orm.em.fork().getKysely(),
    );
    expect(rows).toEqual([
      { order_id: sale.orderId, payment_id: sale.paymentId, stripe_id: sale.chargeId, note: 'charge' },
    ]);
  });

  it('waits an hour for our own row, and not for a payout', async () => {
    await sell();
    const unknown = charge(5, 'ch_unknown');
    stripe.move('payout', 'po_1', { amount: -100, currency: 'USD' }, fixture.now);
    await read();
    expect(await book()).toBe(1);
    expect(await fixture.linesOf(`balance:${unknown.id}`)).toEqual([]);
    fixture.now = addMinutes(fixture.now, 61);
    expect(await book()).toBe(1);
    expect(await fixture.linesOf(`balance:${unknown.id}`)).toHaveLength(3);
  });

  it('leaves one that contradicts the books, and books the others', async () => {
    const sale = await sell();
    await receive(sale);
    const bad = charge(5, sale.chargeId);
    await fixture.within((ctx, em) =>
      ledger.balanceTransaction(ctx, em, { ...bad, fee: 1 }, { orderId: null, paymentId: null }),
    );
    charge(4, sale.chargeId);
    await read();
    expect(await book()).toBe(1);
    expect(await fixture.linesOf(`balance:${bad.id}`)).toContain('STRIPE 449 USD');
  });
});
