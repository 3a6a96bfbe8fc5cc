import { z } from 'zod';
import { apiFaultModes, faultScope } from '../core/api-faults.ts';

/**
 * Beyond what every API suffers: `error422` has no stock; `malformed` makes the order and answers it broken (the kinds
 * are those of the draft's own sample and worse); `non_idempotent` answers a repeated reference with a new order.
 */
export const connectedYouFaultSchema = z.strictObject({
  ...faultScope,
  mode: z.enum([...apiFaultModes, 'error422', 'malformed', 'non_idempotent']),
  kind: z
    .enum(['blank_activation_code', 'bad_iccid', 'no_matching_id', 'not_json'])
    .default('no_matching_id'),
  status: z.int().min(400).max(599).optional(),
});
export type ConnectedYouFault = z.infer<typeof connectedYouFaultSchema>;

/**
 * How many orders it takes in any one second; further ones get 429 with Retry-After. `null` lifts the limit. This is
 * how the wholesaler is, and no fault: it stays when faults are taken away.
 */
export const limitSchema = z.strictObject({ perSecond: z.int().min(0).nullable() });
