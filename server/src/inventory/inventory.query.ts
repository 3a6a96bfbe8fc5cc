import { type RawBuilder, sql } from 'kysely';
import { parseActivationCode } from '../esims/activation-code.ts';
import { isId } from '../platform/database/id.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { InventoryFilter } from './inventory.type.ts';
import type { InventoryItem } from './inventory-item.entity.ts';

/** What of an item may leave this room: never its activation code. */
export type ListedItem = Pick<InventoryItem, 'id' | 'planId' | 'status' | 'iccid' | 'createdAt'>;

export const inventoryOrder = 'newest';
const maxSearchLength = 255;

/** Items, newest first. Two statements at most. */
export async function findItems(
  ctx: RequestContext,
  filter: InventoryFilter,
  page: PageRequest,
): Promise<Page<ListedItem>> {
  const where = conditions(filter);
  const after = page.after ? sql`and id < ${page.after[0]}::uuid` : sql``;
  const { rows } = await sql<Omit<ListedItem, 'createdAt'> & { createdAt: string | Date }>`
    select id, plan_id as "planId", status, iccid, created_at as "createdAt" from inventory_items
    where ${where} ${after}
    order by id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(ctx.em.getKysely());
  const items = rows.map((row) => ({ ...row, createdAt: new Date(row.createdAt) }));
  return toPage(
    page,
    items,
    (item) => encodeCursor(inventoryOrder, [item.id]),
    () => countItems(ctx, where),
  );
}

async function countItems(ctx: RequestContext, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from inventory_items where ${where}`.execute(ctx.em.getKysely());
  return rows[0]?.total ?? 0;
}

function conditions({ status, planId, search }: InventoryFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (status) all.push(sql`status = ${status}`);
  if (planId) all.push(isId(planId) ? sql`plan_id = ${planId}::uuid` : sql`false`);
  const text = search?.trim().slice(0, maxSearchLength) ?? '';
  if (text !== '') all.push(searched(text));
  return sql.join(all, sql` and `);
}

/**
 * `%` and `_` are characters like any other. A code is found only by the whole of it: with parts of it, who
 * may see the list could spell a code out letter by letter.
 */
function searched(text: string): RawBuilder<unknown> {
  if (text.includes('\0')) return sql`false`;
  const code = parseActivationCode(text);
  if (code.ok) return sql`activation_code = ${code.value.activationCode}`;
  return sql`(
    position(${text.replace(/\s/g, '')} in iccid) > 0
    or position(lower(${text}) in lower(provider_reference)) > 0
    or split_part(activation_code, '$', 3) = ${text})`;
}
