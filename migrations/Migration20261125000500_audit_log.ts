import { Migration } from '@mikro-orm/migrations';

/** What staff did. It is only ever added to, and refers to nothing, so that it outlives what it tells of. */
export class Migration20261125000500_audit_log extends Migration {
  override up(): void {
    this.addSql(auditLog);
  }
}

const auditLog = /* sql */ `
create extension if not exists pg_trgm;

create table audit_log (
  id uuid primary key default uuidv7(),
  actor_id uuid,
  -- Their address as it was then, or the name of what is no person.
  actor_label text not null,
  roles text[] not null,
  action text not null check (action ~ '^[a-z][A-Za-z]+$'),
  subject_type text not null,
  subject_id text not null,
  subject_label text,
  reason text,
  before jsonb,
  after jsonb,
  ip text,
  request_id text not null,
  at timestamptz not null,
  search_text text not null generated always as (lower(
    actor_label || ' ' || action || ' ' || subject_id || ' ' || coalesce(subject_label, '') || ' ' ||
    coalesce(reason, '') || ' ' || coalesce(ip, '') || ' ' || request_id)) stored
);
create index audit_log_actor on audit_log (actor_id, id desc);
create index audit_log_actor_label on audit_log (actor_label, id desc);
create index audit_log_action on audit_log (action, id desc);
create index audit_log_subject on audit_log (subject_type, subject_id, id desc);
create index audit_log_at on audit_log (at);
create index audit_log_search on audit_log using gin (search_text gin_trgm_ops);

create trigger audit_log_append_only before update or delete on audit_log
  for each row execute function refuse_change();
create trigger audit_log_no_truncate before truncate on audit_log
  for each statement execute function refuse_change();
`;
