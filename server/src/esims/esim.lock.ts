import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { Order } from '../orders/order.entity.ts';
import { lockOrder } from '../orders/order.lock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { Esim } from './esim.entity.ts';

/** An eSIM and its order, both locked by the caller's transaction. */
export interface LockedEsim {
  order: Order;
  esim: Esim;
}

/**
 * Takes the locks of an eSIM's order and of the eSIM, in that order.
 * @param orderId saves a statement where it is known; it never changes
 * @throws where there is no such eSIM
 */
export async function lockEsim(em: EntityManager, esimId: string, orderId?: string): Promise<LockedEsim> {
  const order = await lockOrder(em, orderId ?? (await readOrderId(em, esimId)));
  const esim = await em.findOneOrFail(
    Esim,
    { id: esimId },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  return { order, esim };
}

async function readOrderId(em: EntityManager, esimId: string): Promise<string> {
  const { rows } = await sql<{ orderId: string }>`
    select order_id as "orderId" from esims where id = ${esimId}`.execute(em.getKysely());
  if (!rows[0]) throw new Error(`eSIM ${esimId} does not exist`);
  return rows[0].orderId;
}
