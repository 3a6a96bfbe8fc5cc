import { type RawBuilder, sql } from 'kysely';
import { accounts } from './accounts.ts';
import type { FindingRow, Scope } from './check-scope.ts';

/**
 * The books by themselves, and against our own rows. Each is one statement over sets; amounts are compared in the
 * currency they were booked in.
 */
export const ownRowsChecks: readonly ((scope: Scope) => RawBuilder<FindingRow>)[] = [
  unbalancedEntries,
  entriesWithoutLines,
  unbalancedBooks,
  unknownAccounts,
  payments,
  holds,
  refunds,
  refundedSums,
  disputes,
  costs,
  supplierRefunds,
  entriesWithoutRow,
];

function unbalancedEntries({ since }: Scope) {
  return sql<FindingRow>`
    select 'ENTRY_UNBALANCED' as code, 'entry ' || e.key as subject, o.number as "orderNumber", s.currency,
      0 as expected, s.off::float8 as actual
    from ledger_entries e left join orders o on o.id = e.order_id
    cross join lateral (
      select currency, sum(amount) as off from ledger_lines where entry_id = e.id
      group by currency having sum(amount) <> 0
    ) s
    where e.at >= ${since} order by e.id`;
}

function entriesWithoutLines({ since }: Scope) {
  return sql<FindingRow>`
    select 'ENTRY_WITHOUT_LINES' as code, 'entry ' || e.key as subject, o.number as "orderNumber", null as currency,
      null as expected, null as actual
    from ledger_entries e left join orders o on o.id = e.order_id
    where e.at >= ${since} and (select count(*) from ledger_lines l where l.entry_id = e.id) < 2 order by e.id`;
}

function unbalancedBooks() {
  return sql<FindingRow>`
    select 'BOOKS_UNBALANCED' as code, currency as subject, null as "orderNumber", currency, 0 as expected,
      sum(amount)::float8 as actual
    from ledger_lines group by currency having sum(amount) <> 0 order by currency`;
}

function unknownAccounts() {
  return sql<FindingRow>`
    select 'UNKNOWN_ACCOUNT' as code, 'account ' || account as subject, null as "orderNumber", currency,
      null as expected, sum(amount)::float8 as actual
    from ledger_lines where split_part(account, ':', 1) <> all(${Object.keys(accounts)}::text[])
    group by account, currency order by account, currency`;
}

function payments({ since }: Scope) {
  return sql<FindingRow>`
    select case when b.amount is null then 'PAYMENT_NOT_BOOKED' else 'PAYMENT_DIFFERS' end as code,
      'payment ' || p.id as subject, o.number as "orderNumber", p.received_currency as currency,
      p.received::float8 as expected, coalesce(b.amount, 0)::float8 as actual
    from payments p join orders o on o.id = p.order_id
    left join lateral (
      select sum(l.amount) as amount from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.payment_id = p.id and e.kind = 'PAYMENT' and l.account = 'STRIPE_CLEARING' and l.currency = p.received_currency
    ) b on true
    where p.status = 'SUCCEEDED' and p.updated_at >= ${since} and b.amount is distinct from p.received
    order by p.id`;
}

function holds({ since }: Scope) {
  return sql<FindingRow>`
    select 'HOLD_DIFFERS' as code, 'payment ' || p.id as subject, o.number as "orderNumber",
      p.received_currency as currency, h.expected::float8 as expected, b.amount::float8 as actual
    from payments p join orders o on o.id = p.order_id
    cross join lateral (select case when p.is_held then p.received - p.refunded else 0 end as expected) h
    cross join lateral (
      select coalesce(-sum(l.amount), 0) as amount from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.payment_id = p.id and l.account = 'SUSPENSE' and l.currency = p.received_currency
    ) b
    where p.status = 'SUCCEEDED' and p.updated_at >= ${since} and b.amount <> h.expected
    order by p.id`;
}

function refunds({ since }: Scope) {
  return sql<FindingRow>`
    select case when b.entries = 0 then 'REFUND_NOT_BOOKED' else 'REFUND_DIFFERS' end as code,
      'refund ' || r.stripe_refund_id as subject, o.number as "orderNumber", r.currency,
      h.expected::float8 as expected, b.amount::float8 as actual
    from refunds r join payments p on p.id = r.payment_id join orders o on o.id = p.order_id
    cross join lateral (select case when r.status in ('PENDING', 'SUCCEEDED') then r.amount else 0 end as expected) h
    cross join lateral (
      select count(*) as entries, coalesce(-sum(l.amount), 0) as amount
      from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.stripe_id = r.stripe_refund_id and e.kind in ('REFUND', 'REFUND_RETURNED')
        and l.account = 'STRIPE_CLEARING' and l.currency = r.currency
    ) b
    where r.stripe_refund_id is not null and r.updated_at >= ${since} and b.amount <> h.expected
    order by r.id`;
}

