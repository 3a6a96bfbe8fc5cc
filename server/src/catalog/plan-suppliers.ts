import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';

/** Whether a supplier makes eSIMs of this plan on demand. One statement. */
export async function hasSupplier(em: EntityManager, planId: string): Promise<boolean> {
  const { rows } =
    await sql`select 1 from plan_suppliers where plan_id = ${planId} and is_enabled limit 1`.execute(
      em.getKysely(),
    );
  return rows.length > 0;
}
