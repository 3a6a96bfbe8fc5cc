import { sql } from 'kysely';
import { sha256 } from '../security/secrets.ts';
import type { EntityManager } from './orm.ts';

/** What a key stands for: nothing yet, the result of the same input, or another input. */
export type KnownKey = { kind: 'new' } | { kind: 'repeat'; resultId: string } | { kind: 'conflict' };

interface KeyOf {
  actor: string;
  mutation: string;
  key: string;
  /** Everything that makes two calls the same call. */
  input: unknown;
}

const hashOf = (input: unknown): string => sha256(JSON.stringify(input));

/** Looks a key up. The caller holds a lock that keeps the same actor from using it at the same time. */
export async function findIdempotencyKey(em: EntityManager, of: KeyOf): Promise<KnownKey> {
  const { rows } = await sql<{ inputHash: string; resultId: string }>`
    select input_hash as "inputHash", result_id as "resultId" from idempotency_keys
    where actor = ${of.actor} and mutation = ${of.mutation} and key = ${of.key}`.execute(em.getKysely());
  const known = rows[0];
  if (!known) return { kind: 'new' };
  return known.inputHash === hashOf(of.input)
    ? { kind: 'repeat', resultId: known.resultId }
    : { kind: 'conflict' };
}

/** Remembers what a key made, in the transaction that makes it. The primary key refuses a second one. */
export async function saveIdempotencyKey(
  em: EntityManager,
  of: KeyOf,
  resultId: string,
  now: Date,
): Promise<void> {
  await sql`
    insert into idempotency_keys (actor, mutation, key, input_hash, result_id, created_at)
    values (${of.actor}, ${of.mutation}, ${of.key}, ${hashOf(of.input)}, ${resultId}, ${now})`.execute(
    em.getKysely(),
  );
}
