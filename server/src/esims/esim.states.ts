import { StateMachine } from '../platform/states/state-machine.ts';
import type { Esim, EsimStatus } from './esim.entity.ts';

/** Which moves an eSIM may make. Once READY its code is out, so nothing leads back. */
export const esimStates = new StateMachine<EsimStatus>('eSIM', {
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
});

const delivered: readonly EsimStatus[] = ['READY', 'INSTALLED', 'ACTIVE', 'DEPLETED', 'EXPIRED', 'REVOKED'];

/** Whether the buyer has had this eSIM's code. */
export const isDelivered = (status: EsimStatus): boolean => delivered.includes(status);

/** Moves an eSIM whose row lock the caller holds. @throws IllegalMove */
export function moveEsim(esim: Esim, to: EsimStatus, now: Date): void {
  if (!esimStates.check(esim.status, to, esim.id)) return;
  esim.status = to;
  esim.updatedAt = now;
}
