import { StateMachine } from '../platform/states/state-machine.ts';
import type { PaymentStatus } from './payment.entity.ts';

/**
 * One attempt to pay. Stripe's word moves it, in any order that reports may come in; success is final, and an
 * attempt that was given up comes back only as money.
 */
export const paymentStates = new StateMachine<PaymentStatus>('payment', {
  REQUIRES_PAYMENT: ['REQUIRES_ACTION', 'PROCESSING', 'SUCCEEDED', 'CANCELLED'],
  REQUIRES_ACTION: ['REQUIRES_PAYMENT', 'PROCESSING', 'SUCCEEDED', 'CANCELLED'],
  PROCESSING: ['REQUIRES_PAYMENT', 'REQUIRES_ACTION', 'SUCCEEDED', 'CANCELLED'],
  CANCELLED: ['SUCCEEDED'],
  SUCCEEDED: [],
});
