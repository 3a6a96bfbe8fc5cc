import { Migration } from '@mikro-orm/migrations';

/** A process that alone calls a supplier may use more of its limit: nobody else's lateness adds to its own. */
export class Migration20261125000860_pace_takers extends Migration {
  override up(): void {
    this.addSql(/* sql */ `
alter table supplier_paces
  -- The first of the turns that were taken last; they end with next_at.
  add column begins_at timestamptz not null default now(),
  -- The process that took them.
  add column taken_by text not null default '',
  -- Turns before this may lie within a second of another process's.
  add column shared_until timestamptz not null default now()`);
  }
}
