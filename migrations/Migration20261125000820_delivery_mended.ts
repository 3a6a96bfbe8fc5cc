import { Migration } from '@mikro-orm/migrations';

/** What a promised refund means for the delivery, and for which eSIM a supplier's profile was made. */
export class Migration20261125000820_delivery_mended extends Migration {
  override up(): void {
    this.addSql(promised);
    this.addSql(madeFor);
  }
}

const promised = /* sql */ `
-- Since when all that is left of the order's money is promised back; null otherwise. Nothing is delivered meanwhile.
alter table orders add column refund_promised_at timestamptz;
`;

const madeFor = /* sql */ `
-- The eSIM that a supplier made a set-aside profile for: no other eSIM of the order gets it. Null where any may.
alter table inventory_items add column esim_id uuid references esims;
`;
