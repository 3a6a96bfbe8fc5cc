import { randomToken } from './core/random-token.ts';

/** What the sandboxes and the app must both know. */
export interface SandboxSecrets {
  /** `sk_test_…` */
  readonly stripeSecretKey: string;
  /** `pk_test_…` */
  readonly stripePublishableKey: string;
  /** `whsec_…` */
  readonly stripeWebhookSecret: string;
  readonly connectedYouApiKey: string;
  readonly connectedYouPartnerId: string;
}

/** New secrets in the shape of the real ones. Kept by the caller: minted once per data folder, never logged. */
export function mintSandboxSecrets(): SandboxSecrets {
  const account = randomToken(16);
  return {
    stripeSecretKey: `sk_test_51${account}${randomToken(82)}`,
    stripePublishableKey: `pk_test_51${account}${randomToken(82)}`,
    stripeWebhookSecret: `whsec_${randomToken(32)}`,
    connectedYouApiKey: `cy_test_${randomToken(32)}`,
    connectedYouPartnerId: `partner_${randomToken(10)}`,
  };
}
