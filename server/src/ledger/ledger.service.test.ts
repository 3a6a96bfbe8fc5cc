import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../platform/database/id.ts';
import { violatedConstraint } from '../platform/database/transaction.ts';
import { accounts, chartEntryOf } from './accounts.ts';
import { type LedgerFixture, type Sale, startLedgerFixture } from './ledger.fixture.ts';
import { LedgerService } from './ledger.service.ts';
import { EntryConflict, type EntryLine, UnbalancedEntry } from './ledger-entry.ts';

let fixture: LedgerFixture;
const ledger = new LedgerService();
beforeAll(async () => {
  fixture = await startLedgerFixture();
});
afterAll(() => fixture.close());

const paid = ({ orderId, paymentId, chargeId }: Sale, amount = 450, isHeld = false) =>
  fixture.within((ctx, em) =>
    ledger.paymentReceived(ctx, em, { orderId, paymentId, chargeId, amount, currency: 'USD', isHeld }),
  );
const post = (key: string, lines: EntryLine[]) =>
  fixture.within((ctx, em) => ledger.post(ctx, em, { kind: 'PAYMENT', key, lines }));
const books = async () => [await fixture.count('ledger_entries'), await fixture.count('ledger_lines')];

describe('each method books', () => {
  const amount = { amount: 450, currency: 'USD' };

  it('a payment as a sale, or in suspense until it is released', async () => {
    const sale = await fixture.addSale();
    expect(await paid(sale)).toBe(true);
    expect(await fixture.linesOf(`payment:${sale.paymentId}`)).toEqual([
      'STRIPE_CLEARING 450 USD',
      'SALES -450 USD',
    ]);
    const held = await fixture.addSale();
    await paid(held, 450, true);
    expect(await fixture.linesOf(`payment:${held.paymentId}`)).toEqual([
      'STRIPE_CLEARING 450 USD',
      'SUSPENSE -450 USD',
    ]);
    await fixture.within((ctx, em) => ledger.holdReleased(ctx, em, { ...held, ...amount }));
    expect(await fixture.linesOf(`payment:${held.paymentId}:released`)).toEqual([
      'SUSPENSE 450 USD',
      'SALES -450 USD',
    ]);
  });

  it('a release of what was given back in part: a sale with a refund, and the same when it is repeated', async () => {
    const held = { ...(await fixture.addSale()), ...amount };
    await paid(held, 450, true);
    const refund = { ...held, amount: 100, stripeRefundId: 're_held', fromSuspense: true };
    await fixture.within((ctx, em) => ledger.refundSent(ctx, em, refund));
    const release = () => fixture.within((ctx, em) => ledger.holdReleased(ctx, em, held));
    expect(await release()).toBe(true);
    expect(await release()).toBe(false);
    expect(await fixture.linesOf(`payment:${held.paymentId}:released`)).toEqual([
      'SUSPENSE 350 USD',
      'REFUNDS 100 USD',
      'SALES -450 USD',
    ]);
  });

  it('a refund, from suspense too, and one that came back', async () => {
    const refund = { ...(await fixture.addSale()), ...amount, stripeRefundId: 're_1' };
    await fixture.within((ctx, em) => ledger.refundSent(ctx, em, refund));
    await fixture.within((ctx, em) => ledger.refundReturned(ctx, em, refund));
    expect(await fixture.linesOf('refund:re_1')).toEqual(['REFUNDS 450 USD', 'STRIPE_CLEARING -450 USD']);
    expect(await fixture.linesOf('refund:re_1:returned')).toEqual([
      'STRIPE_CLEARING 450 USD',
      'REFUNDS -450 USD',
    ]);
    const held = { ...refund, stripeRefundId: 're_2', fromSuspense: true };
    await fixture.within((ctx, em) => ledger.refundSent(ctx, em, held));
    expect(await fixture.linesOf('refund:re_2')).toEqual(['SUSPENSE 450 USD', 'STRIPE_CLEARING -450 USD']);
  });

  it('a dispute, won or lost', async () => {
    const dispute = { ...(await fixture.addSale()), ...amount, stripeDisputeId: 'du_1' };
    await fixture.within((ctx, em) => ledger.disputeOpened(ctx, em, dispute));
    await fixture.within((ctx, em) => ledger.disputeWon(ctx, em, dispute));
    await fixture.within((ctx, em) => ledger.disputeLost(ctx, em, dispute));
    expect(await fixture.linesOf('dispute:du_1')).toEqual(['DISPUTED 450 USD', 'STRIPE_CLEARING -450 USD']);
    expect(await fixture.linesOf('dispute:du_1:won')).toEqual([
      'STRIPE_CLEARING 450 USD',
      'DISPUTED -450 USD',
    ]);
    expect(await fixture.linesOf('dispute:du_1:lost')).toEqual([
      'DISPUTE_LOSSES 450 USD',
      'DISPUTED -450 USD',
    ]);
  });

  it('what an eSIM cost and what the supplier gave back, each once', async () => {
    const { orderId, esimId } = await fixture.addSale();
    const cost = { orderId, esimId, supplier: 'CONNECTED_YOU', amount: 210, currency: 'USD' };
    expect(await fixture.within((ctx, em) => ledger.supplierCost(ctx, em, cost))).toBe(true);
    expect(await fixture.within((ctx, em) => ledger.supplierCost(ctx, em, cost))).toBe(false);
    expect(await fixture.linesOf(`cost:${esimId}`)).toEqual([
      'SUPPLIER_COSTS 210 USD',
      'SUPPLIER_PAYABLE:CONNECTED_YOU -210 USD',
    ]);
    await fixture.within((ctx, em) => ledger.supplierRefund(ctx, em, { ...cost, key: 'credit-1' }));
    expect(await fixture.linesOf(`cost:${esimId}:refund:credit-1`)).toEqual([
      'SUPPLIER_PAYABLE:CONNECTED_YOU 210 USD',
      'SUPPLIER_COSTS -210 USD',
    ]);
    const own = await fixture.addSale();
    await fixture.within((ctx, em) => ledger.supplierCost(ctx, em, { ...cost, ...own, supplier: null }));
    expect(await fixture.linesOf(`cost:${own.esimId}`)).toEqual(['SUPPLIER_COSTS 210 USD', 'STOCK -210 USD']);
    const free = { ...cost, ...(await fixture.addSale()), amount: 0 };
    expect(await fixture.within((ctx, em) => ledger.supplierCost(ctx, em, free))).toBe(false);
  });

  it('says who, when and why, and about what', async () => {
    const sale = await fixture.addSale();
    await paid(sale, 450, true);
    const { rows } = await sql`
      select order_id, payment_id, stripe_id, actor, request_id, note, at from ledger_entries
      where key = ${`payment:${sale.paymentId}`}`.execute(fixture.orm.em.fork().getKysely());
    expect(rows).toEqual([
      {
        order_id: sale.orderId,
        payment_id: sale.paymentId,
        stripe_id: sale.chargeId,
        actor: 'system:test',
        request_id: 'test',
        note: 'held',
        at: expect.stringContaining('2027-03-01'),
      },
    ]);
  });
});

