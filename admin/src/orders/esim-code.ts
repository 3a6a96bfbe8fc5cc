import type { EsimStatus } from '../generated/graphql.ts';

/** States in which an eSIM has no code yet, or none any more. */
const codeless: readonly EsimStatus[] = ['PENDING', 'PROVISIONING', 'FAILED', 'IN_REVIEW'];

/** Whether there is a code that staff can be shown. */
export const hasCode = (status: EsimStatus): boolean => !codeless.includes(status);

/** Whether its code opens anything for its buyer: it was delivered, and not taken back. */
export const isUsable = (status: EsimStatus): boolean => hasCode(status) && status !== 'REVOKED';
