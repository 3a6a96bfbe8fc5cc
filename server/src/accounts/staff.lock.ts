import { LockMode } from '@mikro-orm/core';
import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { assertInTransaction } from '../platform/database/transaction.ts';
import { callerError } from '../platform/graphql/errors.ts';
import { say } from '../platform/i18n/say.ts';
import type { RequestContext, SignedInUser } from '../platform/request-context.ts';
import { accountMessages as messages } from './account.messages.ts';
import { User } from './user.entity.ts';

/**
 * Lets changes of who works here run one after the other until the transaction ends. What the caller was allowed
 * when their request came in may have been taken away by the change before, so it is looked at again.
 * @throws GraphQL error FORBIDDEN when the caller is no ADMIN any more
 */
export async function lockStaff(ctx: RequestContext, em: EntityManager, actor: SignedInUser): Promise<void> {
  assertInTransaction(em);
  await sql`select pg_advisory_xact_lock(hashtextextended('staff', 0))`.execute(em.getKysely());
  const { rows } = await sql`
    select 1 from users where id = ${actor.userId} and roles @> '["ADMIN"]'`.execute(em.getKysely());
  if (rows.length === 0) throw callerError('FORBIDDEN', say(messages.NO_LONGER_ADMIN, ctx.locale));
}

/**
 * Lets what is decided about an address wait for its first sign-in, and the other way round, until the transaction
 * ends: there may be no row of either yet to lock. Comes after the lock of the staff and before the person's row.
 */
export async function lockAddress(em: EntityManager, email: string): Promise<void> {
  assertInTransaction(em);
  await sql`select pg_advisory_xact_lock(hashtextextended(${`staff address ${email}`}, 0))`.execute(
    em.getKysely(),
  );
}

/** The person of an address, locked. */
export async function lockPerson(em: EntityManager, email: string): Promise<User | null> {
  return em.findOne(User, { email }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** Whether nobody else is an ADMIN. The caller holds the lock of the staff. */
export async function isOnlyAdmin(em: EntityManager, userId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from users where roles @> '["ADMIN"]' and id <> ${userId} limit 1`.execute(em.getKysely());
  return rows.length === 0;
}
