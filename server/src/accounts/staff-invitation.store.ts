import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import type { StaffRole } from './role.ts';

/** Roles that wait for somebody to prove an address. No person is made for them before that. */
export interface StaffInvitation {
  id: string;
  roles: StaffRole[];
}

/** The invitation of an address, locked: it is not accepted before the transaction ends. */
export async function lockInvitation(em: EntityManager, email: string): Promise<StaffInvitation | undefined> {
  const { rows } = await sql<StaffInvitation>`
    select id, roles from staff_invitations where email = ${email} for update`.execute(em.getKysely());
  return rows[0];
}

/** Takes the invitation of an address away, to accept it or to put another in its place. */
export async function takeInvitation(em: EntityManager, email: string): Promise<StaffInvitation | undefined> {
  const { rows } = await sql<StaffInvitation>`
    delete from staff_invitations where email = ${email} returning id, roles`.execute(em.getKysely());
  return rows[0];
}

export async function keepInvitation(
  em: EntityManager,
  email: string,
  roles: readonly StaffRole[],
  now: Date,
): Promise<void> {
  await sql`
    insert into staff_invitations (email, roles, invited_at)
    values (${email}, ${JSON.stringify(roles)}::jsonb, ${now})`.execute(em.getKysely());
}
