import { sql } from 'kysely';
import { addDays } from '../platform/clock/clock.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import { type Timestamp, toDate } from '../platform/database/timestamp.ts';
import type { StaffRole } from './role.ts';

/** How long an invitation can be accepted. */
export const invitationDays = 14;
export const invitationEnd = (invitedAt: Date): Date => addDays(invitedAt, invitationDays);

/**
 * Roles that wait for somebody to prove an address. No person is made for them before that. Without roles it stands
 * for the decision that this address gets none.
 */
export interface StaffInvitation {
  id: string;
  roles: StaffRole[];
  /** From then on it gives no roles. */
  endsAt: Date;
}

type Row = Omit<StaffInvitation, 'endsAt'> & { invitedAt: Timestamp };
const toInvitation = (row: Row | undefined): StaffInvitation | undefined =>
  row && { id: row.id, roles: row.roles, endsAt: invitationEnd(toDate(row.invitedAt)) };

/** The invitation of an address, locked: it is not accepted before the transaction ends. */
export async function lockInvitation(em: EntityManager, email: string): Promise<StaffInvitation | undefined> {
  const { rows } = await sql<Row>`
    select id, roles, invited_at as "invitedAt" from staff_invitations where email = ${email} for update`.execute(
    em.getKysely(),
  );
  return toInvitation(rows[0]);
}

/** Takes the invitation of an address away, to accept it or to put another in its place. */
export async function takeInvitation(em: EntityManager, email: string): Promise<StaffInvitation | undefined> {
  const { rows } = await sql<Row>`
    delete from staff_invitations where email = ${email} returning id, roles, invited_at as "invitedAt"`.execute(
    em.getKysely(),
  );
  return toInvitation(rows[0]);
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
