import { sql } from 'kysely';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { actorName, type RequestContext } from '../platform/request-context.ts';
import { payableTo } from './accounts.ts';
import { linesOf, noteOf } from './balance-booking.ts';
import type { BalanceTransaction } from './balance-reader.ts';
import { checkEntry, EntryConflict, type EntryLine, type NewEntry, sides } from './ledger-entry.ts';

/** An amount of one payment: ISO minor units, positive. */
interface PaymentAmount {
  orderId: string;
  paymentId: string;
  amount: number;
  currency: string;
}

export interface PaymentFacts extends PaymentAmount {
  /** Stripe's charge, `ch_…`. */
  chargeId: string | null;
}

export interface RefundFacts extends PaymentAmount {
  /** Stripe's refund, `re_…`. */
  stripeRefundId: string;
  /** The payment is nobody's now: it was booked as held and not released yet. */
  fromSuspense?: boolean;
}

export interface DisputeFacts extends PaymentAmount {
  /** Stripe's dispute, `du_…`. */
  stripeDisputeId: string;
}

export interface CostFacts {
  orderId: string;
  esimId: string;
  /** The name that plan_suppliers uses; null for stock of our own that no supplier is owed for. */
  supplier: string | null;
  amount: number;
  currency: string;
}

/**
 * The books. Every method books one thing in the caller's transaction and is idempotent by our own or Stripe's ids:
 * it answers true when it booked, false when the same was booked before, and throws EntryConflict when that had other
 * figures. Amounts are positive ISO minor units in the currency the customer paid in, or the supplier asks for.
 */
export class LedgerService {
  /**
   * Books an entry, once for its key. Takes no lock but the key's: two transactions that book the same wait for each
   * other. The database refuses the commit of an entry that does not balance.
   * @throws UnbalancedEntry before anything is written
   * @throws EntryConflict when the key was booked with other lines
   */
  async post(ctx: RequestContext, em: EntityManager, entry: NewEntry): Promise<boolean> {
    assertInTransaction(em);
    checkEntry(entry);
    const lines = entry.lines.map((line, index) => ({ position: index + 1, ...line }));
    const { rows } = await sql`
      with entry as (
        insert into ledger_entries (id, kind, key, order_id, payment_id, esim_id, stripe_id, note, actor, request_id, at)
        values (${newId()}, ${entry.kind}, ${entry.key}, ${entry.orderId ?? null}, ${entry.paymentId ?? null},
          ${entry.esimId ?? null}, ${entry.stripeId ?? null}, ${entry.note ?? null}, ${actorName(ctx.actor)},
          ${ctx.requestId}, ${ctx.clock.now()})
        on conflict (key) do nothing returning id
      )
      insert into ledger_lines (entry_id, position, account, currency, amount)
      select entry.id, line.position, line.account, line.currency, line.amount
      from entry, jsonb_to_recordset(${JSON.stringify(lines)}::jsonb)
        as line(position smallint, account text, currency text, amount bigint)
      returning entry_id`.execute(em.getKysely());
    if (rows.length > 0) return true;
    await assertSame(em, entry);
    return false;
  }

  /**
   * A payment succeeded: what Stripe says has arrived, which need not be what the order asked for.
   * @param facts.isHeld it is not the order's to spend (a wrong amount or currency, a second payment): booked in
   * suspense until it is released or sent back
   */
  paymentReceived(
    ctx: RequestContext,
    em: EntityManager,
    { isHeld, ...facts }: PaymentFacts & { isHeld: boolean },
  ): Promise<boolean> {
    return this.post(ctx, em, {
      kind: 'PAYMENT',
      key: `payment:${facts.paymentId}`,
      ...about(facts, facts.chargeId),
      lines: sides({ debit: 'STRIPE_CLEARING', credit: isHeld ? 'SUSPENSE' : 'SALES' }, facts),
      note: isHeld ? 'held' : null,
    });
  }

