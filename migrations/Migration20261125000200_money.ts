import { Migration } from '@mikro-orm/migrations';

/** Every way money moves after it was asked for: what arrived, what went back, what a bank took. */
export class Migration20261125000200_money extends Migration {
  override up(): void {
    for (const statement of [payments, refunds, disputes, inbox]) this.addSql(statement);
  }
}

const payments = /* sql */ `
alter table payments
  -- What arrived, in the currency it arrived in; null until something has.
  add column received bigint check (received > 0),
  add column received_currency text check (received_currency ~ '^[A-Z]{3}$'),
  -- ORDER pays the order; EXTRA came on top of a payment and goes back.
  add column purpose text not null default 'ORDER' check (purpose in ('ORDER', 'EXTRA')),
  -- Booked as nobody's yet: another amount than asked for, too late, or twice.
  add column is_held boolean not null default false,
  add constraint payments_received_pair check ((received is null) = (received_currency is null)),
  drop constraint payments_check,
  add constraint payments_refunded_range check (refunded between 0 and greatest(amount, received));
update payments set received = amount, received_currency = currency where status = 'SUCCEEDED';
alter table payments
  add constraint payments_received_when_paid check ((status = 'SUCCEEDED') = (received is not null));
-- One payment pays an order.
create unique index payments_paying on payments (order_id) where status = 'SUCCEEDED' and purpose = 'ORDER';
`;

const refunds = /* sql */ `
alter table refunds drop constraint refunds_status_check;
update refunds set status = 'REQUESTED' where status = 'PENDING' and stripe_refund_id is null;
alter table refunds
  add constraint refunds_status_check check (status in ('REQUESTED', 'PENDING', 'SUCCEEDED', 'FAILED')),
  add constraint refunds_at_stripe check (status in ('REQUESTED', 'FAILED') or stripe_refund_id is not null),
  -- Who began it: staff at the desk, somebody in Stripe's dashboard, or the shop by its own rules.
  add column origin text not null default 'DESK' check (origin in ('DESK', 'STRIPE', 'SHOP')),
  add column failure_code text,
  -- Of the shop's own refunds: what makes it one, however often it is asked for.
  add column cause text unique;
create index refunds_open on refunds (updated_at) where status in ('REQUESTED', 'PENDING');
`;

const disputes = /* sql */ `
create table disputes (
  id uuid primary key default uuidv7(),
  payment_id uuid not null references payments,
  stripe_dispute_id text not null unique,
  status text not null check (status in ('INQUIRY', 'INQUIRY_CLOSED', 'NEEDS_RESPONSE', 'UNDER_REVIEW', 'WON', 'LOST', 'APPEAL')),
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null,
  -- Whether the bank holds the money now, as our books have it.
  is_withdrawn boolean not null default false,
  has_returned boolean not null default false,
  is_loss_booked boolean not null default false,
  answer_by timestamptz,
  opened_at timestamptz not null,
  closed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index disputes_payment on disputes (payment_id);
create index disputes_open on disputes (answer_by) where status in ('INQUIRY', 'NEEDS_RESPONSE', 'UNDER_REVIEW', 'APPEAL');
`;

const inbox = /* sql */ `
alter table stripe_events
  -- When Stripe made it, which may be long before we heard of it.
  add column created_at timestamptz,
  add column source text not null default 'WEBHOOK' check (source in ('WEBHOOK', 'SWEEP')),
  add column tries integer not null default 0;
update stripe_events set created_at = received_at;
alter table stripe_events alter column created_at set not null;
-- Kept from now on without what opens a payment; and so is what was kept before.
update stripe_events set payload = payload #- '{data,object,client_secret}'
  where payload #> '{data,object,client_secret}' is not null;
create index stripe_events_orphans on stripe_events (object_id) where outcome = 'NOT_OURS' and object_id is not null;

create table sweep_cursors (
  name text primary key,
  reached timestamptz not null
);
`;
