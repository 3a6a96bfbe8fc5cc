import { StateMachine } from '../platform/states/state-machine.ts';

/**
 * A buyer's request for their money back. OPEN: a person decides. APPROVED: the money is promised, and its refund says
 * how far it is. SETTLED: all of the money went back another way first.
 */
export const RefundRequestStatus = {
  OPEN: 'OPEN',
  APPROVED: 'APPROVED',
  REFUSED: 'REFUSED',
  SETTLED: 'SETTLED',
} as const;
export type RefundRequestStatus = keyof typeof RefundRequestStatus;

export const refundRequestStates = new StateMachine<RefundRequestStatus>('refund request', {
  OPEN: ['APPROVED', 'REFUSED', 'SETTLED'],
  APPROVED: [],
  REFUSED: [],
  SETTLED: [],
});
