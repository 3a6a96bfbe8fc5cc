import { Migration } from '@mikro-orm/migrations';

/** Books what was paid, refunded and delivered before there were books, once. */
export class Migration20261125000320_books_of_before extends Migration {
  override up(): void {
    for (const statement of [payments, refunds, costs]) this.addSql(statement);
  }
}

const payments = /* sql */ `
with entry as (
  insert into ledger_entries (kind, key, order_id, payment_id, stripe_id, note, actor, at)
  select 'PAYMENT', 'payment:' || id, order_id, id, charge_id, 'from before the books', 'system:migration', updated_at
  from payments where status = 'SUCCEEDED'
  on conflict (key) do nothing returning id, payment_id
)
insert into ledger_lines (entry_id, position, account, currency, amount)
select entry.id, side.position, side.account, p.received_currency, side.sign * p.received
from entry join payments p on p.id = entry.payment_id
cross join lateral (
  values (1, 'STRIPE_CLEARING', 1), (2, case when p.is_held then 'SUSPENSE' else 'SALES' end, -1)
) side(position, account, sign);
`;

const refunds = /* sql */ `
with entry as (
  insert into ledger_entries (kind, key, order_id, payment_id, stripe_id, note, actor, at)
  select 'REFUND', 'refund:' || r.stripe_refund_id, p.order_id, p.id, r.stripe_refund_id, 'from before the books',
    'system:migration', r.updated_at
  from refunds r join payments p on p.id = r.payment_id
  where r.status in ('PENDING', 'SUCCEEDED') and r.stripe_refund_id is not null
  on conflict (key) do nothing returning id, stripe_id
)
insert into ledger_lines (entry_id, position, account, currency, amount)
select entry.id, side.position, side.account, r.currency, side.sign * r.amount
from entry join refunds r on r.stripe_refund_id = entry.stripe_id join payments p on p.id = r.payment_id
cross join lateral (
  values (1, case when p.is_held then 'SUSPENSE' else 'REFUNDS' end, 1), (2, 'STRIPE_CLEARING', -1)
) side(position, account, sign);
`;

const costs = /* sql */ `
with entry as (
  insert into ledger_entries (kind, key, order_id, esim_id, note, actor, at)
  select 'SUPPLIER_COST', 'cost:' || e.id, e.order_id, e.id, 'from before the books', 'system:migration', e.ready_at
  from esims e join inventory_items i on i.id = e.inventory_item_id
  where e.ready_at is not null and i.cost_amount > 0 and i.cost_currency is not null
  on conflict (key) do nothing returning id, esim_id
)
insert into ledger_lines (entry_id, position, account, currency, amount)
select entry.id, side.position, side.account, i.cost_currency, side.sign * i.cost_amount
from entry join esims e on e.id = entry.esim_id join inventory_items i on i.id = e.inventory_item_id
cross join lateral (
  values (1, 'SUPPLIER_COSTS', 1), (2, coalesce('SUPPLIER_PAYABLE:' || i.supplier, 'STOCK'), -1)
) side(position, account, sign);
`;
