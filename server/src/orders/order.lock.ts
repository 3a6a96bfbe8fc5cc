import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { Order } from './order.entity.ts';

/** Takes an order's row lock, the first in the order of locks: order, payment, stock, eSIM. */
export async function lockOrder(em: EntityManager, id: string): Promise<Order> {
  assertInTransaction(em);
  return em.findOneOrFail(Order, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}
