import { Migration } from '@mikro-orm/migrations';

/** The lists that staff look at, found without reading every row. */
export class Migration20261125000700_desk extends Migration {
  override up(): void {
    this.addSql(lists);
  }
}

const lists = /* sql */ `
-- Few orders ever wait for a person.
create index orders_held on orders (id) where holds <> '[]';
create index orders_paid on orders (paid_at) where paid_at is not null;
create index refunds_unfinished on refunds (status, created_at) where status <> 'SUCCEEDED';
create index stripe_events_received on stripe_events (received_at desc, id desc);
create index payments_status on payments (status, id);
`;
