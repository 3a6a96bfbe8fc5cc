import { type RawBuilder, sql } from 'kysely';
import { parseActivationCode } from '../esims/activation-code.ts';
import { type Iccid, parseIccid } from '../esims/iccid.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import type { Money } from '../platform/money/money.ts';
import { ProfileRefused } from './inventory.errors.ts';
import { InventoryItem } from './inventory-item.entity.ts';
import { isFresh, isSellable } from './sellable.ts';
import type { StockWatch } from './stock-watch.ts';

/** A profile that a supplier made for one order. */
export interface SupplierProfile {
  orderId: string;
  planId: string;
  /** The full LPA string. */
  activationCode: string;
  /** Null when the supplier tells none; a blank one is refused. */
  iccid: string | null;
  instructions?: string | null;
  /** The adapter's name. */
  supplier: string;
  /** The supplier's name for its own order. */
  providerReference: string | null;
  cost: Money | null;
  /** ISO date; null when it need not be installed by a day. */
  expiresOn?: string | null;
  now: Date;
}

/**
 * The shelf: who gets which item. Every method takes locks and must run inside the transaction of the change
 * that wants it, after orders and payments were locked and before eSIMs are. Two buyers never get one item:
 * items another transaction has in hand are skipped, not waited for.
 */
export class StockService {
  readonly #watch: StockWatch;

  constructor(watch: StockWatch) {
    this.#watch = watch;
  }

  /**
   * Sets up to `quantity` items of a plan aside for an order: those that expire first, then the oldest; none
   * that expires within two days. Not idempotent: each call sets more aside.
   * @returns the items' ids; fewer than asked for, or none, when the shelf has no more
   */
  async reserve(
    em: EntityManager,
    orderId: string,
    planId: string,
    quantity: number,
    now: Date,
  ): Promise<string[]> {
    assertInTransaction(em);
    // The items refer to an order that the same transaction may have only just made.
    await em.flush();
    const { rows } = await sql<{ id: string }>`
      with picked as materialized (
        select id from inventory_items
        where plan_id = ${planId} and ${isSellable(now)}
        order by expires_on, id
        limit ${quantity}::int
        for update skip locked
      )
      update inventory_items item
      set status = 'RESERVED', order_id = ${orderId}, reserved_at = ${now}, updated_at = ${now}
      from picked where item.id = picked.id
      returning item.id`.execute(em.getKysely());
    if (rows.length > 0) await this.noteLevel(em, planId, now, 'FELL');
    return rows.map((row) => row.id);
  }

  /**
   * Puts back what is set aside for an order and was not handed out. Idempotent.
   * @returns how many items went back
   */
  async release(em: EntityManager, orderId: string, now: Date): Promise<number> {
    assertInTransaction(em);
    const { rows } = await sql<{ planId: string }>`
      update inventory_items
      set status = 'AVAILABLE', order_id = null, reserved_at = null, updated_at = ${now}
      where order_id = ${orderId} and status = 'RESERVED'
      returning plan_id as "planId"`.execute(em.getKysely());
    for (const planId of inLockOrder(rows.map((row) => row.planId)))
      await this.noteLevel(em, planId, now, 'ROSE');
    return rows.length;
  }

  /**
   * Hands one item to an eSIM of an order: one set aside for it, else one from the shelf. The item is
   * ASSIGNED for good, so the caller links it to its eSIM in the same transaction.
   * @returns null when there is none: a supplier has to make one
   */
  async takeForEsim(
    em: EntityManager,
    { orderId, planId, now }: { orderId: string; planId: string; now: Date },
  ): Promise<InventoryItem | null> {
    assertInTransaction(em);
    const own = sql`order_id = ${orderId} and plan_id = ${planId} and status = 'RESERVED' and ${isFresh(now)}`;
    let id = await assign(em, own, orderId, now);
    if (!id) {
      id = await assign(em, sql`plan_id = ${planId} and ${isSellable(now)}`, orderId, now);
      if (!id) return null;
      await this.noteLevel(em, planId, now, 'FELL');
    }
    return em.findOneOrFail(InventoryItem, { id }, { refresh: true });
  }

