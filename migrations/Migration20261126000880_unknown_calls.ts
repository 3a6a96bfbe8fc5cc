import { Migration } from '@mikro-orm/migrations';

/** Calls whose outcome nobody knows are looked for each minute, among all that were ever made. */
export class Migration20261126000880_unknown_calls extends Migration {
  override up(): void {
    this.addSql(/* sql */ `
create index provisioning_attempts_unknown on provisioning_attempts (esim_id)
  where outcome = 'UNKNOWN' and waived_at is null`);
  }
}
