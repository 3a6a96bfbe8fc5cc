import { sql } from 'kysely';
import { z } from 'zod';
import { inTransaction } from '../platform/database/transaction.ts';
import { defineJob, type JobDefinition, type JobOutcome } from '../platform/jobs/jobs.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { recordMoved } from './inventory-moves.ts';
import { isoDate } from './sellable.ts';
import type { StockService } from './stock.service.ts';

/**
 * Each day after midnight UTC: retires what has expired on the shelf, and looks at every watched plan,
 * because a day that passes takes items off the shelf without anybody's doing. Idempotent.
 */
export function expireStockJob(stock: StockService): JobDefinition<Record<string, never>> {
  return defineJob({
    name: 'expire-stock',
    data: z.object({}).transform((): Record<string, never> => ({})),
    retryLimit: 5,
    retryDelaySeconds: 60,
    retryDelayMaxSeconds: 3600,
    expireInSeconds: 600,
    concurrency: 1,
    cron: '5 0 * * *',
    handle: (ctx) => expireStock(ctx, stock),
  });
}

export async function expireStock(ctx: RequestContext, stock: StockService): Promise<JobOutcome> {
  const now = ctx.clock.now();
  const retired = await sql<{ id: string }>`
    with moved as (
      update inventory_items set status = 'RETIRED', updated_at = ${now}
      where status = 'AVAILABLE' and expires_on < ${isoDate(now)}::date
      returning id as item_id, null::uuid as order_id, 'AVAILABLE' as from_status, status as to_status
    ), ${recordMoved(ctx, 'expired on the shelf')}
    select item_id as id from moved`.execute(ctx.em.getKysely());
  const watched = await sql<{ id: string }>`
    select id from plans where stock_threshold is not null order by id`.execute(ctx.em.getKysely());
  for (const { id } of watched.rows) await inTransaction(ctx.em, (em) => stock.noteLevel(em, id, now));
  if (retired.rows.length > 0) ctx.log.info({ items: retired.rows.length }, 'stock_expired');
  return retired.rows.length > 0 ? 'SUCCESS' : 'SKIPPED';
}
