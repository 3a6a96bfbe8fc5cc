import { sql } from 'kysely';
import { batchLoader } from '../platform/database/loader.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { EntryKind, EntryLine } from './ledger-entry.ts';

/** An entry as it stands in the books. */
export interface BookedEntry {
  id: string;
  kind: EntryKind;
  key: string;
  orderId: string;
  note: string | null;
  actor: string;
  at: Date;
  lines: EntryLine[];
}

/** What an account has in one currency: debits less credits, in minor units. */
export interface AccountBalance {
  account: string;
  currency: string;
  amount: number;
}

/** Every entry of an order, oldest first. One statement for all orders of a request. */
export const loadOrderEntries = batchLoader<string, BookedEntry[]>(async (ctx, orderIds) => {
  const { rows } = await sql<Omit<BookedEntry, 'at'> & { at: Timestamp }>`
    select e.id, e.kind, e.key, e.order_id as "orderId", e.note, e.actor, e.at,
      (
        select json_agg(json_build_object('account', l.account, 'amount', l.amount, 'currency', l.currency) order by l.position)
        from ledger_lines l where l.entry_id = e.id
      ) as lines
    from ledger_entries e where e.order_id = any(${[...orderIds]}::uuid[]) order by e.id`.execute(
    ctx.em.getKysely(),
  );
  const entries = rows.map((row) => ({ ...row, at: toDate(row.at) }));
  return Map.groupBy(entries, ({ orderId }) => orderId);
}, []);

/** Every account in every currency that has been booked on, in the chart's order of names. */
export async function accountBalances(ctx: RequestContext): Promise<AccountBalance[]> {
  const { rows } = await sql<AccountBalance>`
    select account, currency, sum(amount)::float8 as amount from ledger_lines
    group by account, currency order by account, currency`.execute(ctx.em.getKysely());
  return rows;
}
