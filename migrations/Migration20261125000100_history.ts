import { Migration } from '@mikro-orm/migrations';

/** The history of an order tells of everything that belongs to it, and is only ever added to. */
export class Migration20261125000100_history extends Migration {
  override up(): void {
    this.addSql(history);
  }
}

const history = /* sql */ `
alter table order_events
  add column subject text not null default 'order'
    check (subject in ('order', 'payment', 'refund', 'dispute', 'esim', 'attempt', 'reservation')),
  add column subject_id uuid;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger order_events_append_only before update or delete on order_events
  for each row execute function refuse_change();
create trigger order_events_no_truncate before truncate on order_events
  for each statement execute function refuse_change();
`;
