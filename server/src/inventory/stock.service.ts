import { type RawBuilder, sql } from 'kysely';
import { parseActivationCode } from '../esims/activation-code.ts';
import { type Iccid, parseIccid } from '../esims/iccid.ts';
import { newId } from '../platform/database/id.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import type { Money } from '../platform/money/money.ts';
import type { RequestContext } from '../platform/request-context.ts';
import { ProfileRefused } from './inventory.errors.ts';
import { InventoryItem, type InventoryStatus } from './inventory-item.entity.ts';
import { recordMoved } from './inventory-moves.ts';
import { isFresh, isSellable } from './sellable.ts';
import type { StockWatch } from './stock-watch.ts';

/** A profile that a supplier made for one order. */
export interface SupplierProfile {
  orderId: string;
  planId: string;
  /** Of the order's eSIMs the one it was made for: set aside, it is no other's. */
  esimId?: string;
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
}

/** An item as its eSIM needs it. */
export type HandedOut = Pick<
  InventoryItem,
  'id' | 'activationCode' | 'iccid' | 'supplier' | 'costAmount' | 'costCurrency'
>;

/** Who wants an item, and whether it may come from the shelf. */
export interface ItemWish {
  orderId: string;
  planId: string;
  esimId: string;
  /** SQL condition; without it the shelf may always be taken from. */
  mayTakeFromShelf?: RawBuilder<unknown>;
}

