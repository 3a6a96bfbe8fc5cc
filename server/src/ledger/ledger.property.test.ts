import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addHours } from '../platform/clock/clock.ts';
import { LedgerCheck } from './ledger.check.ts';
import { type LedgerFixture, startLedgerFixture } from './ledger.fixture.ts';
import { accountBalances } from './ledger.query.ts';
import { type Moved, type Paid, Trade } from './trade.fixture.ts';

let fixture: LedgerFixture;
beforeAll(async () => {
  fixture = await startLedgerFixture();
});
afterAll(() => fixture.close());

type Step =
  | { do: 'pay'; amount: number; currency: string; isHeld: boolean; rate: number | null }
  | { do: 'refund' | 'dispute'; which: number; share: number; rate: number | null }
  | { do: 'return' | 'win' | 'lose' | 'release'; which: number }
  | { do: 'deliver'; which: number; cost: number }
  | { do: 'settle' };

const which = fc.nat(20);
const share = fc.integer({ min: 1, max: 100 });
const rate = fc.constantFrom(null, 1.0834, 1.2);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      amount: fc.integer({ min: 50, max: 99_999_999 }),
      currency: fc.constantFrom('USD', 'EUR', 'JPY', 'KWD'),
      isHeld: fc.boolean(),
      rate,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constantFrom('refund' as const, 'dispute' as const), which, share, rate }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constantFrom('return' as const, 'win' as const, 'lose' as const, 'release' as const),
      which,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('deliver' as const), which, cost: fc.nat(5000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('settle' as const) }) },
);

/** One shop's story: what has been paid, what is under way, and what each currency should have come to. */
class Story {
  readonly trade: Trade;
  readonly paid: Paid[] = [];
  readonly refunds: Moved[] = [];
  readonly disputes: Moved[] = [];
  readonly delivered = new Set<Paid>();
  readonly expected = new Map<string, number>();

  constructor(trade: Trade) {
    this.trade = trade;
  }

  async take(it: Step): Promise<void> {
    if ('rate' in it) this.trade.stripe.dollarsPerEuro = it.rate;
    if (it.do === 'pay') {
      this.paid.push(await this.trade.pay(it.amount, it));
      this.#add(it.isHeld ? 'SUSPENSE' : 'SALES', it.currency, -it.amount);
    } else if (it.do === 'refund' || it.do === 'dispute')
      await this.#takeBack(it.do, pick(this.paid, it.which), it.share);
    else if (it.do === 'release') await this.#release(pick(this.paid, it.which));
    else if (it.do === 'return') await this.#return(drop(this.refunds, it.which));
    else if (it.do === 'deliver') await this.#deliver(pick(this.paid, it.which), it.cost);
    else if (it.do === 'settle') await this.trade.settle();
    else await this.#end(drop(this.disputes, it.which), it.do === 'win' ? 'WON' : 'LOST');
  }

  async #takeBack(what: 'refund' | 'dispute', paid: Paid | undefined, percent: number): Promise<void> {
    const left = paid ? paid.amount - paid.refunded : 0;
    const amount = Math.ceil((left * percent) / 100);
    if (!paid || amount === 0) return;
    if (what === 'refund') {
      this.refunds.push(await this.trade.refund(paid, amount));
      this.#add(paid.isHeld ? 'SUSPENSE' : 'REFUNDS', paid.currency, amount);
    } else {
      this.disputes.push(await this.trade.dispute(paid, amount));
      this.#add('DISPUTED', paid.currency, amount);
    }
  }

  async #return(refund: Moved | undefined): Promise<void> {
    if (!refund) return;
    await this.trade.returnRefund(refund);
    this.#add(refund.paid.isHeld ? 'SUSPENSE' : 'REFUNDS', refund.paid.currency, -refund.amount);
  }

  async #release(paid: Paid | undefined): Promise<void> {
    if (!paid?.isHeld) return;
    const { currency, amount, refunded } = paid;
    await this.trade.release(paid);
    this.#add('SUSPENSE', currency, amount - refunded);
    this.#add('REFUNDS', currency, refunded);
    this.#add('SALES', currency, -amount);
  }

  async #end(dispute: Moved | undefined, outcome: 'WON' | 'LOST'): Promise<void> {
    if (!dispute) return;
    await this.trade.endDispute(dispute, outcome);
    this.#add('DISPUTED', dispute.paid.currency, -dispute.amount);
    if (outcome === 'LOST') this.#add('DISPUTE_LOSSES', dispute.paid.currency, dispute.amount);
  }

  async #deliver(paid: Paid | undefined, cost: number): Promise<void> {
    if (!paid || this.delivered.has(paid)) return;
    this.delivered.add(paid);
    await this.trade.deliver(paid, cost);
    this.#add('SUPPLIER_COSTS', 'USD', cost);
    this.#add('SUPPLIER_PAYABLE:CONNECTED_YOU', 'USD', -cost);
  }

  #add(account: string, currency: string, amount: number): void {
    const key = `${account} ${currency}`;
    this.expected.set(key, (this.expected.get(key) ?? 0) + amount);
  }
}

const pick = <T>(list: readonly T[], nth: number): T | undefined => list[nth % Math.max(1, list.length)];
const drop = <T>(list: T[], nth: number): T | undefined => list.splice(nth % Math.max(1, list.length), 1)[0];

describe('whatever happens to payments, in whatever order', () => {
  it('the books balance, say what happened, and agree with our rows and with Stripe to the cent', async () => {
    const story = new Story(new Trade(fixture));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        for (const each of steps) {
          fixture.now = new Date(fixture.now.getTime() + 60_000);
          await story.take(each);
        }
        await story.trade.settle();
        await expectAgreement(story);
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });
});

async function expectAgreement({ trade, expected }: Story): Promise<void> {
  const ctx = { ...fixture.ctx(), clock: { now: () => addHours(fixture.now, 4) } };
  const check = await new LedgerCheck(trade.stripe).look(ctx, { since: null, stripeSince: new Date(0) });
  expect(check.findings).toEqual([]);
  const balances = await accountBalances(fixture.ctx());
  const booked = new Map(balances.map(({ account, currency, amount }) => [`${account} ${currency}`, amount]));
  for (const [key, amount] of expected) expect([key, booked.get(key) ?? 0]).toEqual([key, amount]);
  for (const { account, amount } of balances) if (account === 'STRIPE_CLEARING') expect(amount).toBe(0);
  for (const currency of new Set(balances.map((each) => each.currency))) {
    const told = trade.stripe.transactions.filter((each) => each.currency === currency);
    const net = told.reduce((sum, { amount, fee }) => sum + amount - fee, 0);
    expect([currency, booked.get(`STRIPE ${currency}`) ?? 0]).toEqual([currency, net]);
    const sum = balances.reduce((total, each) => total + (each.currency === currency ? each.amount : 0), 0);
    expect([currency, sum]).toEqual([currency, 0]);
  }
}
