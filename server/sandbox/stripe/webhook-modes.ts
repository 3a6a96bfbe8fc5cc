import { z } from 'zod';

/**
 * How webhooks are sent: `hold` keeps them until released (late), `twice` repeats each, `out_of_order` gathers a few
 * and sends the newest first, `never` loses them (the events can still be listed, as at Stripe).
 */
export const webhookFaultSchema = z.strictObject({
  target: z.literal('webhooks'),
  mode: z.enum(['normal', 'hold', 'twice', 'out_of_order', 'never']),
  /** Only these event types; `charge.*` stands for all of a kind. Others are sent as always. */
  types: z.array(z.string().min(1)).optional(),
});
export type WebhookFault = z.infer<typeof webhookFaultSchema>;

export function matchesType(patterns: readonly string[], type: string): boolean {
  return patterns.some((pattern) => pattern === '*' || pattern === type || isInFamily(pattern, type));
}

function isInFamily(pattern: string, type: string): boolean {
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1));
}
