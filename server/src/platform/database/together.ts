import { type RawBuilder, sql } from 'kysely';
import type { EntityManager } from './orm.ts';

/** A value of a row to be inserted; what is neither text, number, boolean nor a date is written as JSON. */
type Value = string | number | boolean | Date | null | object;

/**
 * Sends several data-changing statements as one: one round trip, and one text that is prepared. Each sees the database
 * as it was before all of them, and foreign keys between their rows are checked at the end.
 */
export async function together(em: EntityManager, parts: readonly RawBuilder<unknown>[]): Promise<void> {
  const named = parts.map((part, index) => sql`${sql.raw(`part_${index + 1}`)} as (${part})`);
  await sql`with ${sql.join(named)} select`.execute(em.getKysely());
}

/** `insert into table (…) values (…)` of rows that have the same properties, which are named as the columns are. */
export function insertRows(table: string, rows: readonly object[]): RawBuilder<unknown> {
  const names = Object.keys(rows[0] ?? {});
  const columns = sql.join(names.map((name) => sql.ref(columnOf(name))));
  const lines = rows.map((row) => sql`(${sql.join(names.map((name) => asValue(Reflect.get(row, name))))})`);
  return sql`insert into ${sql.table(table)} (${columns}) values ${sql.join(lines)}`;
}

/** As MikroORM names columns: `planSnapshot` is `plan_snapshot`. */
const columnOf = (property: string): string =>
  property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const asValue = (value: Value): RawBuilder<unknown> =>
  typeof value === 'object' && value !== null && !(value instanceof Date)
    ? sql`${JSON.stringify(value)}::jsonb`
    : sql`${value}`;
