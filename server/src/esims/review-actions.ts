import type { OrderPaymentStatus } from '../orders/order.entity.ts';
import type { ProviderRegistry } from '../providers/provider.registry.ts';
import type { EsimStatus } from './esim.entity.ts';
import { isDeliverable } from './handover.ts';
import type { ProvisioningAttempt } from './provisioning-attempt.entity.ts';

/** What is safe to do with an eSIM that waits for a person. */
export const ReviewAction = {
  RETRY: 'RETRY',
  SWITCH_SUPPLIER: 'SWITCH_SUPPLIER',
  ATTACH: 'ATTACH',
  REFUND: 'REFUND',
} as const;
export type ReviewAction = keyof typeof ReviewAction;

type Call = Pick<ProvisioningAttempt, 'id' | 'supplier' | 'outcome' | 'waivedAt'>;

/** Calls that may have made an eSIM, and nobody has accepted that. */
export const unsettled = <T extends Call>(attempts: readonly T[]): T[] =>
  attempts.filter(({ outcome, waivedAt }) => outcome === 'UNKNOWN' && waivedAt === null);

/** Whether a supplier can say what came of a call: by a repeat under our handle, or by a look-up. */
export function canTell(providers: ProviderRegistry, supplier: string): boolean {
  if (!providers.has(supplier)) return false;
  const { hasIdempotencyHandle, canLookUp } = providers.get(supplier).capabilities;
  return hasIdempotencyHandle || canLookUp;
}

/** What of these leads to no double order and to no second refund. */
export function actionsFor(
  providers: ProviderRegistry,
  esim: { status: EsimStatus; settledAt: Date | null },
  order: { paymentStatus: OrderPaymentStatus; refundPromisedAt: Date | null },
  attempts: readonly Call[],
  /** The enabled suppliers of its plan. */
  suppliers: readonly string[],
): ReviewAction[] {
  const isUndecided = esim.status === 'IN_REVIEW' || esim.status === 'FAILED';
  if (!isDeliverable(order) || !isUndecided || esim.settledAt) return [];
  const unknown = unsettled(attempts);
  const last = attempts.at(-1)?.supplier;
  const others = suppliers.filter((supplier) => supplier !== last && providers.has(supplier));
  return [
    ...(unknown.every(({ supplier }) => canTell(providers, supplier)) ? (['RETRY'] as const) : []),
    ...(unknown.length === 0 && others.length > 0 ? (['SWITCH_SUPPLIER'] as const) : []),
    'ATTACH',
    'REFUND',
  ];
}
