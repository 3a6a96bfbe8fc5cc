import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';

/** Why an order still needs its buyer. */
export type Unsettled =
  | 'ORDERS_OPEN'
  | 'ORDERS_UNDELIVERED'
  | 'ORDERS_DISPUTED'
  | 'REFUNDS_ON_THE_WAY'
  | 'REFUNDS_ASKED';

export interface UnsettledOrder {
  number: string;
  why: Unsettled;
}

/** Locks every order of a person, in the order of their ids: nothing of them moves until the transaction ends. */
export async function lockOrdersOf(em: EntityManager, userId: string): Promise<void> {
  assertInTransaction(em);
  await sql`select 1 from orders where user_id = ${userId} order by id for update`.execute(em.getKysely());
}

/**
 * The orders of a person that are not over, each with the first reason: money of a bank's, money on its way back, or
 * asked back, paid and not there, or still to be paid. One statement.
 */
export async function findUnsettled(em: EntityManager, userId: string): Promise<UnsettledOrder[]> {
  const { rows } = await sql<UnsettledOrder>`
    select number, why from (
      select o.id, o.number, case
        when o.payment_status = 'DISPUTED' or exists (
          select from disputes d join payments p on p.id = d.payment_id
          where p.order_id = o.id and d.status not in ('WON', 'LOST', 'INQUIRY_CLOSED')) then 'ORDERS_DISPUTED'
        when o.holds @> '["REFUND_FAILED"]' or exists (
          select from refunds r join payments p on p.id = r.payment_id
          where p.order_id = o.id and r.status in ('REQUESTED', 'PENDING')) then 'REFUNDS_ON_THE_WAY'
        when exists (select from refund_requests q where q.order_id = o.id and q.status = 'OPEN') then 'REFUNDS_ASKED'
        when o.status = 'OPEN' and o.payment_status = 'UNPAID' then 'ORDERS_OPEN'
        when (o.status = 'OPEN' and o.payment_status <> 'REFUNDED') or o.payment_status = 'PROCESSING' or o.holds <> '[]' or exists (
          select from payments p
          where p.order_id = o.id and (p.is_held and p.received > p.refunded or p.status not in ('SUCCEEDED', 'CANCELLED'))
        ) then 'ORDERS_UNDELIVERED'
        end as why
      from orders o where o.user_id = ${userId}
    ) as standing
    where why is not null order by id`.execute(em.getKysely());
  return rows;
}

/** Whether anything was ever ordered by a person. */
export async function hasOrders(em: EntityManager, userId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from orders where user_id = ${userId} limit 1`.execute(em.getKysely());
  return rows.length > 0;
}
