import { createHash } from 'node:crypto';
import { invalidRequest, StripeError } from './errors.ts';
import type { KeptAnswer, StripeStore } from './store.ts';

/** What makes two requests the same one. */
export interface RequestIdentity {
  readonly key: string;
  readonly path: string;
  readonly body: string;
}

/**
 * Stripe's idempotency keys: one answer per key for 24 hours, an error for the same key with other parameters, and 409
 * while the first request is still at work. Source: https://docs.stripe.com/api/idempotent_requests
 *
 * Which keys are at work is known in memory, so a crash frees them; answers are stored with the work itself, so there
 * is no moment in which the work is done and the answer is not kept.
 */
export class IdempotencyKeys {
  readonly #store: StripeStore;
  readonly #atWork = new Set<string>();

  constructor(store: StripeStore) {
    this.#store = store;
  }

  /** The kept answer, or null: then the key is taken until {@link release}. */
  async take(identity: RequestIdentity, nowSeconds: number): Promise<KeptAnswer | null> {
    const { key } = identity;
    if (key.length > 255) throw invalidRequest('Idempotency keys can be up to 255 characters long.');
    if (this.#atWork.has(key)) throw keyInUse(key);
    this.#atWork.add(key);
    try {
      const kept = await this.#store.findAnswer(key, nowSeconds);
      if (kept === null) return null;
      assertSameRequest(kept, identity);
      this.#atWork.delete(key);
      return kept;
    } catch (error) {
      this.#atWork.delete(key);
      throw error;
    }
  }

  release(key: string): void {
    this.#atWork.delete(key);
  }
}

export function fingerprintOf(identity: RequestIdentity): string {
  return createHash('sha256').update(`${identity.path}\n${identity.body}`).digest('base64url');
}

function assertSameRequest(kept: KeptAnswer, identity: RequestIdentity): void {
  const advice = `Try using a key other than '${identity.key}' if you meant to execute a different request.`;
  if (kept.path !== identity.path) {
    throw idempotencyError(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${identity.path}' vs '${kept.path}'). ${advice}`,
    );
  }
  if (kept.fingerprint === fingerprintOf(identity)) return;
  throw idempotencyError(
    `Keys for idempotent requests can only be used with the same parameters they were first used with. ${advice}`,
  );
}

function idempotencyError(message: string): StripeError {
  return new StripeError(400, { type: 'idempotency_error', message });
}

function keyInUse(key: string): StripeError {
  return new StripeError(409, {
    type: 'idempotency_error',
    code: 'idempotency_key_in_use',
    message: `There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): ${key}. Please try again later.`,
  });
}
