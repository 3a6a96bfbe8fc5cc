import { Migration } from '@mikro-orm/migrations';

/**
 * Counts of limits need not survive a crash of PostgreSQL, so they are not logged: a count then waits for no disk,
 * and the one row that all buyers of an address share is free again at once (six times as many counts a second).
 */
export class Migration20261125000520_limits extends Migration {
  override up(): void {
    this.addSql('alter table rate_limits set unlogged');
  }
}
