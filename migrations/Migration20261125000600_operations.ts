import { Migration } from '@mikro-orm/migrations';

/** What a person must know at night: alerts to staff, the switches that stop a part of the shop, runs of jobs. */
export class Migration20261125000600_operations extends Migration {
  override up(): void {
    for (const statement of [alerts, switches, heldMails, jobRuns]) this.addSql(statement);
  }
}

const alerts = /* sql */ `
create table staff_alerts (
  id uuid primary key,
  kind text not null,
  key text not null check (length(key) between 1 and 255),
  severity text not null check (severity in ('WARNING', 'CRITICAL')),
  subject text not null,
  lines jsonb not null default '[]',
  path text check (path like '/%'),
  count integer not null default 1 check (count > 0),
  raised_at timestamptz not null,
  last_raised_at timestamptz not null,
  -- When staff were last told of it; it is told again only after a while.
  announced_at timestamptz not null,
  acknowledged_at timestamptz,
  acknowledged_by text,
  settled_at timestamptz,
  settled_by text,
  settle_reason text,
  updated_at timestamptz not null,
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check ((settled_at is null) = (settled_by is null))
);
-- One open alert for a key: what happens again is counted and not told anew.
create unique index staff_alerts_open on staff_alerts (key) where settled_at is null;
create index staff_alerts_updated on staff_alerts (updated_at);
`;

const switches = /* sql */ `
-- A switch that has no row is on.
create table switches (
  name text primary key check (name ~ '^(PURCHASES|MAIL|SUPPLIER:[A-Z0-9_]+)$'),
  is_on boolean not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null
);
`;

const heldMails = /* sql */ `
-- When a mail found the switch MAIL off: it waits, and so does what is for the same reader after it.
alter table mails add column held_at timestamptz;
create index mails_held on mails (recipient, id) where held_at is not null and sent_at is null;
`;

const jobRuns = /* sql */ `
create table job_runs (
  id uuid primary key default uuidv7(),
  name text not null,
  job_id uuid not null,
  attempt integer not null check (attempt > 0),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  outcome text not null check (outcome in ('SUCCESS', 'SKIPPED', 'FAILED', 'WILL_RETRY')),
  detail text,
  request_id text not null,
  process text not null
);
create index job_runs_name on job_runs (name, id desc);
create index job_runs_ended on job_runs (ended_at);
`;
