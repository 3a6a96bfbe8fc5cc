import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';

/** What is stored of a person's second factor. */
export interface StoredFactor {
  sealedSecret: string;
  isOn: boolean;
}

export async function findFactor(em: EntityManager, userId: string): Promise<StoredFactor | undefined> {
  const { rows } = await sql<StoredFactor>`
    select sealed_secret as "sealedSecret", confirmed_at is not null as "isOn"
    from second_factors where user_id = ${userId}`.execute(em.getKysely());
  return rows[0];
}

/** Keeps a new secret that waits for its first code. False when a second factor is on: that stays. */
export async function keepNewSecret(
  em: EntityManager,
  userId: string,
  sealedSecret: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    insert into second_factors (user_id, sealed_secret, created_at) values (${userId}, ${sealedSecret}, ${now})
    on conflict (user_id) do update set sealed_secret = excluded.sealed_secret, created_at = excluded.created_at
      where second_factors.confirmed_at is null
    returning user_id`.execute(em.getKysely());
  return rows.length === 1;
}

/** Turns a second factor on with its first code. False when another call did, or began anew, in between. */
export async function turnOn(
  em: EntityManager,
  userId: string,
  sealedSecret: string,
  step: number,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    update second_factors set confirmed_at = ${now}, last_step = ${step}::bigint
    where user_id = ${userId} and confirmed_at is null and sealed_secret = ${sealedSecret}
    returning user_id`.execute(em.getKysely());
  return rows.length === 1;
}

/** Turns it off and forgets its recovery codes. False when it was off: what is being set up stays. */
export async function turnOff(em: EntityManager, userId: string): Promise<boolean> {
  const { rows } = await sql`
    delete from second_factors where user_id = ${userId} and confirmed_at is not null returning user_id`.execute(
    em.getKysely(),
  );
  return rows.length === 1;
}

/**
 * Takes a time step: once, and none before one that was taken. Two that send one code at once wait for each other
 * at the row, and the second finds it taken.
 */
export async function takeStep(em: EntityManager, userId: string, step: number): Promise<boolean> {
  const { rows } = await sql`
    update second_factors set last_step = ${step}::bigint
    where user_id = ${userId} and confirmed_at is not null and (last_step is null or last_step < ${step}::bigint)
    returning user_id`.execute(em.getKysely());
  return rows.length === 1;
}

/** Takes a recovery code, once. Gives its id, or null when there is no such code any more. */
export async function takeRecoveryCode(
  em: EntityManager,
  userId: string,
  codeHash: string,
  now: Date,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    update recovery_codes set used_at = ${now}
    where user_id = ${userId} and code_hash = ${codeHash} and used_at is null
    returning id`.execute(em.getKysely());
  return rows[0]?.id ?? null;
}

export async function countRecoveryCodes(em: EntityManager, userId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from recovery_codes where user_id = ${userId} and used_at is null`.execute(
    em.getKysely(),
  );
  return rows[0]?.count ?? 0;
}

/** Puts new recovery codes in the place of all earlier ones. */
export async function replaceRecoveryCodes(
  em: EntityManager,
  userId: string,
  hashes: readonly string[],
  now: Date,
): Promise<void> {
  await sql`delete from recovery_codes where user_id = ${userId}`.execute(em.getKysely());
  await sql`
    insert into recovery_codes (user_id, code_hash, created_at)
    select ${userId}::uuid, hash, ${now}::timestamptz from unnest(${[...hashes]}::text[]) as new (hash)`.execute(
    em.getKysely(),
  );
}

/** Notes in a session that it has shown a code. */
export async function markPassed(em: EntityManager, sessionId: string, now: Date): Promise<void> {
  await sql`update sessions set second_factor_at = ${now} where id = ${sessionId}`.execute(em.getKysely());
}
