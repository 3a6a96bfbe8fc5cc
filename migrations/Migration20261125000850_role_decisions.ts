import { Migration } from '@mikro-orm/migrations';

/** A decision about somebody's roles outlives their address. */
export class Migration20261125000850_role_decisions extends Migration {
  override up(): void {
    this.addSql(/* sql */ `
create table role_decisions (
  -- Keyed: whoever reads the table learns no address.
  address_hash text primary key,
  decided_at timestamptz not null
)`);
  }
}
