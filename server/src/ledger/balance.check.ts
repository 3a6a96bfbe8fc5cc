import { type RawBuilder, sql } from 'kysely';
import type { BalanceTransaction } from './balance-reader.ts';
import type { FindingRow, Scope } from './check-scope.ts';

/** The books against the balance transactions that were read from Stripe. Each is one statement over sets. */
export const balanceChecks: readonly ((scope: Scope) => RawBuilder<FindingRow>)[] = [
  notBooked,
  bookedDifferently,
  stripeBalances,
  clearing,
  unexplained,
];

function notBooked({ since, settledBefore }: Scope) {
  return sql<FindingRow>`
    select 'BALANCE_NOT_BOOKED' as code, 'balance transaction ' || id as subject, null as "orderNumber", currency,
      net::float8 as expected, null as actual
    from stripe_balance_transactions
    where booked_at is null and read_at < ${settledBefore} and created_at >= ${since} order by created_at, id`;
}

function bookedDifferently({ since }: Scope) {
  return sql<FindingRow>`
    select 'BALANCE_DIFFERS' as code, 'balance transaction ' || b.id as subject, o.number as "orderNumber", b.currency,
      b.net::float8 as expected, s.amount::float8 as actual
    from stripe_balance_transactions b
    left join ledger_entries e on e.key = 'balance:' || b.id left join orders o on o.id = e.order_id
    cross join lateral (
      select coalesce(sum(amount), 0) as amount from ledger_lines
      where entry_id = e.id and account = 'STRIPE' and currency = b.currency
    ) s
    where b.booked_at is not null and b.created_at >= ${since} and s.amount <> b.net order by b.created_at, b.id`;
}

function stripeBalances() {
  return sql<FindingRow>`
    select 'STRIPE_BALANCE_DIFFERS' as code, currency as subject, null as "orderNumber", currency,
      coalesce(theirs.amount, 0)::float8 as expected, coalesce(ours.amount, 0)::float8 as actual
    from (select currency, sum(amount) as amount from ledger_lines where account = 'STRIPE' group by currency) ours
    full join (
      select currency, sum(net) as amount from stripe_balance_transactions where booked_at is not null group by currency
    ) theirs using (currency)
    where coalesce(ours.amount, 0) <> coalesce(theirs.amount, 0) order by currency`;
}

/** What our rows put into clearing, Stripe's balance takes out again: the same charge, refund or dispute, to zero. */
function clearing({ settledBefore }: Scope) {
  return sql<FindingRow>`
    select case when c.theirs is null then 'NOT_AT_STRIPE' when c.ours is null then 'NOT_IN_OUR_ROWS'
        else 'CLEARING_DIFFERS' end as code,
      c.name as subject, o.number as "orderNumber", c.currency, coalesce(c.theirs, 0)::float8 as expected,
      coalesce(c.ours, 0)::float8 as actual
    from (
      select coalesce(e.stripe_id, e.key) as name, l.currency, (array_agg(e.order_id))[1] as order_id,
        sum(l.amount) filter (where e.kind <> 'BALANCE_TRANSACTION') as ours,
        -sum(l.amount) filter (where e.kind = 'BALANCE_TRANSACTION') as theirs
      from ledger_lines l join ledger_entries e on e.id = l.entry_id
      where l.account = 'STRIPE_CLEARING'
      group by 1, 2 having sum(l.amount) <> 0 and max(e.at) < ${settledBefore}
    ) c left join orders o on o.id = c.order_id
    order by c.name, c.currency`;
}

function unexplained({ since }: Scope) {
  return sql<FindingRow>`
    select 'UNEXPLAINED_MOVEMENT' as code, 'entry ' || e.key as subject, o.number as "orderNumber", l.currency,
      null as expected, -l.amount::float8 as actual
    from ledger_lines l join ledger_entries e on e.id = l.entry_id left join orders o on o.id = e.order_id
    where l.account = 'UNEXPLAINED' and e.at >= ${since} order by e.id`;
}

/**
 * What was read against what Stripe has now, since a time.
 * @param told everything Stripe has since `from`
 */
export function againstStripe(told: readonly BalanceTransaction[], from: Date, { settledBefore }: Scope) {
  const rows = told.map(({ id, amount, fee, currency, createdAt }) => ({
    id,
    net: amount - fee,
    currency,
    created_at: createdAt.toISOString(),
  }));
  return sql<FindingRow>`
    select case when b.id is null then 'BALANCE_NOT_READ' when t.id is null then 'BALANCE_GONE'
        else 'BALANCE_CHANGED' end as code,
      'balance transaction ' || coalesce(t.id, b.id) as subject, null as "orderNumber",
      coalesce(t.currency, b.currency) as currency, t.net::float8 as expected, b.net::float8 as actual
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id text, net bigint, currency text, created_at timestamptz)
    full join (select * from stripe_balance_transactions where created_at >= ${from}) b on b.id = t.id
    where coalesce(t.created_at, b.created_at) < ${settledBefore}
      and (b.id is not null or t.created_at >= (select min(created_at) from payments))
      and (b.net, b.currency) is distinct from (t.net, t.currency)
    order by coalesce(t.id, b.id)`;
}
