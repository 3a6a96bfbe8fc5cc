import { sql } from 'kysely';
import { ConfigError } from '../config.settings.ts';
import type { EntityManager } from '../platform/database/orm.ts';
import type { EsimProvider } from './esim-provider.ts';

/** The suppliers this installation can order from, by the name that plan_suppliers uses. */
export class ProviderRegistry {
  readonly #providers: ReadonlyMap<string, EsimProvider>;

  constructor(providers: readonly EsimProvider[]) {
    this.#providers = new Map(providers.map((provider) => [provider.name, provider]));
  }

  /** Every supplier that can be ordered from. */
  get names(): readonly string[] {
    return [...this.#providers.keys()];
  }

  has(name: string): boolean {
    return this.#providers.has(name);
  }

  /**
   * For the start: a plan whose supplier nobody can ask would be sold and never delivered.
   * @throws ConfigError naming the suppliers that no adapter has
   */
  async assertKnown(em: EntityManager): Promise<void> {
    const { rows } = await sql<{ supplier: string }>`
      select distinct supplier from plan_suppliers where is_enabled order by supplier`.execute(
      em.getKysely(),
    );
    const unknown = rows.map((row) => row.supplier).filter((supplier) => !this.has(supplier));
    if (unknown.length === 0) return;
    const known = [...this.#providers.keys()].join(', ');
    throw new ConfigError(
      `The catalogue names suppliers that Tribi does not know: ${unknown.join(', ')} (known are ${known}). Correct these rows of plan_suppliers, or set is_enabled to false.`,
    );
  }

  /** @throws for a name no adapter has, so that a typing mistake never means another supplier */
  get(name: string): EsimProvider {
    const provider = this.#providers.get(name);
    if (!provider)
      throw new Error(`No supplier is called ${name}; known are ${[...this.#providers.keys()].join(', ')}`);
    return provider;
  }
}