  /**
   * Writes down a profile that a supplier made, ASSIGNED from birth.
   * @throws ProfileRefused when its code or number is malformed or already somebody's
   */
  async addAssigned(em: EntityManager, profile: SupplierProfile): Promise<InventoryItem> {
    assertInTransaction(em);
    const code = parseActivationCode(profile.activationCode);
    if (!code.ok) throw new ProfileRefused('ACTIVATION_CODE_INVALID');
    const iccid = iccidOf(profile);
    const { activationCode } = code.value;
    // Without "do nothing" a violation would end the caller's whole transaction.
    const { rows } = await sql<{ id: string }>`
      insert into inventory_items (id, plan_id, status, activation_code, iccid, iccid_warning, instructions, supplier,
        provider_reference, cost_amount, cost_currency, expires_on, order_id, assigned_at, created_at, updated_at)
      values (${newId()}, ${profile.planId}, 'ASSIGNED', ${activationCode}, ${iccid?.iccid ?? null},
        ${iccid?.warning ?? null}, ${profile.instructions ?? null}, ${profile.supplier}, ${profile.providerReference},
        ${profile.cost?.amount ?? null}, ${profile.cost?.currency ?? null}, ${profile.expiresOn ?? null}::date,
        ${profile.orderId}, ${profile.now}, ${profile.now}, ${profile.now})
      on conflict do nothing
      returning id`.execute(em.getKysely());
    const added = rows[0];
    if (added) return em.findOneOrFail(InventoryItem, { id: added.id });
    const isCodeTaken = (await em.count(InventoryItem, { activationCode })) > 0;
    throw new ProfileRefused(isCodeTaken ? 'ACTIVATION_CODE_TAKEN' : 'ICCID_TAKEN');
  }

  /**
   * Says what of each plan is on the shelf, as checkout would find it. Plans without any are left out. Reads
   * only; needs no transaction.
   */
  async availableByPlan(
    em: EntityManager,
    planIds: readonly string[],
    now: Date,
  ): Promise<Map<string, number>> {
    const { rows } = await sql<{ planId: string; available: number }>`
      select plan_id as "planId", count(*)::int as available from inventory_items
      where plan_id = any(${planIds}::uuid[]) and ${isSellable(now)}
      group by plan_id`.execute(em.getKysely());
    return new Map(rows.map((row) => [row.planId, row.available]));
  }

  /**
   * Raises an alert when a change by other hands than the methods above moved a plan's stock across its
   * threshold; they call it themselves. See StockWatch for the lock it takes.
   */
  async noteLevel(
    em: EntityManager,
    planId: string,
    now: Date,
    movement: 'FELL' | 'ROSE' = 'ROSE',
  ): Promise<void> {
    await this.#watch.note(em, planId, now, movement);
  }
}

/** Plans are watched in one order, so that two transactions never wait for each other. */
export const inLockOrder = (planIds: Iterable<string>): string[] => [...new Set(planIds)].sort();

/** Marks the first free item that meets the condition as handed out. */
async function assign(
  em: EntityManager,
  condition: RawBuilder<unknown>,
  orderId: string,
  now: Date,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    with picked as materialized (
      select id from inventory_items
      where ${condition}
      order by expires_on, id
      limit 1
      for update skip locked
    )
    update inventory_items item
    set status = 'ASSIGNED', order_id = ${orderId}, assigned_at = ${now}, updated_at = ${now}
    from picked where item.id = picked.id
    returning item.id`.execute(em.getKysely());
  return rows[0]?.id;
}

function iccidOf(profile: SupplierProfile): Iccid | null {
  if (profile.iccid === null) return null;
  const parsed = parseIccid(profile.iccid);
  if (!parsed.ok) throw new ProfileRefused('ICCID_INVALID');
  return parsed.value;
}
