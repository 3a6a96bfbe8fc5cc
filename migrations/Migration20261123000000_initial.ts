import { Migration } from '@mikro-orm/migrations';

/**
 * The first schema. Ids are UUID version 7 (time-ordered, so a list that ends in the id is stable and
 * an index on it stays compact). Money is bigint minor units beside its ISO 4217 currency. States are
 * text with a CHECK: adding one is a one-line migration, and a reader of the database sees words.
 */
export class Migration20261123000000_initial extends Migration {
  override up(): void {
    for (const statement of [catalogue, accounts, stock, orders, delivery, platform]) this.addSql(statement);
  }
}

const catalogue = /* sql */ `
create table regions (
  id uuid primary key default uuidv7(),
  code text not null unique check (code ~ '^[a-z]+(-[a-z]+)*$'),
  name_en text not null,
  name_es text not null,
  is_geographic boolean not null,
  is_sold boolean not null
);

create table countries (
  id uuid primary key default uuidv7(),
  iso2 text not null unique check (iso2 ~ '^[A-Z]{2}$'),
  name_en text not null,
  name_es text not null,
  region_id uuid not null references regions,
  aliases jsonb not null default '[]',
  -- Place by international arrivals, where it is among the first; orders what nobody has bought yet.
  arrivals_rank integer check (arrivals_rank > 0),
  search_text text not null
);

create table region_countries (
  region_id uuid not null references regions,
  country_id uuid not null references countries,
  primary key (region_id, country_id)
);
create index region_countries_country on region_countries (country_id);

create table carriers (
  id uuid primary key default uuidv7(),
  name text not null check (name = btrim(name) and length(name) between 2 and 100)
);
create unique index carriers_name on carriers (lower(name));

create table plans (
  id uuid primary key default uuidv7(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (length(name) between 1 and 200),
  name_es text not null check (length(name_es) between 1 and 200),
  description text check (length(description) <= 1000),
  description_es text check (length(description_es) <= 1000),
  scope text not null check (scope in ('COUNTRY', 'REGION', 'GLOBAL')),
  country_id uuid references countries,
  region_id uuid references regions,
  carrier_id uuid not null references carriers,
  is_unlimited boolean not null,
  data_mb integer check (data_mb > 0),
  validity_days integer not null check (validity_days between 1 and 365),
  validity_policy text not null check (validity_policy in ('FROM_FIRST_USE', 'FROM_INSTALL')),
  install_within_days integer not null check (install_within_days > 0),
  hotspot_allowed boolean not null,
  includes_phone_number boolean not null,
  voice_minutes integer check (voice_minutes > 0),
  texts integer check (texts > 0),
  top_up_available boolean not null,
  identity_check boolean not null,
  fair_use_en text,
  fair_use_es text,
  stock_threshold integer check (stock_threshold >= 0),
  is_active boolean not null default true,
  created_at timestamptz not null default now(),
  search_text text not null,
  check (is_unlimited = (data_mb is null)),
  check ((scope = 'COUNTRY') = (country_id is not null)),
  check ((scope = 'REGION') = (region_id is not null))
);
create index plans_country on plans (country_id) where is_active;
create index plans_region on plans (region_id) where is_active;

create table plan_countries (
  plan_id uuid not null references plans on delete cascade,
  country_id uuid not null references countries,
  networks jsonb not null default '[]',
  primary key (plan_id, country_id)
);
create index plan_countries_country on plan_countries (country_id, plan_id);

-- One row for each plan and shop currency: its own price where one was set, else the base price at the
-- dated rate. Kept by the price list service, so that filters and sorts are exact and indexed.
create table plan_prices (
  plan_id uuid not null references plans on delete cascade,
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  amount bigint not null check (amount > 0),
  is_own boolean not null,
  rate_date date,
  primary key (plan_id, currency),
  check (is_own = (rate_date is null))
);
-- A list reads one currency's prices and nothing else of this table.
create index plan_prices_currency on plan_prices (currency, plan_id) include (amount);

create table exchange_rates (
  currency text not null check (currency ~ '^[A-Z]{3}$'),
  valid_on date not null,
  per_usd numeric(18, 8) not null check (per_usd > 0),
  primary key (currency, valid_on)
);

create table plan_suppliers (
  plan_id uuid not null references plans on delete cascade,
  supplier text not null,
  sku text not null,
  cost_amount bigint not null check (cost_amount >= 0),
  cost_currency text not null,
  priority integer not null default 0,
  is_enabled boolean not null default true,
  primary key (plan_id, supplier)
);
`;

