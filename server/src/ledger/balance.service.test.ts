import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GatewayRefused, GatewayUnavailable } from '../payments/payment-gateway.ts';
import { addHours, addMinutes } from '../platform/clock/clock.ts';
import { BalanceService } from './balance.service.ts';
import type { BalanceReader, BalanceTransaction } from './balance-reader.ts';
import { type LedgerFixture, type Sale, startLedgerFixture } from './ledger.fixture.ts';
import { LedgerService } from './ledger.service.ts';

/** A Stripe of a few transactions, two on a page. */
class Stripe implements BalanceReader {
  readonly transactions: BalanceTransaction[] = [];
  readonly asked: { since: Date; after: string | null }[] = [];
  /** Thrown at the nth page from now on, once. */
  failure: { atPage: number; error: Error } | null = null;

  async page(since: Date, after: string | null) {
    this.asked.push({ since, after });
    if (this.failure && --this.failure.atPage < 1) {
      const { error } = this.failure;
      this.failure = null;
      throw error;
    }
    const newestFirst = this.transactions
      .filter(({ createdAt }) => createdAt >= since)
      .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
    const from = after === null ? 0 : newestFirst.findIndex(({ id }) => id === after) + 1;
    if (after !== null && from === 0) throw new GatewayRefused('resource_missing', 'no such transaction');
    return { transactions: newestFirst.slice(from, from + 2), isLast: from + 2 >= newestFirst.length };
  }

  charge(minutesAgo: number, sourceId = `ch_${minutesAgo}`): BalanceTransaction {
    const transaction: BalanceTransaction = {
      id: `txn_${this.transactions.length + 1}`,
      type: 'charge',
      category: 'charge',
      sourceId,
      amount: 450,
      fee: 43,
      currency: 'USD',
      presented: { amount: 450, currency: 'USD' },
      exchangeRate: null,
      createdAt: addMinutes(fixture.now, -minutesAgo),
    };
    this.transactions.push(transaction);
    return transaction;
  }
}

let fixture: LedgerFixture;
let stripe: Stripe;
let balance: BalanceService;
const ledger = new LedgerService();
beforeEach(async () => {
  fixture = await startLedgerFixture();
  stripe = new Stripe();
  balance = new BalanceService({ reader: stripe, ledger });
});
afterEach(() => fixture.close());

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
    stripe.charge(5);
    expect(await read()).toBe(0);
    expect(stripe.asked).toEqual([]);
  });

  it('keeps every page once, and then only what is new', async () => {
    await sell();
    for (const minutes of [50, 40, 30, 20, 10]) stripe.charge(minutes);
    expect(await read()).toBe(5);
    expect(stripe.asked.map(({ after }) => after)).toEqual([null, 'txn_4', 'txn_2']);
    expect(await read()).toBe(0);
    stripe.charge(1);
    expect(await read()).toBe(1);
    expect(await known()).toHaveLength(6);
  });

  it('goes on behind the last page when it was cut off, and misses nothing that came meanwhile', async () => {
    await sell();
    for (const minutes of [600, 500, 400, 300, 200]) stripe.charge(minutes);
    stripe.failure = { atPage: 2, error: new GatewayUnavailable('cut off') };
    await expect(read()).rejects.toThrow('cut off');
    expect(await known()).toEqual(['txn_4', 'txn_5']);
    stripe.charge(1);
    expect(await read()).toBe(3);
    expect(await read()).toBe(1);
    expect(await known()).toHaveLength(6);
  });

  it('finds what Stripe wrote down late: within the hour at once, within three days once a day', async () => {
    await sell();
    stripe.charge(10);
    await read();
    stripe.charge(60);
    const late = stripe.charge(60 * 20);
    expect(await read()).toBe(1);
    fixture.now = addHours(fixture.now, 24);
    expect(await read()).toBe(1);
    expect(await known()).toContain(late.id);
  });

  it('begins anew when Stripe does not know where it was', async () => {
    await sell();
    for (const minutes of [50, 40, 30]) stripe.charge(minutes);
    stripe.failure = { atPage: 2, error: new GatewayUnavailable('cut off') };
    await expect(read()).rejects.toThrow('cut off');
    stripe.transactions.splice(0);
    stripe.charge(5);
    await read();
    expect(await read()).toBe(0);
    expect(await known()).toEqual(['txn_1', 'txn_2', 'txn_3']);
  });

  it('of several processes at once keeps the same', async () => {
    await sell();
    for (const minutes of [50, 40, 30, 20, 10]) stripe.charge(minutes);
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
    const { id } = stripe.charge(5, sale.chargeId);
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
    const charge = stripe.charge(5, 'ch_unknown');
    const payout = { ...stripe.charge(4), category: 'payout', sourceId: 'po_1' };
    stripe.transactions.splice(1, 1, payout);
    await read();
    expect(await book()).toBe(1);
    expect(await fixture.linesOf(`balance:${charge.id}`)).toEqual([]);
    fixture.now = addMinutes(fixture.now, 61);
    expect(await book()).toBe(1);
    expect(await fixture.linesOf(`balance:${charge.id}`)).toHaveLength(3);
  });

  it('leaves one that contradicts the books, and books the others', async () => {
    const sale = await sell();
    await receive(sale);
    const bad = stripe.charge(5, sale.chargeId);
    await fixture.within((ctx, em) =>
      ledger.balanceTransaction(ctx, em, { ...bad, fee: 1 }, { orderId: null, paymentId: null }),
    );
    stripe.charge(4, sale.chargeId);
    await read();
    expect(await book()).toBe(1);
    expect(await fixture.linesOf(`balance:${bad.id}`)).toContain('STRIPE 449 USD');
  });
});