  /**
   * A held payment is taken for the order after all, as a person decided: the whole of what arrived becomes a sale.
   * What had gone back of it by then becomes a refund like any other. The caller holds the payment's lock.
   */
  async holdReleased(ctx: RequestContext, em: EntityManager, facts: PaymentAmount): Promise<boolean> {
    const { amount, currency } = facts;
    const held = await heldNow(em, facts);
    const lines: EntryLine[] = [
      { account: 'SUSPENSE', amount: held, currency },
      { account: 'REFUNDS', amount: amount - held, currency },
      { account: 'SALES', amount: -amount, currency },
    ];
    return this.post(ctx, em, {
      kind: 'PAYMENT_RELEASED',
      key: `payment:${facts.paymentId}:released`,
      ...about(facts, null),
      lines: lines.filter((line) => line.amount !== 0),
    });
  }

  /** Stripe has taken a refund on, pending or done: from then on the money is no longer ours. */
  refundSent(ctx: RequestContext, em: EntityManager, facts: RefundFacts): Promise<boolean> {
    return this.post(ctx, em, {
      kind: 'REFUND',
      key: `refund:${facts.stripeRefundId}`,
      ...about(facts, facts.stripeRefundId),
      lines: sides({ debit: refundAccount(facts), credit: 'STRIPE_CLEARING' }, facts),
    });
  }

  /** A refund that Stripe had taken on failed, or the bank sent it back: the money is ours again. */
  refundReturned(ctx: RequestContext, em: EntityManager, facts: RefundFacts): Promise<boolean> {
    return this.post(ctx, em, {
      kind: 'REFUND_RETURNED',
      key: `refund:${facts.stripeRefundId}:returned`,
      ...about(facts, facts.stripeRefundId),
      lines: sides({ debit: 'STRIPE_CLEARING', credit: refundAccount(facts) }, facts),
    });
  }

  /** A dispute took the money (`charge.dispute.funds_withdrawn`). An inquiry takes none and is not booked. */
  disputeOpened(ctx: RequestContext, em: EntityManager, facts: DisputeFacts): Promise<boolean> {
    return this.post(ctx, em, {
      kind: 'DISPUTE',
      key: `dispute:${facts.stripeDisputeId}`,
      ...about(facts, facts.stripeDisputeId),
      lines: sides({ debit: 'DISPUTED', credit: 'STRIPE_CLEARING' }, facts),
    });
  }

  /**
   * A dispute was won: the money came back. Its fee is told by the balance transaction.
   * @param facts.isAfterLoss it had been lost, and was won on appeal: the loss is taken back
   */
  disputeWon(
    ctx: RequestContext,
    em: EntityManager,
    { isAfterLoss = false, ...facts }: DisputeFacts & { isAfterLoss?: boolean },
  ): Promise<boolean> {
    return this.post(ctx, em, {
      kind: 'DISPUTE_WON',
      key: `dispute:${facts.stripeDisputeId}:won`,
      ...about(facts, facts.stripeDisputeId),
      lines: sides({ debit: 'STRIPE_CLEARING', credit: isAfterLoss ? 'DISPUTE_LOSSES' : 'DISPUTED' }, facts),
    });
  }

  /** A dispute was lost or accepted: the money that was taken stays away. */
  disputeLost(ctx: RequestContext, em: EntityManager, facts: DisputeFacts): Promise<boolean> {
    return this.post(ctx, em, {
      kind: 'DISPUTE_LOST',
      key: `dispute:${facts.stripeDisputeId}:lost`,
      ...about(facts, facts.stripeDisputeId),
      lines: sides({ debit: 'DISPUTE_LOSSES', credit: 'DISPUTED' }, facts),
    });
  }

  /**
   * What a delivered eSIM cost us, once an eSIM: from its item when it came from stock, from the plan's supplier when
   * it was ordered. Call it in the transaction that makes the eSIM READY; a cost of 0 is not booked and answers false.
   */
  async supplierCost(ctx: RequestContext, em: EntityManager, facts: CostFacts): Promise<boolean> {
    if (facts.amount === 0) return false;
    return this.post(ctx, em, {
      kind: 'SUPPLIER_COST',
      key: `cost:${facts.esimId}`,
      orderId: facts.orderId,
      esimId: facts.esimId,
      lines: sides({ debit: 'SUPPLIER_COSTS', credit: creditorOf(facts.supplier) }, facts),
    });
  }

