import { type RawBuilder, sql } from 'kysely';
import type { AuditLog } from '../audit/audit-log.ts';
import type { WaitingSource } from '../desk/waiting.ts';
import { isId } from '../platform/database/id.ts';
import { inTransaction } from '../platform/database/transaction.ts';
import { encodeCursor, type Page, type PageRequest, toPage } from '../platform/graphql/connection.ts';
import { callerError } from '../platform/graphql/errors.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { inventoryMessages } from './inventory.messages.ts';
import { isSellable } from './sellable.ts';
import type { StockService } from './stock.service.ts';
import type { StockLevel } from './stock-level.type.ts';

export const stockLevelOrder = 'fewest';
const maxThreshold = 100_000;
/** Days whose sales tell how fast stock goes; fewer where stock came later. */
const windowDays = 30;

/** How much of each plan there is, and from when on that is too little. */
export class StockLevelService {
  readonly #stock: StockService;
  readonly #audit: AuditLog;

  constructor(parts: { stock: StockService; audit: AuditLog }) {
    this.#stock = parts.stock;
    this.#audit = parts.audit;
  }

  /** Plans sold from stock, those with the fewest items first. Two statements at most. */
  async list(ctx: RequestContext, lowOnly: boolean, page: PageRequest): Promise<Page<StockLevel>> {
    // A plan that is not sold any more need not be filled up.
    const where = lowOnly ? sql`available <= threshold and "isActive"` : sql`true`;
    const after = page.after
      ? sql`and (available, id) > (${page.after[0]}::int, ${page.after[1]}::uuid)`
      : sql``;
    const { rows } = await sql<StockLevel>`
      select id, available, reserved, assigned, threshold, "daysLeft" from (${levels(ctx.clock.now())}) levels
      where ${where} ${after}
      order by available, id
      limit ${page.first + 1} offset ${page.offset}`.execute(ctx.em.getKysely());
    const cursorOf = (level: StockLevel) => encodeCursor(stockLevelOrder, [level.available, level.id]);
    return toPage(page, rows, cursorOf, async () => {
      const counted = await sql<{ total: number }>`
        select count(*)::int as total from (${levels(ctx.clock.now())}) levels
        where ${where}`.execute(ctx.em.getKysely());
      return counted.rows[0]?.total ?? 0;
    });
  }

  /**
   * Sets from how few items on a plan is low; an alert follows at once where it is low now. Idempotent.
   * @throws GraphQL errors NOT_FOUND, BAD_USER_INPUT (0 to 100,000)
   */
  async setThreshold(ctx: RequestContext, planId: string, threshold: number): Promise<StockLevel> {
    if (threshold < 0 || threshold > maxThreshold) {
      const message = say(inventoryMessages.THRESHOLD_OUT_OF_RANGE, ctx.locale, { max: maxThreshold });
      throw callerError('BAD_USER_INPUT', message, 'threshold');
    }
    const level = isId(planId) ? await this.#setThreshold(ctx, planId, threshold) : undefined;
    if (!level) throw callerError('NOT_FOUND', say(inventoryMessages.UNKNOWN_PLAN, ctx.locale), 'planId');
    return level;
  }

  async #setThreshold(
    ctx: RequestContext,
    planId: string,
    threshold: number,
  ): Promise<StockLevel | undefined> {
    return inTransaction(ctx.em, async (em) => {
      const now = ctx.clock.now();
      const changed = await sql<{ slug: string; before: number | null }>`
        update plans set stock_threshold = ${threshold}
        from (select id, stock_threshold from plans where id = ${planId} for update) old
        where plans.id = old.id
        returning plans.slug, old.stock_threshold as before`.execute(em.getKysely());
      const [plan] = changed.rows;
      if (!plan) return undefined;
      await this.#audit.record(ctx, em, {
        action: 'setStockThreshold',
        subject: { type: 'plan', id: planId, label: plan.slug },
        before: { threshold: plan.before },
        after: { threshold },
      });
      await this.#stock.noteLevel(em, planId, now);
      const { rows } = await sql<StockLevel>`
        select id, available, reserved, assigned, threshold, "daysLeft" from (${levels(now, planId)}) levels
      `.execute(em.getKysely());
      return rows[0];
    });
  }
}

/** Plans that are sold and have as few items as their threshold, or fewer. */
export const lowStock: WaitingSource = {
  kind: 'LOW_STOCK',
  roles: ['CATALOG', 'SUPPORT'],
  select: (now) => sql`
    select null::text as key, count(*)::int as count, null::timestamptz as oldest, null::timestamptz as due
    from (${levels(now)}) levels where available <= threshold and "isActive"`,
};

/** A relation of stock levels: of every plan sold from stock, or of one plan that has a threshold. */
function levels(now: Date, planId?: string): RawBuilder<unknown> {
  const since = sql`${now}::timestamptz - make_interval(days => ${windowDays}::int)`;
  return sql`
    select p.id, p.is_active as "isActive", coalesce(p.stock_threshold, 0) as threshold,
      coalesce(held.available, 0) as available, coalesce(held.reserved, 0) as reserved,
      coalesce(held.assigned, 0) as assigned,
      round((held.available * held.days / nullif(held.sold, 0))::numeric, 1)::float8 as "daysLeft"
    from plans p
    left join (
      select plan_id,
        (count(*) filter (where ${isSellable(now)}))::int as available,
        (count(*) filter (where status = 'RESERVED'))::int as reserved,
        (count(*) filter (where status = 'ASSIGNED'))::int as assigned,
        (count(*) filter (where status = 'ASSIGNED' and assigned_at > ${since}))::int as sold,
        greatest(1, extract(epoch from ${now}::timestamptz - greatest(min(created_at), ${since})) / 86400) as days
      from inventory_items
      where supplier is null ${planId ? sql`and plan_id = ${planId}::uuid` : sql``}
      group by plan_id
    ) held on held.plan_id = p.id
    where (p.stock_threshold is not null or held.plan_id is not null) ${planId ? sql`and p.id = ${planId}::uuid` : sql``}`;
}