describe('a key', () => {
  it('books once: a repeat is false, other figures are refused and change nothing', async () => {
    const sale = await fixture.addSale();
    expect(await paid(sale)).toBe(true);
    const before = await books();
    expect(await paid(sale)).toBe(false);
    await expect(paid(sale, 451)).rejects.toThrow(EntryConflict);
    await expect(paid(sale, 450, true)).rejects.toThrow(EntryConflict);
    expect(await books()).toEqual(before);
  });

  it('books once among twenty at once', async () => {
    const sale = await fixture.addSale();
    const answers = await Promise.all(Array.from({ length: 20 }, () => paid(sale)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });

  it('is free again when the transaction that used it is given up', async () => {
    const sale = await fixture.addSale();
    const facts = { ...sale, amount: 450, currency: 'USD', isHeld: false };
    const givenUp = fixture.within(async (ctx, em) => {
      await ledger.paymentReceived(ctx, em, facts);
      throw new Error('given up');
    });
    await expect(givenUp).rejects.toThrow('given up');
    expect(await paid(sale)).toBe(true);
  });
});

describe('an entry that is none is refused before anything is written', () => {
  it.each<[string, EntryLine[]]>([
    ['one line', [{ account: 'SALES', amount: 5, currency: 'USD' }]],
    [
      'sides that differ',
      [
        { account: 'SALES', amount: -5, currency: 'USD' },
        { account: 'STRIPE', amount: 6, currency: 'USD' },
      ],
    ],
    [
      'two currencies that only balance together',
      [
        { account: 'SALES', amount: -5, currency: 'USD' },
        { account: 'STRIPE', amount: 5, currency: 'EUR' },
      ],
    ],
    [
      'a line of nothing',
      [
        { account: 'SALES', amount: 0, currency: 'USD' },
        { account: 'STRIPE', amount: 0, currency: 'USD' },
      ],
    ],
    [
      'half a cent',
      [
        { account: 'SALES', amount: -0.5, currency: 'USD' },
        { account: 'STRIPE', amount: 0.5, currency: 'USD' },
      ],
    ],
  ])('%s', async (what, lines) => {
    const before = await books();
    await expect(post(`bad:${what}`, lines)).rejects.toThrow(UnbalancedEntry);
    expect(await books()).toEqual(before);
  });

  it('and so is a call outside a transaction', async () => {
    const ctx = fixture.ctx();
    await expect(ledger.post(ctx, ctx.em, { kind: 'PAYMENT', key: 'outside', lines: [] })).rejects.toThrow(
      'inside a transaction',
    );
  });
});

describe('the database', () => {
  const broken = (statement: (entryId: string) => ReturnType<typeof sql>) =>
    fixture.within(async (_ctx, em) => {
      const id = newId();
      await sql`insert into ledger_entries (id, kind, key, actor, at)
        values (${id}, 'PAYMENT', ${`broken:${id}`}, 'test', now())`.execute(em.getKysely());
      await statement(id).execute(em.getKysely());
    });
  const constraintOf = (work: Promise<unknown>) =>
    work.then(
      () => 'committed',
      (error: unknown) => violatedConstraint(error),
    );

  it('refuses an entry that does not balance in each currency, at the commit', async () => {
    const before = await books();
    const off = broken(
      (id) =>
        sql`insert into ledger_lines values (${id}, 1, 'SALES', 'USD', -5), (${id}, 2, 'STRIPE', 'USD', 6)`,
    );
    expect(await constraintOf(off)).toBe('ledger_entry_balance');
    const mixed = broken(
      (id) =>
        sql`insert into ledger_lines values (${id}, 1, 'SALES', 'USD', -5), (${id}, 2, 'STRIPE', 'EUR', 5)`,
    );
    expect(await constraintOf(mixed)).toBe('ledger_entry_balance');
    expect(await books()).toEqual(before);
  });

  it('refuses an entry of no line or of one', async () => {
    expect(await constraintOf(broken(() => sql`select 1`))).toBe('ledger_entry_lines');
    const single = broken((id) => sql`insert into ledger_lines values (${id}, 1, 'SALES', 'USD', -5)`);
    expect(await constraintOf(single)).toBe('ledger_entry_lines');
  });

  it('refuses a line more on an entry of before', async () => {
    await paid(await fixture.addSale());
    const more = fixture.within((_ctx, em) =>
      sql`insert into ledger_lines
        select id, 9, 'SALES', 'USD', -5 from ledger_entries limit 1`.execute(em.getKysely()),
    );
    expect(await constraintOf(more)).toBe('ledger_entry_balance');
  });

  it.each([
    'update ledger_entries set note = null',
    'delete from ledger_entries',
    'truncate ledger_entries cascade',
    'update ledger_lines set amount = -amount',
    'delete from ledger_lines',
    'truncate ledger_lines',
  ])('refuses: %s', async (statement) => {
    await paid(await fixture.addSale());
    const before = await books();
    const change = fixture.within((_ctx, em) => sql.raw(statement).execute(em.getKysely()));
    await expect(change).rejects.toThrow(/only ever added to/);
    expect(await books()).toEqual(before);
  });
});

describe('the chart of accounts', () => {
  it('knows every account that is booked on, a supplier’s too', () => {
    expect(chartEntryOf('SUPPLIER_PAYABLE:CONNECTED_YOU').kind).toBe('LIABILITY');
    expect(chartEntryOf('SALES').kind).toBe('INCOME');
    expect(chartEntryOf('toString')).toBe(accounts.UNEXPLAINED);
  });
});
