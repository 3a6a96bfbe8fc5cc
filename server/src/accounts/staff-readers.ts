import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import type { StaffRole } from './role.ts';

/** Somebody who is written to about the shop, and in which language. */
export interface StaffReader {
  email: string;
  locale: string;
}

/** Everyone who holds a staff role, in a stable order. One statement. */
export async function findReadersOfRole(em: EntityManager, role: StaffRole): Promise<StaffReader[]> {
  const { rows } = await sql<StaffReader>`
    select email, locale from users where roles @> ${JSON.stringify([role])}::jsonb order by email`.execute(
    em.getKysely(),
  );
  return rows;
}

/** Addresses that a setting names, each with the language of its account; English where there is none. One statement. */
export async function findReadersAt(em: EntityManager, addresses: readonly string[]): Promise<StaffReader[]> {
  const { rows } = await sql<StaffReader>`
    select given.email, coalesce(users.locale, 'en') as locale
    from unnest(${[...addresses]}::text[]) with ordinality given (email, nth)
    left join users on users.email = lower(given.email) order by nth`.execute(em.getKysely());
  return rows;
}
