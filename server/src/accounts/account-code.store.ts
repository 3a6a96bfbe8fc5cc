import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';

/** What a code of somebody who is signed in confirms. */
export type CodePurpose = 'CHANGE_EMAIL' | 'DELETE_ACCOUNT';

export interface AccountCode {
  id: string;
  email: string;
  codeHash: string;
  attempts: number;
  createdAt: Date;
}

interface NewCode {
  id: string;
  userId: string;
  purpose: CodePurpose;
  email: string;
  codeHash: string;
  ip: string | null;
  createdAt: Date;
  expiresAt: Date;
}

/** Keeps a new code in the place of the person's open one for the same purpose. The caller holds the person's lock. */
export async function keepCode(em: EntityManager, code: NewCode): Promise<void> {
  await sql`
    update account_codes set superseded_at = ${code.createdAt}
    where user_id = ${code.userId} and purpose = ${code.purpose} and consumed_at is null and superseded_at is null`.execute(
    em.getKysely(),
  );
  await sql`
    insert into account_codes (id, user_id, purpose, email, code_hash, ip, created_at, expires_at)
    values (${code.id}, ${code.userId}, ${code.purpose}, ${code.email}, ${code.codeHash}, ${code.ip},
      ${code.createdAt}, ${code.expiresAt})`.execute(em.getKysely());
}

/** The person's open code for a purpose that has not run out, locked: guesses are counted one by one. */
export async function lockOpenCode(
  em: EntityManager,
  userId: string,
  purpose: CodePurpose,
  now: Date,
): Promise<AccountCode | undefined> {
  const { rows } = await sql<Omit<AccountCode, 'createdAt'> & { createdAt: Timestamp }>`
    select id, email, code_hash as "codeHash", attempts, created_at as "createdAt" from account_codes
    where user_id = ${userId} and purpose = ${purpose} and consumed_at is null and superseded_at is null
      and expires_at > ${now}
    for update`.execute(em.getKysely());
  const [row] = rows;
  return row && { ...row, createdAt: toDate(row.createdAt) };
}

export async function countGuess(em: EntityManager, id: string): Promise<void> {
  await sql`update account_codes set attempts = attempts + 1 where id = ${id}`.execute(em.getKysely());
}

export async function consumeCode(em: EntityManager, id: string, now: Date): Promise<void> {
  await sql`update account_codes set consumed_at = ${now} where id = ${id}`.execute(em.getKysely());
}

/** What somebody's open codes could have confirmed, they confirm no more. */
export async function supersedeCodes(em: EntityManager, userId: string, now: Date): Promise<void> {
  await sql`
    update account_codes set superseded_at = ${now}
    where user_id = ${userId} and consumed_at is null and superseded_at is null`.execute(em.getKysely());
}

/** Codes that were mailed since a time, newest first, by the three that are limited. At most `most` of each. */
export async function sentCodes(
  em: EntityManager,
  by: { userId: string; email: string; ip: string | null },
  since: Date,
  most: number,
): Promise<Record<'person' | 'email' | 'ip', Date[]>> {
  const { rows } = await sql<{ by: 'person' | 'email' | 'ip'; at: Timestamp }>`
    (select 'person' as by, created_at as at from account_codes
      where user_id = ${by.userId} and created_at > ${since} order by created_at desc limit ${most})
    union all
    (select 'email' as by, created_at as at from account_codes
      where email = ${by.email} and created_at > ${since} order by created_at desc limit ${most})
    union all
    (select 'ip' as by, created_at as at from account_codes
      where ip = ${by.ip} and created_at > ${since} order by created_at desc limit ${most})`.execute(
    em.getKysely(),
  );
  const of = (whose: string) => rows.filter((row) => row.by === whose).map((row) => toDate(row.at));
  return { person: of('person'), email: of('email'), ip: of('ip') };
}
