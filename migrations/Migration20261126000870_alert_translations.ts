import { Migration } from '@mikro-orm/migrations';

/** Alerts are read in the reader's language. Those of before, and of a process that is older, are in English alone. */
export class Migration20261126000870_alert_translations extends Migration {
  override up(): void {
    this.addSql(/* sql */ `
alter table staff_alerts
  -- {"en": {"subject": "…", "lines": ["…"]}, "es": …}; they count while the English is what subject and lines say.
  add column translations jsonb not null default '{}'`);
  }
}
