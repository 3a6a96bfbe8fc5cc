import { Migration } from '@mikro-orm/migrations';

/**
 * Delivery that survives anything: each move of an item is written down, moves that no table has are refused by the
 * database too, one call to a supplier runs for an eSIM at a time, and all processes share each supplier's breaker
 * and pace.
 */
export class Migration20261125000400_delivery extends Migration {
  override up(): void {
    for (const statement of [moves, guards, esims, attempts, suppliers]) this.addSql(statement);
  }
}

const moves = /* sql */ `
-- Written by the statement that moves the item, on the way of every checkout: so no more than it needs.
create table inventory_moves (
  id uuid primary key default uuidv7(),
  item_id uuid not null references inventory_items,
  order_id uuid,
  from_status text,
  to_status text not null,
  actor text not null,
  reason text,
  request_id text,
  at timestamptz not null
);
create index inventory_moves_item on inventory_moves (item_id, id);
create trigger inventory_moves_append_only before update or delete on inventory_moves
  for each row execute function refuse_change();
create trigger inventory_moves_no_truncate before truncate on inventory_moves
  for each statement execute function refuse_change();
`;

// The same tables as in *.states.ts, which a test compares with these.
const guards = /* sql */ `
create function refuse_illegal_move() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % may not make this move', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger esims_legal_moves before update of status on esims for each row
  when (old.status <> new.status and old.status || '>' || new.status not in (
    'PENDING>PROVISIONING', 'PENDING>FAILED',
    'PROVISIONING>READY', 'PROVISIONING>IN_REVIEW', 'PROVISIONING>FAILED',
    'IN_REVIEW>PROVISIONING', 'IN_REVIEW>READY', 'IN_REVIEW>FAILED',
    'FAILED>PROVISIONING',
    'READY>INSTALLED', 'READY>ACTIVE', 'READY>EXPIRED', 'READY>REVOKED',
    'INSTALLED>ACTIVE', 'INSTALLED>EXPIRED', 'INSTALLED>REVOKED',
    'ACTIVE>DEPLETED', 'ACTIVE>EXPIRED', 'ACTIVE>REVOKED',
    'DEPLETED>ACTIVE', 'DEPLETED>EXPIRED', 'DEPLETED>REVOKED'))
  execute function refuse_illegal_move();

create trigger inventory_items_legal_moves before update of status on inventory_items for each row
  when (old.status <> new.status and old.status || '>' || new.status not in (
    'AVAILABLE>RESERVED', 'AVAILABLE>ASSIGNED', 'AVAILABLE>RETIRED',
    'RESERVED>AVAILABLE', 'RESERVED>ASSIGNED', 'RESERVED>RETIRED',
    'ASSIGNED>RETIRED'))
  execute function refuse_illegal_move();

create trigger provisioning_attempts_legal_moves before update of outcome on provisioning_attempts for each row
  when (old.outcome <> new.outcome and old.outcome || '>' || new.outcome not in (
    'STARTED>SUCCEEDED', 'STARTED>BUSY', 'STARTED>REFUSED', 'STARTED>UNKNOWN',
    'UNKNOWN>SUCCEEDED', 'UNKNOWN>BUSY', 'UNKNOWN>REFUSED'))
  execute function refuse_illegal_move();
`;

const esims = /* sql */ `
alter table esims
  -- When its present round of tries began, where a person began another one.
  add column round_at timestamptz,
  -- The only supplier this round asks, where a person chose one.
  add column wanted_supplier text,
  -- When it was given up for good and its price was asked back.
  add column settled_at timestamptz;
create index esims_undelivered on esims (updated_at) where status in ('PROVISIONING', 'IN_REVIEW', 'FAILED') and settled_at is null;
create index orders_partly_delivered on orders (updated_at) where fulfillment_status = 'PARTIALLY_FULFILLED' and status = 'OPEN';
`;

const attempts = /* sql */ `
alter table provisioning_attempts drop constraint provisioning_attempts_outcome_check;
alter table provisioning_attempts
  add constraint provisioning_attempts_outcome_check check (outcome in ('STARTED', 'SUCCEEDED', 'BUSY', 'REFUSED', 'UNKNOWN')),
  -- When a person accepted that this unknown call may have made an eSIM that nobody gets.
  add column waived_at timestamptz;
-- What died before this version is for the next try to judge.
update provisioning_attempts set outcome = 'UNKNOWN', finished_at = started_at where outcome = 'STARTED';
create unique index provisioning_attempts_running on provisioning_attempts (esim_id) where outcome = 'STARTED';
`;

const suppliers = /* sql */ `
create table supplier_breakers (
  supplier text primary key,
  state text not null default 'CLOSED' check (state in ('CLOSED', 'OPEN', 'HALF_OPEN')),
  -- Failures one after another, without a success between.
  failures integer not null default 0,
  -- How often it opened one after another: each time it stays open longer.
  openings integer not null default 0,
  -- OPEN: when one call may look again. HALF_OPEN: when the call that looks counts as dead.
  retry_at timestamptz,
  -- The place in the queue behind that call which the next waiting eSIM gets.
  queue_at timestamptz,
  updated_at timestamptz not null
);

-- In the database's own time, which is the same for every process and real even where a test's clock is not.
create table supplier_paces (
  supplier text primary key,
  next_at timestamptz not null
);

-- What a supplier gave back for an eSIM that was no good: a fact of its own beside what our buyer got back.
create table supplier_refunds (
  id uuid primary key,
  esim_id uuid not null references esims,
  supplier text not null,
  amount bigint not null check (amount > 0),
  currency text not null,
  reason text not null,
  actor text not null,
  at timestamptz not null
);
create index supplier_refunds_esim on supplier_refunds (esim_id);
`;
