import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { Payment } from './payment.entity.ts';

/**
 * Takes the row lock of a payment of an order that succeeded, after the order's: the one that pays it, or the one that
 * is named. Null where there is none.
 */
export async function lockSucceeded(
  em: EntityManager,
  orderId: string,
  paymentId: string | null = null,
): Promise<Payment | null> {
  assertInTransaction(em);
  const which = paymentId === null ? { purpose: 'ORDER' as const } : { id: paymentId };
  return em.findOne(
    Payment,
    { orderId, status: 'SUCCEEDED', ...which },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}