  /**
   * A supplier gave back what an eSIM cost, in whole or in part: a fact of its own beside the customer's refund.
   * @param facts.key the supplier's id of what it gave, so that several for one eSIM are told apart
   */
  supplierRefund(
    ctx: RequestContext,
    em: EntityManager,
    { key, ...facts }: CostFacts & { key: string },
  ): Promise<boolean> {
    return this.post(ctx, em, {
      kind: 'SUPPLIER_REFUND',
      key: `cost:${facts.esimId}:refund:${key}`,
      orderId: facts.orderId,
      esimId: facts.esimId,
      lines: sides({ debit: creditorOf(facts.supplier), credit: 'SUPPLIER_COSTS' }, facts),
    });
  }

  /**
   * What only Stripe's balance tells: that the money of a payment, refund or dispute is in it or gone from it, in the
   * balance's currency, and what Stripe kept. Payouts and other fees too. One that moves nothing answers false.
   * @param of the order and payment it belongs to, where it does
   */
  async balanceTransaction(
    ctx: RequestContext,
    em: EntityManager,
    transaction: BalanceTransaction,
    { orderId, paymentId }: { orderId: string | null; paymentId: string | null },
  ): Promise<boolean> {
    const lines = linesOf(transaction);
    if (lines.length === 0) return false;
    return this.post(ctx, em, {
      kind: 'BALANCE_TRANSACTION',
      key: `balance:${transaction.id}`,
      orderId,
      paymentId,
      stripeId: transaction.sourceId,
      lines,
      note: noteOf(transaction),
    });
  }

  /** What an eSIM has cost us so far and whom, less what came back; null where nothing is left. One currency each. */
  async costLeft(
    em: EntityManager,
    esimId: string,
  ): Promise<{ supplier: string | null; amount: number; currency: string } | null> {
    const { rows } = await sql<{ account: string; amount: number; currency: string }>`
      select line.account, line.currency, -sum(line.amount)::float8 as amount
      from ledger_entries entry join ledger_lines line on line.entry_id = entry.id
      where entry.esim_id = ${esimId} and entry.kind in ('SUPPLIER_COST', 'SUPPLIER_REFUND')
        and line.account <> 'SUPPLIER_COSTS'
      group by line.account, line.currency having sum(line.amount) < 0
      order by min(entry.at) limit 1`.execute(em.getKysely());
    const [row] = rows;
    if (!row) return null;
    const [, supplier = null] = row.account.split(/:(.*)/s);
    return { supplier, amount: row.amount, currency: row.currency };
  }
}

const about = ({ orderId, paymentId }: PaymentAmount, stripeId: string | null) => ({
  orderId,
  paymentId,
  stripeId,
});

const refundAccount = ({ fromSuspense }: RefundFacts) => (fromSuspense ? 'SUSPENSE' : 'REFUNDS');

const creditorOf = (supplier: string | null) => (supplier === null ? 'STOCK' : payableTo(supplier));

/** What suspense has of a payment, but for its release, so that a repeated release is the same entry. */
async function heldNow(em: EntityManager, { paymentId, currency }: PaymentAmount): Promise<number> {
  const { rows } = await sql<{ amount: number }>`
    select coalesce(-sum(l.amount), 0)::float8 as amount
    from ledger_entries e join ledger_lines l on l.entry_id = e.id
    where e.payment_id = ${paymentId} and e.kind <> 'PAYMENT_RELEASED' and l.account = 'SUSPENSE'
      and l.currency = ${currency}`.execute(em.getKysely());
  return rows[0]?.amount ?? 0;
}

/** @throws EntryConflict when what was booked under this key is something else */
async function assertSame(em: EntityManager, { key, kind, lines }: NewEntry): Promise<void> {
  const { rows } = await sql<EntryLine & { kind: string }>`
    select e.kind, l.account, l.currency, l.amount::float8 as amount
    from ledger_entries e join ledger_lines l on l.entry_id = e.id where e.key = ${key}`.execute(
    em.getKysely(),
  );
  if (rows[0]?.kind === kind && inWords(rows) === inWords(lines)) return;
  throw new EntryConflict(`Ledger entry ${key} is booked as ${inWords(rows)}, not as ${inWords(lines)}`);
}

const inWords = (lines: readonly EntryLine[]): string =>
  lines
    .map(({ account, amount, currency }) => `${account} ${amount} ${currency}`)
    .sort()
    .join(', ');
