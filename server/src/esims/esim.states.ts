import type { Esim, EsimStatus } from './esim.entity.ts';

/** Which moves an eSIM may make. Once READY its code is out, so nothing leads back. */
const moves: Record<EsimStatus, readonly EsimStatus[]> = {
  PENDING: ['PROVISIONING', 'FAILED'],
  PROVISIONING: ['READY', 'IN_REVIEW', 'FAILED'],
  IN_REVIEW: ['PROVISIONING', 'READY', 'FAILED'],
  FAILED: ['PROVISIONING'],
  READY: ['INSTALLED', 'ACTIVE', 'EXPIRED', 'REVOKED'],
  INSTALLED: ['ACTIVE', 'EXPIRED', 'REVOKED'],
  ACTIVE: ['DEPLETED', 'EXPIRED', 'REVOKED'],
  DEPLETED: ['ACTIVE', 'EXPIRED', 'REVOKED'],
  EXPIRED: [],
  REVOKED: [],
};

const delivered: readonly EsimStatus[] = ['READY', 'INSTALLED', 'ACTIVE', 'DEPLETED', 'EXPIRED', 'REVOKED'];

/** Whether the buyer has had this eSIM's code. */
export const isDelivered = (status: EsimStatus): boolean => delivered.includes(status);

/** Moves an eSIM whose row lock the caller holds. @throws on a move the table does not have */
export function moveEsim(esim: Esim, to: EsimStatus, now: Date): void {
  if (esim.status === to) return;
  if (!moves[esim.status].includes(to))
    throw new Error(`eSIM ${esim.id} cannot go from ${esim.status} to ${to}`);
  esim.status = to;
  esim.updatedAt = now;
}
