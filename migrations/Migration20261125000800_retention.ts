import { Migration } from '@mikro-orm/migrations';

/** What ages out is found without reading what has aged out before: see server/src/operations/retention.ts. */
export class Migration20261125000800_retention extends Migration {
  override up(): void {
    this.addSql(
      `create index stripe_events_whole on stripe_events (processed_at) where payload <> '{}'::jsonb`,
    );
  }
}
