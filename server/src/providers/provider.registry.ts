import type { EsimProvider } from './esim-provider.ts';

/** The suppliers this installation can order from, by the name that plan_suppliers uses. */
export class ProviderRegistry {
  readonly #providers: ReadonlyMap<string, EsimProvider>;

  constructor(providers: readonly EsimProvider[]) {
    this.#providers = new Map(providers.map((provider) => [provider.name, provider]));
  }

  /** @throws for a name no adapter has, so that a typing mistake never means another supplier */
  get(name: string): EsimProvider {
    const provider = this.#providers.get(name);
    if (!provider)
      throw new Error(`No supplier is called ${name}; known are ${[...this.#providers.keys()].join(', ')}`);
    return provider;
  }
}
