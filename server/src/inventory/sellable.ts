import { type RawBuilder, sql } from 'kysely';

/** An item that expires sooner than this is not sold: its buyer would hardly get to install it. */
const minDaysLeft = 2;

/** SQL condition: this row of inventory_items, whatever its status, may still go to a buyer today (UTC). */
export function isFresh(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(expires_on is null or expires_on > ${isoDate(now)}::date + ${minDaysLeft}::int)`;
}

/** SQL condition: this row of inventory_items is on the shelf. What stock levels and availability count. */
export function isSellable(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(status = 'AVAILABLE' and ${isFresh(now)})`;
}

export const isoDate = (date: Date): string => date.toISOString().slice(0, 10);
