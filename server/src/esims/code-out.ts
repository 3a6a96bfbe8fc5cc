import { type RawBuilder, sql } from 'kysely';
import { batchLoader } from '../platform/database/loader.ts';
import type { RequestContext } from '../platform/request-context.ts';

/** The statuses of `isUsable`, for a statement. */
const usable = sql`status in ('READY', 'INSTALLED', 'ACTIVE', 'DEPLETED', 'EXPIRED')`;

/**
 * Writes down that codes leave the shop, once for each eSIM, before they do: what is refunded unseen must not have
 * been seen. Takes the rows' locks for the moment of the statement.
 * @returns the ids of those whose code may be told; one that was taken back meanwhile is not among them
 */
export async function noteCodesOut(ctx: RequestContext, esimIds: readonly string[]): Promise<string[]> {
  return note(ctx, sql`id = any(${[...esimIds]}::uuid[])`);
}

/** The same for every eSIM of an order whose code a mail is about to tell. */
export async function noteOrderCodesOut(ctx: RequestContext, orderId: string): Promise<void> {
  await note(ctx, sql`order_id = ${orderId} and code_out_at is null`);
}

async function note(ctx: RequestContext, which: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update esims set code_out_at = coalesce(code_out_at, ${ctx.clock.now()}::timestamptz)
    where ${which} and activation_code is not null and ${usable}
    returning id`.execute(ctx.em.getKysely());
  return rows.map(({ id }) => id);
}

/** Whether the code of an eSIM may be shown to its owner who looks for the first time; writes down that it was. */
export const loadCodeOut = batchLoader<string, boolean>(
  async (ctx, ids) => new Map((await noteCodesOut(ctx, ids)).map((id) => [id, true])),
  false,
);
