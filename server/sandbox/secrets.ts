import { z } from 'zod';
import { randomToken } from './core/random-token.ts';

export const sandboxSecretsSchema = z.object({
  stripeSecretKey: z.string().startsWith('sk_test_'),
  stripePublishableKey: z.string().startsWith('pk_test_'),
  stripeWebhookSecret: z.string().startsWith('whsec_'),
  connectedYouApiKey: z.string().min(16),
  connectedYouPartnerId: z.string().min(1),
});
export type SandboxSecrets = z.infer<typeof sandboxSecretsSchema>;

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
