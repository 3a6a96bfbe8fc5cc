import { z } from 'zod';
import { apiFaultModes, faultScope } from '../core/api-faults.ts';
import { webhookFaultSchema } from './webhook-modes.ts';

const apiFaultSchema = z.strictObject({
  ...faultScope,
  mode: z.enum(apiFaultModes),
  /** Of `error500`: another status, such as 429 or 503. */
  status: z.int().min(400).max(599).optional(),
});
export type StripeFault = z.infer<typeof apiFaultSchema>;

/** `late`: charges get their balance transaction only when asked (`POST /_sandbox/balance_transactions/release`). */
const balanceFaultSchema = z.strictObject({
  target: z.literal('balance_transactions'),
  mode: z.enum(['normal', 'late']),
});

/** `processing`: confirmed payments stay under way until settled (`POST /_sandbox/payment_intents/:id/settle`). */
const cardFaultSchema = z.strictObject({
  target: z.literal('cards'),
  mode: z.enum(['normal', 'processing']),
});

export const stripeFaultSchema = z.union([
  apiFaultSchema,
  webhookFaultSchema,
  balanceFaultSchema,
  cardFaultSchema,
]);
