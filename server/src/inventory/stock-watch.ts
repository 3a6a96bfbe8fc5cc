import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import type { Notifications } from '../platform/events/notifications.ts';
import { isSellable } from './sellable.ts';
import type { StockAlertKind } from './stock-alert.entity.ts';

/** The most items that one transaction takes from a plan's shelf: an order's largest quantity. */
const maxTakenAtOnce = 10;

type Level = 'ENOUGH' | 'LOW' | 'OUT';
/** Which way a change moved what is available. */
export type Movement = 'FELL' | 'ROSE';

interface Reading {
  available: number;
  threshold: number | null;
  lastKind: StockAlertKind | null;
}

/** Tells, once for each crossing, when a plan's stock falls to its threshold, runs out or recovers. */
export class StockWatch {
  readonly #notifications: Pick<Notifications, 'notify'>;

  constructor(notifications: Pick<Notifications, 'notify'>) {
    this.#notifications = notifications;
  }

  /**
   * Compares a plan's stock, as this transaction leaves it, with its threshold, and stores and announces an
   * alert when the level is another than the last alert said. Call it after each change of what is available.
   *
   * Takes an advisory lock of the plan until the transaction ends, so that the next one counts what this one
   * did; a plan without a threshold, or far above it, is not locked. Lock order: within stock.
   */
  async note(em: EntityManager, planId: string, now: Date, movement: Movement): Promise<void> {
    assertInTransaction(em);
    if (await this.#cannotCross(em, planId, now, movement)) return;
    await sql`select pg_advisory_xact_lock(hashtextextended(${`stock:${planId}`}, 0))`.execute(
      em.getKysely(),
    );
    // Only a statement that starts after the lock sees what its last holder committed.
    const { available, threshold, lastKind } = await read(em, planId, now);
    if (threshold === null) return;
    const level = levelOf(available, threshold);
    if (level === levelAfter(lastKind)) return;
    await this.#raise(em, {
      planId,
      kind: level === 'ENOUGH' ? 'RECOVERED' : level,
      available,
      threshold,
      now,
    });
  }

  /**
   * True without a lock when there is nothing to watch, or when a fall cannot matter: the transactions at
   * work beside this one are at most as many as the server has connections, each takes at most one order's
   * quantity, and the last to look sees all others but those.
   */
  async #cannotCross(em: EntityManager, planId: string, now: Date, movement: Movement): Promise<boolean> {
    const { rows } = await sql<{ threshold: number | null; unseen: number }>`
      select stock_threshold as threshold, current_setting('max_connections')::int * ${maxTakenAtOnce}::int as unseen
      from plans where id = ${planId}`.execute(em.getKysely());
    const plan = rows[0];
    if (!plan || plan.threshold === null) return true;
    if (movement === 'ROSE') return false;
    const { available, lastKind } = await read(em, planId, now, plan.threshold + plan.unseen + 1);
    return available > plan.threshold + plan.unseen && levelAfter(lastKind) === 'ENOUGH';
  }

  async #raise(
    em: EntityManager,
    alert: { planId: string; kind: StockAlertKind; available: number; threshold: number; now: Date },
  ): Promise<void> {
    const { rows } = await sql<{ id: string }>`
      insert into stock_alerts (plan_id, kind, available, threshold, at)
      values (${alert.planId}, ${alert.kind}, ${alert.available}, ${alert.threshold}, ${alert.now})
      returning id`.execute(em.getKysely());
    for (const { id } of rows) await this.#notifications.notify(em, 'stock-alert', id);
  }
}

const levelOf = (available: number, threshold: number): Level =>
  available === 0 ? 'OUT' : available <= threshold ? 'LOW' : 'ENOUGH';

const levelAfter = (kind: StockAlertKind | null): Level =>
  kind === 'LOW' || kind === 'OUT' ? kind : 'ENOUGH';

/** Counts no further than `limit`. */
async function read(
  em: EntityManager,
  planId: string,
  now: Date,
  limit: number | null = null,
): Promise<Reading> {
  const { rows } = await sql<Reading>`
    select
      (select count(*)::int from (
        select from inventory_items where plan_id = p.id and ${isSellable(now)} limit ${limit}::bigint
      ) counted) as available,
      p.stock_threshold as threshold,
      (select kind from stock_alerts where plan_id = p.id order by id desc limit 1) as "lastKind"
    from plans p where p.id = ${planId}`.execute(em.getKysely());
  return rows[0] ?? { available: 0, threshold: null, lastKind: null };
}
