import {
  type EsimProvider,
  type ProvidedEsim,
  ProviderAnswerLost,
  ProviderBusy,
  type ProviderCapabilities,
  type ProviderOrder,
  ProviderRefused,
} from '../../src/providers/esim-provider.ts';

/** What a call does. `lost`: made, and the answer lost; `lost before`: not made, and the answer lost. */
export type Deed = 'make' | 'refuse' | 'busy' | 'away for long' | 'lost' | 'lost before';

let serial = 0;

/** A second wholesaler, which allows what a test says and does what it is told; in process, for what ConnectedYou's sandbox cannot be. */
export class ScriptedSupplier implements EsimProvider {
  readonly name: string;
  readonly capabilities: ProviderCapabilities;
  /** The references it was asked for, in order; look-ups begin with `?`. */
  readonly asked: string[] = [];
  /** What it made, by reference. */
  readonly made: { reference: string; esim: ProvidedEsim }[] = [];
  #script: Deed[] = [];
  #otherwise: Deed = 'make';
  #gate: Promise<void> = Promise.resolve();

  constructor(name: string, capabilities: Partial<ProviderCapabilities> = {}) {
    this.name = name;
    this.capabilities = {
      hasIdempotencyHandle: false,
      canLookUp: false,
      ratePerSecond: 1000,
      timeLimitMs: 5_000,
      ...capabilities,
    };
  }

  /** What the next calls do, one after another, and all after those. */
  will(script: Deed[], otherwise: Deed = 'make'): void {
    this.#script = [...script];
    this.#otherwise = otherwise;
    this.asked.length = 0;
    this.made.length = 0;
  }

  /** Lets no call end until the answer is called. */
  hold(): () => void {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#gate = promise;
    return () => resolve();
  }

  async order({ reference }: ProviderOrder): Promise<ProvidedEsim> {
    this.asked.push(reference);
    const deed = this.#script.shift() ?? this.#otherwise;
    await this.#gate;
    if (deed === 'refuse') throw new ProviderRefused('no_such_plan', 'It has no such plan');
    if (deed === 'busy') throw new ProviderBusy('It is busy');
    if (deed === 'away for long') throw new ProviderBusy('It is away', 86_400);
    if (deed === 'lost before') throw new ProviderAnswerLost('The line went dead');
    const known = this.made.find((each) => each.reference === reference);
    const esim = known && this.capabilities.hasIdempotencyHandle ? known.esim : this.#make(reference);
    if (deed === 'lost') throw new ProviderAnswerLost('The line went dead');
    return esim;
  }

  async lookUp(reference: string): Promise<ProvidedEsim | null> {
    this.asked.push(`?${reference}`);
    return this.made.find((each) => each.reference === reference)?.esim ?? null;
  }

  #make(reference: string): ProvidedEsim {
    serial += 1;
    const esim = {
      activationCode: `LPA:1$smdp.${this.name.toLowerCase()}.example$${reference}-${serial}`,
      iccid: `8988${String(serial).padStart(14, '0')}`,
      iccidWarning: null,
      providerReference: `${this.name}-${serial}`,
      instructions: null,
    };
    this.made.push({ reference, esim });
    return esim;
  }
}
