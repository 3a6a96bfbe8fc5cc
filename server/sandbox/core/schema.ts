/**
 * Every table of the sandboxes, in a schema of their own. Statements are idempotent, so a start is also a migration.
 * `json`, not `jsonb`: bodies are kept with their key order and are never searched inside.
 */
export const schemaSql = `
create schema if not exists sandbox;

create table if not exists sandbox.stripe_object (
  id text primary key,
  kind text not null,
  seq bigint generated always as identity,
  created bigint not null,
  payment_intent text,
  charge text,
  customer text,
  body json not null,
  hidden json not null
);
create index if not exists stripe_object_kind on sandbox.stripe_object (kind, seq desc);
create index if not exists stripe_object_intent on sandbox.stripe_object (payment_intent, kind, seq desc) where payment_intent is not null;
create index if not exists stripe_object_charge on sandbox.stripe_object (charge, kind, seq desc) where charge is not null;
create index if not exists stripe_object_challenge on sandbox.stripe_object ((hidden->'challenge'->>'token'))
  where kind = 'payment_intent' and hidden->'challenge' is not null;
create index if not exists stripe_object_settlement on sandbox.stripe_object (seq)
  where kind = 'refund' and hidden->'settlement' is not null;

create table if not exists sandbox.stripe_event (
  id text primary key,
  seq bigint generated always as identity,
  type text not null,
  created bigint not null,
  body json not null
);
create index if not exists stripe_event_seq on sandbox.stripe_event (seq desc);
create index if not exists stripe_event_type on sandbox.stripe_event (type, seq desc);

create table if not exists sandbox.stripe_delivery (
  event_id text not null,
  endpoint_id text not null,
  seq bigint generated always as identity,
  status text not null,
  attempts int not null default 0,
  next_attempt_at bigint not null,
  primary key (event_id, endpoint_id)
);
create index if not exists stripe_delivery_due on sandbox.stripe_delivery (next_attempt_at, seq) where status = 'pending';
create index if not exists stripe_delivery_held on sandbox.stripe_delivery (seq) where status = 'held';

create table if not exists sandbox.stripe_attempt (
  seq bigint generated always as identity primary key,
  event_id text not null,
  endpoint_id text not null,
  attempt int not null,
  at bigint not null,
  http_status int,
  error text
);
create index if not exists stripe_attempt_event on sandbox.stripe_attempt (event_id);

create table if not exists sandbox.stripe_idempotency (
  key text primary key,
  fingerprint text not null,
  path text not null,
  request_id text not null,
  status int not null,
  body text not null,
  created bigint not null
);

create sequence if not exists sandbox.esim_profile_seq;
create table if not exists sandbox.connected_you_order (
  id bigint generated always as identity primary key,
  order_reference text not null,
  copy int not null default 0,
  plan_code text not null,
  request json not null,
  response json not null,
  created_at timestamptz not null,
  unique (order_reference, copy)
);

create table if not exists sandbox.mail (
  id bigint generated always as identity primary key,
  to_address text not null,
  from_address text not null,
  subject text not null,
  text text not null,
  html text not null,
  sent_at timestamptz not null
);
alter table sandbox.mail add column if not exists message_id text not null default '';
create index if not exists mail_to on sandbox.mail (to_address, id desc);
`;
