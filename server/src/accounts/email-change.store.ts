import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';

/** A change of address that can still be taken back. */
export interface OpenChange {
  id: string;
  userId: string;
  oldEmail: string;
}

interface NewChange extends OpenChange {
  newEmail: string;
  ip: string | null;
  changedAt: Date;
  objectBy: Date;
  tokenHash: string;
}

export async function keepChange(em: EntityManager, change: NewChange): Promise<void> {
  await sql`
    insert into email_changes (id, user_id, old_email, new_email, ip, changed_at, object_by, token_hash)
    values (${change.id}, ${change.userId}, ${change.oldEmail}, ${change.newEmail}, ${change.ip},
      ${change.changedAt}, ${change.objectBy}, ${change.tokenHash})`.execute(em.getKysely());
}

/** The change that a link of the old address's mail is about, while it can be taken back. */
export async function findOpenChange(
  em: EntityManager,
  tokenHash: string,
  now: Date,
): Promise<OpenChange | undefined> {
  const { rows } = await sql<OpenChange>`
    select id, user_id as "userId", old_email as "oldEmail" from email_changes
    where token_hash = ${tokenHash} and objected_at is null and object_by > ${now}`.execute(em.getKysely());
  return rows[0];
}

/** Whether a change of a person's address can still be taken back. */
export async function hasOpenChange(em: EntityManager, userId: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select 1 from email_changes
    where user_id = ${userId} and objected_at is null and object_by > ${now} limit 1`.execute(em.getKysely());
  return rows.length > 0;
}

/**
 * Notes that a change was taken back, and with it every later one of the same person: their links went to addresses
 * that were not the owner's. False when somebody was first. The caller holds the person's lock.
 */
export async function takeBackFrom(em: EntityManager, change: OpenChange, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update email_changes set objected_at = ${now}
    where user_id = ${change.userId} and id >= ${change.id}::uuid and objected_at is null
    returning id`.execute(em.getKysely());
  return rows.some((row) => Reflect.get(Object(row), 'id') === change.id);
}

/**
 * Gives a person another address, if nobody has it. The unique index stands behind: two that both saw it free end in
 * its violation, and the transaction that is run again sees it taken.
 */
export async function moveAddress(em: EntityManager, userId: string, email: string): Promise<boolean> {
  const { rows } = await sql`
    update users set email = ${email}
    where id = ${userId} and not exists (select from users where email = ${email} and id <> ${userId})
    returning id`.execute(em.getKysely());
  return rows.length === 1;
}

/** The unique constraint that two breaks who take one address at once. */
export const addressIsUnique = 'users_email_key';
