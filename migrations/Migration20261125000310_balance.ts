import { Migration } from '@mikro-orm/migrations';

/** What Stripe says has moved our balance, and what each look at the books found. */
export class Migration20261125000310_balance extends Migration {
  override up(): void {
    for (const statement of [balance, checks]) this.addSql(statement);
  }
}

const balance = /* sql */ `
-- One of Stripe's balance transactions, in ISO minor units of the balance's currency.
create table stripe_balance_transactions (
  id text primary key check (length(id) between 3 and 255),
  type text not null,
  category text not null,
  -- The charge, refund, dispute or payout that it is about.
  source_id text,
  amount bigint not null,
  fee bigint not null,
  net bigint not null generated always as (amount - fee) stored,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  -- The same movement in the currency the customer paid in.
  presented_amount bigint not null,
  presented_currency text not null check (presented_currency ~ '^[A-Z]{3}$'),
  exchange_rate numeric,
  created_at timestamptz not null,
  read_at timestamptz not null,
  booked_at timestamptz,
  check (currency <> presented_currency or amount = presented_amount)
);
create index stripe_balance_transactions_waiting on stripe_balance_transactions (created_at, id) where booked_at is null;
create index stripe_balance_transactions_source on stripe_balance_transactions (source_id) where source_id is not null;
create index stripe_balance_transactions_created on stripe_balance_transactions (created_at, id);

-- How far they have been read. A walk through Stripe's pages goes on where it stopped.
create table stripe_balance_reading (
  is_only boolean primary key default true check (is_only),
  read_until timestamptz not null,
  deep_at timestamptz,
  walk_since timestamptz,
  walk_newest timestamptz,
  walk_after text,
  walk_is_deep boolean not null default false,
  updated_at timestamptz not null
);
`;

const checks = /* sql */ `
create table ledger_checks (
  id uuid primary key default uuidv7(),
  started_at timestamptz not null,
  finished_at timestamptz not null,
  -- What was looked at: null is everything.
  since timestamptz,
  is_stripe_asked boolean not null,
  entries bigint not null,
  finding_count integer not null check (finding_count >= 0),
  findings jsonb not null,
  requested_by text not null
);
create index ledger_checks_newest on ledger_checks (id desc);
`;
