import { sql } from 'kysely';
import { GatewayRefused } from '../payments/payment-gateway.ts';
import { addHours } from '../platform/clock/clock.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { clearedCategories } from './balance-booking.ts';
import type { BalancePage, BalanceReader, BalanceTransaction } from './balance-reader.ts';
import type { LedgerService } from './ledger.service.ts';
import { EntryConflict } from './ledger-entry.ts';

/** What Stripe writes down a little late is met by looking back this far each time, and further once a day. */
const overlapHours = 1;
const deepOverlapHours = 72;
const deepEveryHours = 24;
/** Pages of one run; the next run goes on behind them. */
const maxPages = 50;
const bookingBatch = 200;
/** How long a movement waits for our own row to be there first, so that it is booked as that order's. */
const patienceHours = 1;

interface Parts {
  reader: BalanceReader;
  ledger: LedgerService;
}

/** A walk through Stripe's pages: where it began, the newest it saw, and the last transaction behind which it goes on. */
interface Walk {
  since: Date;
  newest: Date;
  after: string | null;
  isDeep: boolean;
}

/** What Stripe says of our balance: read, kept, and booked once. */
export class BalanceService {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /**
   * Reads what is new at Stripe since the last time and keeps it. Each page is kept together with the place to go on
   * from, so a crash costs at most one page read twice; two readers at once keep the same. Asks Stripe outside of
   * transactions. Reads nothing before the shop's first payment.
   * @returns how many were new
   * @throws GatewayUnavailable
   */
  async read(ctx: RequestContext): Promise<number> {
    let walk = await beginWalk(ctx);
    let added = 0;
    for (let page = 0; walk && page < maxPages; page += 1) {
      const read = await this.#page(walk);
      if (!read) {
        walk = { ...walk, after: null };
        continue;
      }
      walk = advance(walk, read);
      added += await keep(ctx, walk, read);
      if (read.isLast) break;
    }
    return added;
  }

  /** Null when Stripe does not know the transaction that the walk had come to, as after a reset of the sandbox. */
  async #page({ since, after }: Walk): Promise<BalancePage | null> {
    try {
      return await this.#parts.reader.page(since, after);
    } catch (error) {
      if (after !== null && error instanceof GatewayRefused && error.code === 'resource_missing') return null;
      throw error;
    }
  }

  /**
   * Books what was read and is not booked yet, each in a transaction of its own. Idempotent, and safe beside itself.
   * @returns how many were booked
   */
  async book(ctx: RequestContext): Promise<number> {
    let booked = 0;
    for (;;) {
      const ids = await waiting(ctx);
      const before = booked;
      for (const id of ids) if (await this.#bookOne(ctx, id)) booked += 1;
      // Nothing of a full batch can be booked while another process has it, or by anyone: the check tells.
      if (ids.length < bookingBatch || booked === before) return booked;
    }
  }

  async #bookOne(ctx: RequestContext, id: string): Promise<boolean> {
    try {
      return await this.#bookLocked(ctx, id);
    } catch (error) {
      if (!(error instanceof EntryConflict)) throw error;
      ctx.log.error({ error, balanceTransaction: id }, 'balance_transaction_conflict');
      return false;
    }
  }

  #bookLocked(ctx: RequestContext, id: string): Promise<boolean> {
    return inTransaction(ctx.em, async (em) => {
      const { rows } = await sql<BalanceRow>`
        select ${columns}, own.order_id as "orderId", own.payment_id as "paymentId"
        from stripe_balance_transactions b
        left join lateral (
          select order_id, payment_id from ledger_entries
          where stripe_id = b.source_id and kind <> 'BALANCE_TRANSACTION' order by id limit 1
        ) own on true
        where b.id = ${id} and b.booked_at is null for update of b skip locked`.execute(em.getKysely());
      const [row] = rows;
      if (!row) return false;
      await this.#parts.ledger.balanceTransaction(ctx, em, toTransaction(row), row);
      await sql`
        update stripe_balance_transactions set booked_at = ${ctx.clock.now()} where id = ${id}`.execute(
        em.getKysely(),
      );
      return true;
    });
  }
}

interface BalanceRow extends Omit<BalanceTransaction, 'presented' | 'createdAt'> {
  presentedAmount: number;
  presentedCurrency: string;
  createdAt: Timestamp;
  orderId: string | null;
  paymentId: string | null;
}

const columns = sql.raw(`b.id, b.type, b.category, b.source_id as "sourceId", b.amount::float8 as amount,
  b.fee::float8 as fee, b.currency, b.presented_amount::float8 as "presentedAmount",
  b.presented_currency as "presentedCurrency", b.exchange_rate::float8 as "exchangeRate", b.created_at as "createdAt"`);

