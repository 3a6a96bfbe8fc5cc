import { Migration } from '@mikro-orm/migrations';

/** What buyers do with what they bought: name it, put it away, hand it to a companion, ask for their money back. */
export class Migration20261125000830_own_esims extends Migration {
  override up(): void {
    for (const statement of [tidy, shares, refundRequests]) this.addSql(statement);
  }
}

const tidy = /* sql */ `
alter table esims
  add column name text check (length(name) between 1 and 40),
  add column is_archived boolean not null default false,
  -- When its code first left the shop: by mail, on a page, by a link, or read out by staff.
  add column code_out_at timestamptz;
-- Of what was delivered before nobody wrote it down; its mail went out.
update esims set code_out_at = coalesce(ready_at, updated_at) where activation_code is not null;
`;

const shares = /* sql */ `
create table esim_shares (
  id uuid primary key default uuidv7(),
  esim_id uuid not null references esims,
  -- The token itself is in the link alone.
  token_hash text not null unique,
  companion text check (length(companion) between 1 and 40),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz,
  -- When the codes were first looked at by it.
  opened_at timestamptz
);
create index esim_shares_esim on esim_shares (esim_id, id);
-- One link at a time: a new one takes the old one's place.
create unique index esim_shares_live on esim_shares (esim_id) where withdrawn_at is null;
`;

// The moves are those of refund-request.states.ts, which a test compares with these.
const refundRequests = /* sql */ `
alter table order_events drop constraint order_events_subject_check;
alter table order_events add constraint order_events_subject_check check (subject in
  ('order', 'payment', 'refund', 'refund-request', 'dispute', 'esim', 'attempt', 'reservation'));

create table refund_requests (
  id uuid primary key default uuidv7(),
  order_id uuid not null references orders,
  esim_ids jsonb not null check (jsonb_array_length(esim_ids) > 0),
  status text not null check (status in ('OPEN', 'APPROVED', 'REFUSED', 'SETTLED')),
  reason text not null,
  -- What their share was when it was asked for, then what was promised; minor units.
  amount bigint not null check (amount >= 0),
  currency char(3) not null,
  refund_id uuid references refunds,
  -- What the buyer is told of a refusal.
  answer text,
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index refund_requests_order on refund_requests (order_id, id);
create index refund_requests_open on refund_requests (created_at) where status = 'OPEN';
create trigger refund_requests_legal_moves before update of status on refund_requests for each row
  when (old.status <> new.status and old.status || '>' || new.status not in (
    'OPEN>APPROVED', 'OPEN>REFUSED', 'OPEN>SETTLED'))
  execute function refuse_illegal_move();
`;
