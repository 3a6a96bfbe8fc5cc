import { Migration } from '@mikro-orm/migrations';

/** What a buyer agreed to, and when. Orders of before, and of clients that send none, have none. */
export class Migration20261125000840_consent extends Migration {
  override up(): void {
    this.addSql('alter table orders add column consent jsonb');
  }
}
