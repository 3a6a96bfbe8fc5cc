import type { EntityManager } from './orm.ts';
import { isStalePlan } from './preparing-client.ts';

const serializationFailure = '40001';
const deadlockDetected = '40P01';
const maxTries = 5;

/** PostgreSQL's error code of a failed statement, wherever the layers above have wrapped it. */
export function sqlState(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    if ('code' in current && typeof current.code === 'string' && /^[0-9A-Z]{5}$/.test(current.code))
      return current.code;
  }
  return undefined;
}

/** The constraint that a failed statement would have broken, if that is why it failed. */
export function violatedConstraint(error: unknown): string | undefined {
  for (let current = error; current instanceof Error; current = current.cause) {
    const constraint: unknown = Reflect.get(current, 'constraint');
    if (typeof constraint === 'string') return constraint;
  }
  return undefined;
}

/**
 * Runs `work` in one transaction with an entity manager of its own. The whole of it is run again, with a
 * fresh entity manager, when PostgreSQL gives up on a deadlock or a serialization conflict, or a table has changed
 * under it; so `work` must have no effect outside the database.
 * @param retryOn a unique constraint of a random value: breaking it is chance, and another try draws anew
 */
export async function inTransaction<T>(
  em: EntityManager,
  work: (em: EntityManager) => Promise<T>,
  retryOn?: string,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await em.fork({ clear: true }).transactional(work);
    } catch (error) {
      const state = sqlState(error);
      const isPassing = state === serializationFailure || state === deadlockDetected || isStalePlan(error);
      const isChance = retryOn !== undefined && violatedConstraint(error) === retryOn;
      if (tries >= maxTries || !(isPassing || isChance)) throw error;
    }
  }
}

/** @throws when called outside a transaction: a lock taken there would be gone at once. */
export function assertInTransaction(em: EntityManager): void {
  if (!em.isInTransaction()) throw new Error('This takes locks and must run inside a transaction.');
}
