import { StateMachine } from '../platform/states/state-machine.ts';

/**
 * Money on its way back. REQUESTED: written by us, and Stripe may or may not have it. PENDING: Stripe has it and
 * the bank has not answered. A refund that seemed to arrive can still be sent back by the bank.
 */
export const RefundStatus = {
  REQUESTED: 'REQUESTED',
  PENDING: 'PENDING',
  SUCCEEDED: 'SUCCEEDED',
  FAILED: 'FAILED',
} as const;
export type RefundStatus = keyof typeof RefundStatus;

export const refundStates = new StateMachine<RefundStatus>('refund', {
  REQUESTED: ['PENDING', 'SUCCEEDED', 'FAILED'],
  PENDING: ['SUCCEEDED', 'FAILED'],
  SUCCEEDED: ['FAILED'],
  FAILED: [],
});