const toTransaction = ({
  presentedAmount,
  presentedCurrency,
  createdAt,
  ...row
}: BalanceRow): BalanceTransaction => ({
  ...row,
  presented: { amount: presentedAmount, currency: presentedCurrency },
  createdAt: toDate(createdAt),
});

/** Goes on with a walk that did not reach its end, else begins one; null while nobody has paid yet. */
async function beginWalk(ctx: RequestContext): Promise<Walk | null> {
  const { rows } = await sql<{
    readUntil: Timestamp | null;
    deepAt: Timestamp | null;
    since: Timestamp | null;
    newest: Timestamp | null;
    after: string | null;
    isDeep: boolean | null;
  }>`
    select coalesce(r.read_until, (select min(created_at) from payments)) as "readUntil", r.deep_at as "deepAt",
      r.walk_since as since, r.walk_newest as newest, r.walk_after as after, r.walk_is_deep as "isDeep"
    from (values (1)) as one left join stripe_balance_reading r on true`.execute(ctx.em.getKysely());
  const [row] = rows;
  if (!row?.readUntil) return null;
  if (row.since && row.newest && row.after) {
    const { after } = row;
    return { since: toDate(row.since), newest: toDate(row.newest), after, isDeep: row.isDeep === true };
  }
  const isDeep = !row.deepAt || toDate(row.deepAt) <= addHours(ctx.clock.now(), -deepEveryHours);
  const readUntil = toDate(row.readUntil);
  const since = addHours(readUntil, -(isDeep ? deepOverlapHours : overlapHours));
  return { since, newest: readUntil, after: null, isDeep };
}

function advance(walk: Walk, { transactions, isLast }: BalancePage): Walk {
  const newest = Math.max(walk.newest.getTime(), ...transactions.map((each) => each.createdAt.getTime()));
  const last = transactions.at(-1)?.id ?? null;
  return { ...walk, newest: new Date(newest), after: isLast ? null : last };
}

/** Keeps a page and how far the walk is, together. Only a walk that reached its end moves the beginning of the next. */
async function keep(ctx: RequestContext, walk: Walk, { transactions, isLast }: BalancePage): Promise<number> {
  const now = ctx.clock.now();
  return inTransaction(ctx.em, async (em) => {
    const { rows } = await sql`
      insert into stripe_balance_transactions (id, type, category, source_id, amount, fee, currency, presented_amount,
        presented_currency, exchange_rate, created_at, read_at)
      select id, type, category, source_id, amount, fee, currency, presented_amount, presented_currency, exchange_rate,
        created_at, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(transactions.map(toColumns))}::jsonb) as t(id text, type text, category text,
        source_id text, amount bigint, fee bigint, currency text, presented_amount bigint, presented_currency text,
        exchange_rate numeric, created_at timestamptz)
      on conflict (id) do nothing returning id`.execute(em.getKysely());
    const open = isLast ? null : walk;
    const reached = isLast ? walk.newest : null;
    const deepAt = isLast && walk.isDeep ? now : null;
    await sql`
      insert into stripe_balance_reading as r (read_until, deep_at, walk_since, walk_newest, walk_after, walk_is_deep, updated_at)
      values (coalesce(${reached}::timestamptz, ${walk.since}::timestamptz), ${deepAt}, ${open?.since ?? null},
        ${open?.newest ?? null}, ${open?.after ?? null}, ${open?.isDeep ?? false}, ${now})
      on conflict (is_only) do update set
        read_until = greatest(r.read_until, ${reached}::timestamptz), deep_at = coalesce(excluded.deep_at, r.deep_at),
        walk_since = excluded.walk_since, walk_newest = excluded.walk_newest, walk_after = excluded.walk_after,
        walk_is_deep = excluded.walk_is_deep, updated_at = excluded.updated_at`.execute(em.getKysely());
    return rows.length;
  });
}

const toColumns = (transaction: BalanceTransaction) => ({
  id: transaction.id,
  type: transaction.type,
  category: transaction.category,
  source_id: transaction.sourceId,
  amount: transaction.amount,
  fee: transaction.fee,
  currency: transaction.currency,
  presented_amount: transaction.presented.amount,
  presented_currency: transaction.presented.currency,
  exchange_rate: transaction.exchangeRate,
  created_at: transaction.createdAt.toISOString(),
});

/** The oldest first. What our own row has not come for yet waits a while, as a webhook may be late. */
async function waiting(ctx: RequestContext): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id from stripe_balance_transactions b
    where b.booked_at is null and (
      b.category <> all(${[...clearedCategories]}::text[])
      or b.read_at < ${addHours(ctx.clock.now(), -patienceHours)}
      or exists (select from ledger_entries e where e.stripe_id = b.source_id and e.kind <> 'BALANCE_TRANSACTION')
    )
    order by b.created_at, b.id limit ${bookingBatch}`.execute(ctx.em.getKysely());
  return rows.map(({ id }) => id);
}
