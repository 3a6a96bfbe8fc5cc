import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import type { StaffRole } from './role.ts';

/** Mail addresses of everyone who holds a staff role, in a stable order. One statement. */
export async function findAddressesOfRole(em: EntityManager, role: StaffRole): Promise<string[]> {
  const { rows } = await sql<{ email: string }>`
    select email from users where roles @> ${JSON.stringify([role])}::jsonb order by email`.execute(
    em.getKysely(),
  );
  return rows.map((row) => row.email);
}
