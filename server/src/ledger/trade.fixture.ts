import { type RawBuilder, sql } from 'kysely';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { BalanceService } from './balance.service.ts';
import type { LedgerFixture, Sale } from './ledger.fixture.ts';
import { LedgerService } from './ledger.service.ts';
import { StripeBalance } from './stripe-balance.fixture.ts';

/** A payment that arrived, and what happened to it since. */
export interface Paid extends Sale {
  amount: number;
  currency: string;
  isHeld: boolean;
  refunded: number;
}

export interface Moved {
  paid: Paid;
  /** Stripe's id of it. */
  id: string;
  amount: number;
}

let serial = 0;

/** Trade whose rows, books and Stripe agree, as the rooms that move money leave it: each thing in one transaction. */
export class Trade {
  readonly stripe = new StripeBalance();
  readonly ledger = new LedgerService();
  readonly balance = new BalanceService({ reader: this.stripe, ledger: this.ledger });
  readonly #fixture: LedgerFixture;

  constructor(fixture: LedgerFixture) {
    this.#fixture = fixture;
  }

  async pay(amount: number, { currency = 'USD', isHeld = false } = {}): Promise<Paid> {
    const sale = await this.#fixture.addSale(amount, currency);
    const paid = { ...sale, amount, currency, isHeld, refunded: 0 };
    await this.#within(async (ctx, em, now) => {
      await sql`update payments set status = 'SUCCEEDED', received = ${amount}::bigint, received_currency = ${currency},
        is_held = ${isHeld}, created_at = ${now}, updated_at = ${now} where id = ${paid.paymentId}`.execute(
        em.getKysely(),
      );
      await this.ledger.paymentReceived(ctx, em, paid);
    });
    this.#move('charge', paid.chargeId, paid, amount, 40);
    return paid;
  }

  async release(paid: Paid): Promise<void> {
    paid.isHeld = false;
    await this.#within(async (ctx, em, now) => {
      await sql`update payments set is_held = false, updated_at = ${now} where id = ${paid.paymentId}`.execute(
        em.getKysely(),
      );
      await this.ledger.holdReleased(ctx, em, paid);
    });
  }

  async refund(paid: Paid, amount: number): Promise<Moved> {
    const id = `re_${++serial}`;
    paid.refunded += amount;
    await this.#within(async (ctx, em, now) => {
      await sql`insert into refunds (id, payment_id, stripe_refund_id, amount, currency, reason, status, requested_by,
          created_at, updated_at)
        values (${newId()}, ${paid.paymentId}, ${id}, ${amount}::bigint, ${paid.currency}, 'a kind word', 'SUCCEEDED',
          'test', ${now}, ${now})`.execute(em.getKysely());
      await this.#setRefunded(em, paid, now);
      await this.ledger.refundSent(ctx, em, {
        ...paid,
        amount,
        stripeRefundId: id,
        fromSuspense: paid.isHeld,
      });
    });
    this.#move('refund', id, paid, -amount);
    return { paid, id, amount };
  }

  /** The bank sends a refund back. */
  async returnRefund({ paid, id, amount }: Moved): Promise<void> {
    paid.refunded -= amount;
    await this.#within(async (ctx, em, now) => {
      await sql`update refunds set status = 'FAILED', updated_at = ${now} where stripe_refund_id = ${id}`.execute(
        em.getKysely(),
      );
      await this.#setRefunded(em, paid, now);
      await this.ledger.refundReturned(ctx, em, {
        ...paid,
        amount,
        stripeRefundId: id,
        fromSuspense: paid.isHeld,
      });
    });
    this.#move('refund_failure', id, paid, amount);
  }

  async dispute(paid: Paid, amount = paid.amount): Promise<Moved> {
    const id = `du_${++serial}`;
    await this.#within(async (ctx, em, now) => {
      await sql`insert into disputes (id, payment_id, stripe_dispute_id, status, amount, currency, reason, is_withdrawn,
          opened_at, created_at, updated_at)
        values (${newId()}, ${paid.paymentId}, ${id}, 'NEEDS_RESPONSE', ${amount}::bigint, ${paid.currency},
          'fraudulent', true, ${now}, ${now}, ${now})`.execute(em.getKysely());
      await this.ledger.disputeOpened(ctx, em, { ...paid, amount, stripeDisputeId: id });
    });
    this.#move('dispute', id, paid, -amount, 1500);
    return { paid, id, amount };
  }

  async endDispute({ paid, id, amount }: Moved, outcome: 'WON' | 'LOST'): Promise<void> {
    const isWon = outcome === 'WON';
    await this.#within(async (ctx, em, now) => {
      await sql`update disputes set status = ${outcome}, is_withdrawn = ${!isWon}, updated_at = ${now}
        where stripe_dispute_id = ${id}`.execute(em.getKysely());
      const facts = { ...paid, amount, stripeDisputeId: id };
      await (isWon ? this.ledger.disputeWon(ctx, em, facts) : this.ledger.disputeLost(ctx, em, facts));
    });
    if (isWon) this.#move('dispute_reversal', id, paid, amount);
  }

  /** The order's eSIM is delivered from stock that a supplier gave. */
  async deliver({ orderId, esimId }: Paid, cost: number): Promise<void> {
    const itemId = newId();
    await this.#within(async (ctx, em, now) => {
      await sql`insert into inventory_items (id, plan_id, status, activation_code, supplier, cost_amount, cost_currency,
          order_id, created_at, updated_at)
        values (${itemId}, (select id from plans limit 1), 'ASSIGNED', ${`LPA:1$smdp.example.com$${itemId}`},
          'CONNECTED_YOU', ${cost}::bigint, 'USD', ${orderId}, ${now}, ${now})`.execute(em.getKysely());
      await sql`update esims set status = 'READY', inventory_item_id = ${itemId}, activation_code = 'LPA:1$a$b',
        ready_at = ${now} where id = ${esimId}`.execute(em.getKysely());
      await this.ledger.supplierCost(ctx, em, {
        orderId,
        esimId,
        supplier: 'CONNECTED_YOU',
        amount: cost,
        currency: 'USD',
      });
    });
  }

  /** The supplier gives back a part of what an eSIM cost. */
  async giveBack({ orderId, esimId }: Paid, amount: number): Promise<void> {
    const key = newId();
    await this.#within(async (ctx, em, now) => {
      await sql`insert into supplier_refunds (id, esim_id, supplier, amount, currency, reason, actor, at)
        values (${key}, ${esimId}, 'CONNECTED_YOU', ${amount}::bigint, 'USD', 'their credit note', 'test', ${now})`.execute(
        em.getKysely(),
      );
      const facts = { orderId, esimId, supplier: 'CONNECTED_YOU', amount, currency: 'USD', key };
      await this.ledger.supplierRefund(ctx, em, facts);
    });
  }

  /** Reads and books what Stripe tells. */
  async settle(): Promise<void> {
    await this.balance.read(this.#fixture.ctx());
    await this.balance.book(this.#fixture.ctx());
  }

  #within(work: (ctx: RequestContext, em: EntityManager, now: Date) => Promise<unknown>): Promise<unknown> {
    return this.#fixture.within((ctx, em) => work(ctx, em, this.#fixture.now));
  }

  #setRefunded(em: EntityManager, { paymentId, refunded }: Paid, now: Date): Promise<unknown> {
    const change: RawBuilder<unknown> = sql`
      update payments set refunded = ${refunded}::bigint, updated_at = ${now} where id = ${paymentId}`;
    return change.execute(em.getKysely());
  }

  #move(category: string, sourceId: string, { currency }: Paid, amount: number, fee = 0): void {
    this.stripe.move(category, sourceId, { amount, currency }, this.#fixture.now, fee);
  }
}