const accounts = /* sql */ `
create table users (
  id uuid primary key default uuidv7(),
  email text not null unique check (email = lower(email) and length(email) <= 254),
  name text check (length(name) between 1 and 200),
  roles jsonb not null default '[]',
  locale text not null default 'en',
  currency text not null default 'USD',
  created_at timestamptz not null,
  last_sign_in_at timestamptz
);

create table sign_in_codes (
  id uuid primary key default uuidv7(),
  email text not null,
  code_hash text not null,
  ip text,
  attempts integer not null default 0 check (attempts between 0 and 5),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  consumed_at timestamptz,
  superseded_at timestamptz
);
create index sign_in_codes_email on sign_in_codes (email, created_at desc);
create index sign_in_codes_ip on sign_in_codes (ip, created_at desc);
create unique index sign_in_codes_newest on sign_in_codes (email) where consumed_at is null and superseded_at is null;

create table sessions (
  id uuid primary key default uuidv7(),
  user_id uuid not null references users,
  token_hash text not null unique,
  transport text not null check (transport in ('COOKIE', 'BEARER')),
  is_staff boolean not null,
  ip text,
  user_agent text,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index sessions_user on sessions (user_id) where revoked_at is null;

create table rate_limits (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
`;

const orders = /* sql */ `
create table orders (
  id uuid primary key default uuidv7(),
  number text not null unique check (number ~ '^TRB-[0-9A-Z]{6,10}$'),
  user_id uuid not null references users,
  plan_id uuid not null references plans,
  plan_snapshot jsonb not null,
  quantity integer not null check (quantity between 1 and 10),
  currency text not null,
  unit_price bigint not null check (unit_price > 0),
  subtotal bigint not null,
  discount bigint not null default 0 check (discount >= 0),
  tax bigint not null default 0 check (tax >= 0),
  total bigint not null,
  status text not null check (status in ('OPEN', 'COMPLETED', 'CANCELLED', 'EXPIRED')),
  payment_status text not null check (payment_status in ('UNPAID', 'PROCESSING', 'PAID', 'PARTIALLY_REFUNDED', 'REFUNDED', 'DISPUTED')),
  fulfillment_status text not null check (fulfillment_status in ('UNFULFILLED', 'IN_PROGRESS', 'PARTIALLY_FULFILLED', 'FULFILLED', 'FAILED')),
  holds jsonb not null default '[]',
  locale text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  expires_at timestamptz,
  paid_at timestamptz,
  check (subtotal = unit_price * quantity),
  check (total = subtotal - discount + tax and total > 0)
);
create index orders_user on orders (user_id, id desc);
create index orders_open on orders (expires_at) where status = 'OPEN' and payment_status = 'UNPAID';
create index orders_plan on orders (plan_id);
create index orders_total on orders (total, id);

create table order_events (
  id uuid primary key default uuidv7(),
  order_id uuid not null references orders,
  type text not null,
  from_state text,
  to_state text,
  actor text not null,
  reason text,
  request_id text,
  at timestamptz not null
);
create index order_events_order on order_events (order_id, id);

create table idempotency_keys (
  actor text not null,
  mutation text not null,
  key text not null check (length(key) between 1 and 255),
  input_hash text not null,
  result_id uuid not null,
  created_at timestamptz not null,
  primary key (actor, mutation, key)
);

create table payments (
  id uuid primary key default uuidv7(),
  order_id uuid not null references orders,
  attempt integer not null check (attempt > 0),
  provider text not null check (provider in ('STRIPE')),
  payment_intent_id text unique,
  charge_id text,
  status text not null check (status in ('REQUIRES_PAYMENT', 'REQUIRES_ACTION', 'PROCESSING', 'SUCCEEDED', 'CANCELLED')),
  amount bigint not null check (amount > 0),
  currency text not null,
  refunded bigint not null default 0,
  failure_code text,
  failure_message text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (order_id, attempt),
  check (refunded between 0 and amount)
);
-- One open attempt an order: two tabs that start paying at once share it.
create unique index payments_open on payments (order_id) where status not in ('CANCELLED', 'SUCCEEDED');

create table refunds (
  id uuid primary key default uuidv7(),
  payment_id uuid not null references payments,
  stripe_refund_id text unique,
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null,
  status text not null check (status in ('PENDING', 'SUCCEEDED', 'FAILED')),
  requested_by text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index refunds_payment on refunds (payment_id);

create table stripe_events (
  id text primary key,
  type text not null,
  object_id text,
  payload jsonb not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  outcome text
);
create index stripe_events_waiting on stripe_events (received_at) where processed_at is null;
create index stripe_events_object on stripe_events (object_id);
`;

