import { type RawBuilder, sql } from 'kysely';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import type { RequestContext } from '../platform/request-context.ts';
import type { StaffAlertFilter } from './alert.type.ts';
import { StaffAlert } from './staff-alert.entity.ts';

export const alertOrder = 'newest';

/** Alerts, newest first. Two statements, and one more when counted. */
export async function findAlerts(
  ctx: RequestContext,
  filter: StaffAlertFilter,
  page: PageRequest,
): Promise<Page<StaffAlert>> {
  const where = conditions(filter);
  const after = page.after ? sql`and id < ${page.after[0]}::uuid` : sql``;
  const { rows } = await sql<{ id: string }>`
    select id from staff_alerts where ${where} ${after}
    order by id desc
    limit ${page.first + 1} offset ${page.offset}`.execute(ctx.em.getKysely());
  const ids = rows.map((row) => row.id);
  const alerts = await ctx.em.find(StaffAlert, { id: { $in: ids } }, { orderBy: { id: 'desc' } });
  return toPage(
    page,
    alerts,
    (alert) => encodeCursor(alertOrder, [alert.id]),
    async () => {
      const counted = await sql<{ total: number }>`
        select count(*)::int as total from staff_alerts where ${where}`.execute(ctx.em.getKysely());
      return counted.rows[0]?.total ?? 0;
    },
  );
}

function conditions({ isOpen, severity, kind }: StaffAlertFilter): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (isOpen === true) all.push(sql`settled_at is null`);
  if (isOpen === false) all.push(sql`settled_at is not null`);
  if (severity) all.push(sql`severity = ${severity}`);
  if (kind) all.push(sql`kind = ${kind}`);
  return sql.join(all, sql` and `);
}