/**
 * The shelf: who gets which item. Every method that writes takes locks and must run inside the transaction of the change
 * that wants it, which has locked the order: its own items are nobody else's to lock, so they are waited for, before or
 * after its eSIMs. Two buyers never get one item: what is on the shelf and in another transaction's hand is skipped,
 * not waited for. An import waits for items on the shelf alone, and a level's alert is locked last, plan by plan.
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
    ctx: RequestContext,
    em: EntityManager,
    orderId: string,
    planId: string,
    quantity: number,
  ): Promise<string[]> {
    assertInTransaction(em);
    // The items refer to an order that the same transaction may have only just made.
    await em.flush();
    const now = ctx.clock.now();
    const { rows } = await sql<{ id: string }>`
      with picked as materialized (
        select id from inventory_items
        where plan_id = ${planId} and ${isSellable(now)}
        order by expires_on, id
        limit ${quantity}::int
        for update skip locked
      ), moved as (
        update inventory_items item
        set status = 'RESERVED', order_id = ${orderId}, reserved_at = ${now}, updated_at = ${now}
        from picked where item.id = picked.id
        returning item.id as item_id, item.order_id, 'AVAILABLE' as from_status, item.status as to_status
      ), ${recordMoved(ctx, 'set aside by checkout')}
      select item_id as id from moved`.execute(em.getKysely());
    if (rows.length > 0) await this.noteLevel(em, planId, now, 'FELL');
    return rows.map((row) => row.id);
  }

  /**
   * Takes back what is set aside for an order and was not handed out: to the shelf, but what a supplier made for
   * this buyer is retired, because the supplier may have told them of it. Idempotent.
   * @returns how many items were taken back
   */
  async release(ctx: RequestContext, em: EntityManager, orderId: string, reason: string): Promise<number> {
    assertInTransaction(em);
    const now = ctx.clock.now();
    const { rows } = await sql<{ planId: string }>`
      with moved as (
        update inventory_items
        set status = case when supplier is null then 'AVAILABLE' else 'RETIRED' end,
          order_id = case when supplier is null then null else order_id end, reserved_at = null, updated_at = ${now}
        where order_id = ${orderId} and status = 'RESERVED'
        returning id as item_id, ${orderId}::uuid as order_id, 'RESERVED' as from_status, status as to_status, plan_id
      ), ${recordMoved(ctx, reason)}
      select plan_id as "planId" from moved`.execute(em.getKysely());
    for (const planId of inLockOrder(rows.map((row) => row.planId)))
      await this.noteLevel(em, planId, now, 'ROSE');
    return rows.length;
  }

  /**
   * Hands one item to an eSIM of an order: one set aside for it, else one from the shelf. The item is
   * ASSIGNED for good, so the caller links it to its eSIM in the same transaction. The caller holds the order's lock.
   * @returns null when there is none: a supplier has to make one
   */
  async takeForEsim(
    ctx: RequestContext,
    em: EntityManager,
    { orderId, planId, esimId, mayTakeFromShelf = sql`true` }: ItemWish,
  ): Promise<HandedOut | null> {
    assertInTransaction(em);
    const now = ctx.clock.now();
    const { rows } = await sql<HandedOut & { from: InventoryStatus }>`
      with own as materialized (
        select id, status from inventory_items
        where order_id = ${orderId} and plan_id = ${planId} and status = 'RESERVED' and ${isFresh(now)}
          and (esim_id is null or esim_id = ${esimId})
        order by esim_id, expires_on, id limit 1 for update
      ), shelf as materialized (
        select id, status from inventory_items
        where not exists (select from own) and ${mayTakeFromShelf} and plan_id = ${planId} and ${isSellable(now)}
        order by expires_on, id limit 1 for update skip locked
      ), moved as (
        update inventory_items item
        set status = 'ASSIGNED', order_id = ${orderId}, assigned_at = ${now}, updated_at = ${now}
        from (select * from own union all select * from shelf) picked where item.id = picked.id
        returning item.id as item_id, item.order_id, picked.status as from_status, item.status as to_status, ${handedOut}
      ), ${recordMoved(ctx, 'handed to an eSIM')}
      select moved.item_id as id, from_status as "from", moved.* from moved`.execute(em.getKysely());
    const [item] = rows;
    if (item?.from === 'AVAILABLE') await this.noteLevel(em, planId, now, 'FELL');
    return item ?? null;
  }

  /**
   * Writes down a profile that a supplier made: ASSIGNED from birth when it is handed out at once, RESERVED for
   * its order where it has to wait, RETIRED when nobody is going to get it.
   * @throws ProfileRefused when its code or number is malformed or already somebody's
   */
  async addFromSupplier(
    ctx: RequestContext,
    em: EntityManager,
    profile: SupplierProfile,
    status: Exclude<InventoryStatus, 'AVAILABLE'> = 'ASSIGNED',
  ): Promise<HandedOut> {
    assertInTransaction(em);
    const code = parseActivationCode(profile.activationCode);
    if (!code.ok) throw new ProfileRefused('ACTIVATION_CODE_INVALID');
    const iccid = iccidOf(profile);
    const { activationCode } = code.value;
    const now = ctx.clock.now();
    // Without "do nothing" a violation would end the caller's whole transaction.
    const { rows } = await sql<HandedOut>`
      with moved as (
        insert into inventory_items as item (id, plan_id, status, activation_code, iccid, iccid_warning, instructions, supplier,
          provider_reference, cost_amount, cost_currency, expires_on, order_id, esim_id, assigned_at, created_at, updated_at)
        values (${newId()}, ${profile.planId}, ${status}, ${activationCode}, ${iccid?.iccid ?? null},
          ${iccid?.warning ?? null}, ${profile.instructions ?? null}, ${profile.supplier}, ${profile.providerReference},
          ${profile.cost?.amount ?? null}, ${profile.cost?.currency ?? null}, ${profile.expiresOn ?? null}::date,
          ${profile.orderId}, ${profile.esimId ?? null}, ${status === 'ASSIGNED' ? now : null}, ${now}, ${now})
        on conflict do nothing
        returning item.id as item_id, item.order_id, null as from_status, item.status as to_status, ${handedOut}
      ), ${recordMoved(ctx, 'made by a supplier')}
      select moved.item_id as id, moved.* from moved`.execute(em.getKysely());
    const added = rows[0];
    if (added) return added;
    const isCodeTaken = (await em.count(InventoryItem, { activationCode })) > 0;
    throw new ProfileRefused(isCodeTaken ? 'ACTIVATION_CODE_TAKEN' : 'ICCID_TAKEN');
  }

  /** Takes what was handed out for an order out of use, and takes back what was only set aside. Idempotent. */
  async retire(ctx: RequestContext, em: EntityManager, orderId: string, reason: string): Promise<void> {
    await this.release(ctx, em, orderId, reason);
    await sql`
      with moved as (
        update inventory_items set status = 'RETIRED', updated_at = ${ctx.clock.now()}
        where order_id = ${orderId} and status = 'ASSIGNED'
        returning id as item_id, order_id, 'ASSIGNED' as from_status, status as to_status
      ), ${recordMoved(ctx, reason)}
      select from moved`.execute(em.getKysely());
  }

  /** Takes items that were handed out off the shelf for good: their eSIMs were given up. Idempotent. */
  async retireItems(
    ctx: RequestContext,
    em: EntityManager,
    itemIds: readonly string[],
    reason: string,
  ): Promise<void> {
    assertInTransaction(em);
    await sql`
      with moved as (
        update inventory_items set status = 'RETIRED', updated_at = ${ctx.clock.now()}
        where id = any(${[...itemIds]}::uuid[]) and status = 'ASSIGNED'
        returning id as item_id, order_id, 'ASSIGNED' as from_status, status as to_status
      ), ${recordMoved(ctx, reason)}
      select from moved`.execute(em.getKysely());
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

const handedOut = sql`item.activation_code as "activationCode", item.iccid, item.supplier,
  item.cost_amount::float8 as "costAmount", item.cost_currency as "costCurrency"`;

/** Plans are watched in one order, so that two transactions never wait for each other. */
export const inLockOrder = (planIds: Iterable<string>): string[] => [...new Set(planIds)].sort();

function iccidOf(profile: SupplierProfile): Iccid | null {
  if (profile.iccid === null) return null;
  const parsed = parseIccid(profile.iccid);
  if (!parsed.ok) throw new ProfileRefused('ICCID_INVALID');
  return parsed.value;
}
