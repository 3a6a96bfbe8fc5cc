import { Migration } from '@mikro-orm/migrations';

/** The books: double entry, balanced for each currency, only ever added to. */
export class Migration20261125000300_ledger extends Migration {
  override up(): void {
    this.addSql(books);
  }
}

const books = /* sql */ `
-- What has happened. The rows it is about are written by the same transaction, perhaps after it: their
-- existence is looked at when that commits.
create table ledger_entries (
  id uuid primary key default uuidv7(),
  kind text not null check (kind ~ '^[A-Z]+(_[A-Z]+)*$'),
  -- What makes it happen once, from our own or Stripe's ids.
  key text not null unique check (length(key) between 3 and 255),
  order_id uuid references orders deferrable initially deferred,
  payment_id uuid references payments deferrable initially deferred,
  esim_id uuid references esims deferrable initially deferred,
  -- The charge, refund or dispute at Stripe whose balance transaction has to account for it.
  stripe_id text,
  note text check (length(note) <= 500),
  actor text not null,
  request_id text,
  at timestamptz not null
);
create index ledger_entries_order on ledger_entries (order_id, id) where order_id is not null;
create index ledger_entries_payment on ledger_entries (payment_id) where payment_id is not null;
create index ledger_entries_esim on ledger_entries (esim_id) where esim_id is not null;
create index ledger_entries_stripe on ledger_entries (stripe_id) where stripe_id is not null;

-- Minor units of an ISO 4217 currency: debits are positive, credits negative.
create table ledger_lines (
  entry_id uuid not null references ledger_entries,
  position smallint not null check (position > 0),
  account text not null check (account ~ '^[A-Z]+(_[A-Z]+)*(:[A-Za-z0-9_.-]+)?$'),
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount <> 0),
  primary key (entry_id, position)
);
create index ledger_lines_account on ledger_lines (account, currency) include (amount);

create function ledger_entry_balances() returns trigger language plpgsql as $$
declare
  entry uuid;
begin
  if tg_table_name = 'ledger_entries' then entry := new.id; else entry := new.entry_id; end if;
  if (select count(*) < 2 from ledger_lines where entry_id = entry) then
    raise exception 'ledger entry % has fewer than two lines', entry
      using errcode = 'check_violation', constraint = 'ledger_entry_lines';
  end if;
  if exists (select from ledger_lines where entry_id = entry group by currency having sum(amount) <> 0) then
    raise exception 'ledger entry % does not balance', entry
      using errcode = 'check_violation', constraint = 'ledger_entry_balance';
  end if;
  return null;
end $$;

create constraint trigger ledger_entries_balance after insert on ledger_entries
  deferrable initially deferred for each row execute function ledger_entry_balances();
create constraint trigger ledger_lines_balance after insert on ledger_lines
  deferrable initially deferred for each row execute function ledger_entry_balances();

create trigger ledger_entries_append_only before update or delete on ledger_entries
  for each row execute function refuse_change();
create trigger ledger_entries_no_truncate before truncate on ledger_entries
  for each statement execute function refuse_change();
create trigger ledger_lines_append_only before update or delete on ledger_lines
  for each row execute function refuse_change();
create trigger ledger_lines_no_truncate before truncate on ledger_lines
  for each statement execute function refuse_change();
`;
