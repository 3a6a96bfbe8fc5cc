import { type RawBuilder, sql } from 'kysely';
import { sha256 } from '../security/secrets.ts';
import type { EntityManager } from './orm.ts';

/** What a key stands for: nothing yet, the result of the same input, or another input. */
export type KnownKey = { kind: 'new' } | { kind: 'repeat'; resultId: string } | { kind: 'conflict' };

export interface KeyOf {
  actor: string;
  mutation: string;
  key: string;
  /** Everything that makes two calls the same call. */
  input: unknown;
}

const hashOf = (input: unknown): string => sha256(JSON.stringify(input));

/** What a statement reads of a key, to be judged by `judgeKey`: null where it is not known. */
export interface FoundKey {
  inputHash: string;
  resultId: string;
}

/** SQL expression: a key as FoundKey. For statements that read other things too. */
export const keySelect = ({
  actor,
  mutation,
  key,
}: KeyOf): RawBuilder<FoundKey | null> => sql<FoundKey | null>`(
  select jsonb_build_object('inputHash', input_hash, 'resultId', result_id) from idempotency_keys
  where actor = ${actor} and mutation = ${mutation} and key = ${key})`;

/** What a found key stands for. The caller holds a lock that keeps the same actor from using it at the same time. */
export function judgeKey(of: KeyOf, found: FoundKey | null): KnownKey {
  if (!found) return { kind: 'new' };
  return found.inputHash === hashOf(of.input)
    ? { kind: 'repeat', resultId: found.resultId }
    : { kind: 'conflict' };
}

/** Makes uses of one key wait for each other until the transaction ends. Take it before every other lock. */
export async function lockKey(em: EntityManager, { actor, mutation, key }: KeyOf): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${actor} ${mutation} ${key}`}, 0))`.execute(
    em.getKysely(),
  );
}

/** Looks a key up. The caller holds a lock that keeps the same actor from using it at the same time. */
export async function findIdempotencyKey(em: EntityManager, of: KeyOf): Promise<KnownKey> {
  const { rows } = await sql<{ found: FoundKey | null }>`select ${keySelect(of)} as found`.execute(
    em.getKysely(),
  );
  return judgeKey(of, rows[0]?.found ?? null);
}

/** The statement that remembers what a key made. The primary key refuses a second one. */
export const keyInsert = (of: KeyOf, resultId: string, now: Date): RawBuilder<unknown> =>
  sql`insert into idempotency_keys (actor, mutation, key, input_hash, result_id, created_at)
    values (${of.actor}, ${of.mutation}, ${of.key}, ${hashOf(of.input)}, ${resultId}::uuid, ${now})`;

/** Remembers what a key made, in the transaction that makes it. */
export async function saveIdempotencyKey(
  em: EntityManager,
  of: KeyOf,
  resultId: string,
  now: Date,
): Promise<void> {
  await keyInsert(of, resultId, now).execute(em.getKysely());
}