function refundedSums({ since }: Scope) {
  return sql<FindingRow>`
    select 'REFUNDED_SUM_DIFFERS' as code, 'payment ' || p.id as subject, o.number as "orderNumber",
      coalesce(p.received_currency, p.currency) as currency, r.amount::float8 as expected, p.refunded::float8 as actual
    from payments p join orders o on o.id = p.order_id
    cross join lateral (
      select coalesce(sum(amount), 0) as amount from refunds where payment_id = p.id and status in ('PENDING', 'SUCCEEDED')
    ) r
    where p.updated_at >= ${since} and r.amount <> p.refunded
    order by p.id`;
}

/** While it is open, what was taken stands in DISPUTED; once lost, in DISPUTE_LOSSES, appealed or not; once won, in neither. */
function disputes({ since }: Scope) {
  return sql<FindingRow>`
    select 'DISPUTE_DIFFERS' as code, 'dispute ' || d.stripe_dispute_id || ' on ' || h.account as subject,
      o.number as "orderNumber", d.currency, h.expected::float8 as expected, b.amount::float8 as actual
    from disputes d join payments p on p.id = d.payment_id join orders o on o.id = p.order_id
    cross join lateral (
      values ('DISPUTED', case when d.is_withdrawn and d.status not in ('LOST', 'APPEAL') then d.amount else 0 end),
        ('DISPUTE_LOSSES', case when d.is_withdrawn and d.status in ('LOST', 'APPEAL') then d.amount else 0 end)
    ) h(account, expected)
    cross join lateral (
      select coalesce(sum(l.amount), 0) as amount from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.stripe_id = d.stripe_dispute_id and l.account = h.account and l.currency = d.currency
    ) b
    where d.updated_at >= ${since} and b.amount <> h.expected
    order by d.id, h.account`;
}

function costs({ since }: Scope) {
  return sql<FindingRow>`
    select case when b.amount is null then 'COST_NOT_BOOKED' else 'COST_DIFFERS' end as code,
      'eSIM ' || s.id as subject, o.number as "orderNumber", i.cost_currency as currency,
      i.cost_amount::float8 as expected, coalesce(b.amount, 0)::float8 as actual
    from esims s join inventory_items i on i.id = s.inventory_item_id join orders o on o.id = s.order_id
    left join lateral (
      select sum(l.amount) as amount from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.key = 'cost:' || s.id and l.account = 'SUPPLIER_COSTS' and l.currency = i.cost_currency
    ) b on true
    where s.ready_at is not null and s.ready_at >= ${since} and i.cost_amount > 0
      and b.amount is distinct from i.cost_amount
    order by s.id`;
}

function supplierRefunds({ since }: Scope) {
  return sql<FindingRow>`
    select 'SUPPLIER_REFUND_DIFFERS' as code, 'supplier refund ' || r.id as subject, o.number as "orderNumber",
      r.currency, r.amount::float8 as expected, b.amount::float8 as actual
    from supplier_refunds r join esims s on s.id = r.esim_id join orders o on o.id = s.order_id
    cross join lateral (
      select coalesce(-sum(l.amount), 0) as amount from ledger_entries e join ledger_lines l on l.entry_id = e.id
      where e.key = 'cost:' || r.esim_id || ':refund:' || r.id and l.account = 'SUPPLIER_COSTS' and l.currency = r.currency
    ) b
    where r.at >= ${since} and b.amount <> r.amount
    order by r.id`;
}

function entriesWithoutRow({ since }: Scope) {
  return sql<FindingRow>`
    select 'ENTRY_WITHOUT_ROW' as code, 'entry ' || e.key as subject, o.number as "orderNumber", null as currency,
      null as expected, null as actual
    from ledger_entries e left join orders o on o.id = e.order_id
    where e.at >= ${since} and not case
      when e.kind in ('PAYMENT', 'PAYMENT_RELEASED')
        then exists (select from payments p where p.id = e.payment_id and p.status = 'SUCCEEDED')
      when e.kind in ('REFUND', 'REFUND_RETURNED')
        then exists (select from refunds r where r.stripe_refund_id = e.stripe_id and r.status <> 'REQUESTED')
      when e.kind in ('DISPUTE', 'DISPUTE_WON', 'DISPUTE_LOST')
        then exists (select from disputes d where d.stripe_dispute_id = e.stripe_id)
      -- An eSIM that a supplier made and nobody got is known by its item.
      when e.key like 'cost:%:surplus:%'
        then exists (select from inventory_items i where i.id::text = split_part(e.key, ':', 4))
      when e.kind = 'SUPPLIER_REFUND'
        then exists (select from supplier_refunds r where r.id::text = split_part(e.key, ':', 4))
      when e.kind = 'SUPPLIER_COST'
        then exists (select from esims s where s.id = e.esim_id and s.ready_at is not null)
      when e.kind = 'BALANCE_TRANSACTION'
        then exists (
          select from stripe_balance_transactions b where b.id = substr(e.key, 9) and b.booked_at is not null
        )
      else false
    end
    order by e.id`;
}
