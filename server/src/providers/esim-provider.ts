/** What an eSIM supplier is asked for: one eSIM of one of its plans. */
export interface ProviderOrder {
  /** Our own reference; the same on every repeat for one eSIM. */
  reference: string;
  sku: string;
  /** The first country of the plan; some suppliers want one. */
  countryIso2: string;
  planName: string;
  customerEmail: string;
}

/** What came back: an eSIM profile, parsed and checked. */
export interface ProvidedEsim {
  /** The full LPA string. */
  activationCode: string;
  iccid: string;
  iccidWarning: string | null;
  providerReference: string;
  instructions: string | null;
}

/** What a supplier allows, which decides how a lost answer is dealt with and how often it is asked. */
export interface ProviderCapabilities {
  /** Our reference is an idempotency handle: a repeat answers with the first order. */
  hasIdempotencyHandle: boolean;
  /** An order can be looked up by our reference. */
  canLookUp: boolean;
  /** Calls it takes in any one second, from all of our processes together. */
  ratePerSecond: number;
  /** After so long without an answer a call is given up, and what it did is unknown. */
  timeLimitMs: number;
}

/** The supplier said no. Nothing was made; repeating would not help. */
export class ProviderRefused extends Error {
  override readonly name = 'ProviderRefused';
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The supplier could not take the order now, and certainly made nothing: safe to repeat later. */
export class ProviderBusy extends Error {
  override readonly name = 'ProviderBusy';
  readonly retryAfterSeconds: number | null;
  constructor(message: string, retryAfterSeconds: number | null = null, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The call was sent and no usable answer came: an eSIM may or may not have been made. */
export class ProviderAnswerLost extends Error {
  override readonly name = 'ProviderAnswerLost';
}

/** The port to an eSIM supplier. */
export interface EsimProvider {
  readonly name: string;
  readonly capabilities: ProviderCapabilities;
  /** @throws ProviderRefused, ProviderBusy, ProviderAnswerLost */
  order(order: ProviderOrder): Promise<ProvidedEsim>;
  /**
   * What the supplier made under our reference; null when it certainly made nothing. Only where `canLookUp`.
   * @throws ProviderBusy, ProviderAnswerLost
   */
  lookUp?(reference: string): Promise<ProvidedEsim | null>;
}