const stock = /* sql */ `
create table inventory_items (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plans,
  status text not null check (status in ('AVAILABLE', 'RESERVED', 'ASSIGNED', 'RETIRED')),
  activation_code text not null unique check (activation_code like 'LPA:1$%$%'),
  iccid text unique check (iccid ~ '^89[0-9]{16,18}$'),
  iccid_warning text,
  instructions text,
  supplier text,
  provider_reference text,
  cost_amount bigint check (cost_amount >= 0),
  cost_currency text,
  expires_on date,
  order_id uuid,
  reserved_at timestamptz,
  assigned_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((status in ('RESERVED', 'ASSIGNED')) = (order_id is not null) or status = 'RETIRED')
);
-- The shelf: oldest expiry first, then oldest row.
create index inventory_items_shelf on inventory_items (plan_id, expires_on, id) where status = 'AVAILABLE';
create index inventory_items_plan on inventory_items (plan_id, status);
create index inventory_items_order on inventory_items (order_id) where order_id is not null;

create table stock_alerts (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references plans,
  kind text not null check (kind in ('LOW', 'OUT', 'RECOVERED')),
  available integer not null,
  threshold integer not null,
  at timestamptz not null
);
create index stock_alerts_plan on stock_alerts (plan_id, id desc);
`;

const delivery = /* sql */ `
alter table inventory_items add constraint inventory_items_order_fk foreign key (order_id) references orders;

create table esims (
  id uuid primary key default uuidv7(),
  order_id uuid not null references orders,
  user_id uuid not null references users,
  position integer not null check (position > 0),
  status text not null check (status in ('PENDING', 'PROVISIONING', 'READY', 'INSTALLED', 'ACTIVE', 'DEPLETED', 'EXPIRED', 'REVOKED', 'FAILED', 'IN_REVIEW')),
  inventory_item_id uuid unique references inventory_items,
  iccid text,
  activation_code text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  unique (order_id, position),
  check ((activation_code is null) = (ready_at is null))
);
create index esims_user on esims (user_id, id desc);

create table provisioning_attempts (
  id uuid primary key default uuidv7(),
  esim_id uuid not null references esims,
  supplier text not null,
  reference text not null,
  outcome text not null check (outcome in ('STARTED', 'SUCCEEDED', 'REFUSED', 'UNKNOWN')),
  error_code text,
  detail text,
  started_at timestamptz not null,
  finished_at timestamptz
);
create index provisioning_attempts_esim on provisioning_attempts (esim_id, id);

create table mails (
  id uuid primary key default uuidv7(),
  kind text not null,
  recipient text not null,
  locale text not null,
  dedupe_key text not null unique,
  order_id uuid references orders,
  sealed_payload text,
  created_at timestamptz not null,
  sent_at timestamptz,
  message_id text
);
create index mails_order on mails (order_id) where order_id is not null;
`;

const platform = /* sql */ `
create table app_secrets (
  name text primary key,
  value text not null,
  created_at timestamptz not null default now()
);
`;
