import { sql } from 'kysely';
import type { EntityManager } from '../platform/database/orm.ts';
import type { Vault } from '../platform/security/secrets.ts';

/**
 * Addresses whose owner had roles, or was decided to have none, and then left the address: by another one, or with the
 * account. They are kept as keyed hashes, so that ADMIN_EMAILS gives nobody there what was taken away or went along.
 */
export class RoleDecisions {
  readonly #vault: Pick<Vault, 'mac'>;

  constructor(vault: Pick<Vault, 'mac'>) {
    this.#vault = vault;
  }

  /** Keeps the decision about a person for the address that they leave, if there is one. Idempotent. */
  async keep(
    em: EntityManager,
    { userId, email }: { userId: string; email: string },
    now: Date,
  ): Promise<void> {
    await sql`
      insert into role_decisions (address_hash, decided_at)
      select ${this.#hash(email)}, coalesce(roles_set_at, ${now}::timestamptz) from users
      where id = ${userId} and (roles_set_at is not null or roles <> '[]')
      on conflict do nothing`.execute(em.getKysely());
  }

  /** Whether somebody who left this address had a decision about their roles. */
  async isKept(em: EntityManager, email: string): Promise<boolean> {
    const { rows } = await sql`
      select 1 from role_decisions where address_hash = ${this.#hash(email)}`.execute(em.getKysely());
    return rows.length > 0;
  }

  #hash(email: string): string {
    return this.#vault.mac(`role decision ${email}`);
  }
}
