import { LockMode } from '@mikro-orm/core';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { callerError } from '../platform/graphql/errors.ts';
import type { SignedInUser } from '../platform/request-context.ts';
import { User } from './user.entity.ts';

/**
 * Locks the person who asks: nothing is written for somebody who is being erased, and nobody is erased meanwhile.
 * @throws UNAUTHENTICATED when they have left already
 */
export async function lockPresent(
  em: EntityManager,
  { userId }: Pick<SignedInUser, 'userId'>,
): Promise<User> {
  assertInTransaction(em);
  const user = await em.findOne(
    User,
    { id: userId, deletedAt: null },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!user) throw callerError('UNAUTHENTICATED', 'Your session has ended. Sign in again.');
  return user;
}
